// A supplier is added. The connection's questions come from the connector's own schema; secrets are typed, never shown again.
import { Banner, BlockStack, Button, Card, Form, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { isCode } from "../platform/words/words.ts";
import type { ConnectorField } from "../views/connector-fields.ts";
import { supplierKinds, type ConnectorForm, type SuppliersPage } from "../views/suppliers-page.ts";
import { useAct, type Act } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Typed = Readonly<Record<string, string>>;

export function SupplierForm({ page, onClose }: { readonly page: SuppliersPage; onClose(): void }) {
  const { say } = useWords();
  const act = useAct();
  const [connector] = page.connectors;
  const [typed, setTyped] = useState<Typed>(() => ({ name: "", kind: "AGENT", timeZone: "Asia/Shanghai", locale: "zh-CN", ...initialOf(connector) }));
  const [hasAdded, setAdded] = useState(false);
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done" && answer.code === "suppliers.added") setAdded(true);
  }, [answer]);
  useEffect(() => {
    if (hasAdded) onClose();
  }, [hasAdded, onClose]);
  const change = (name: string, value: string) => setTyped((before) => ({ ...before, [name]: value }));
  const field = (name: string) => ({ value: typed[name] ?? "", onChange: (value: string) => change(name, value), error: act.errorOf(name), autoComplete: "off" });
  if (!connector) return null;
  return (
    <Card>
      <Form onSubmit={() => act.send({ intent: "add", connector: connector.name, ...typed })}>
        <FormLayout>
          <Text as="h2" variant="headingMd">{say("suppliers.add.title")}</Text>
          <TextField label={say("suppliers.name")} requiredIndicator {...field("name")} />
          <FormLayout.Group>
            <Select label={say("suppliers.kind")} options={supplierKinds.map((kind) => ({ value: kind, label: say(`supplier.kind.${kind}`) }))} {...field("kind")} />
            <Select label={say("suppliers.language")} options={[{ value: "zh-CN", label: "简体中文" }, { value: "en", label: "English" }]} {...field("locale")} />
          </FormLayout.Group>
          <Select label={say("suppliers.time_zone")} helpText={say("suppliers.time_zone.help")} options={[...page.timeZones]} {...field("timeZone")} />
          <Text as="h3" variant="headingSm">{say("suppliers.connection")}</Text>
          {connector.settings.map((one) => <Question key={one.name} field={one} bound={field(`settings.${one.name}`)} />)}
          {connector.credentials.map((one) => <Question key={one.name} field={one} bound={field(`credentials.${one.name}`)} />)}
          <Outcome act={act} />
          <InlineStack gap="200">
            <Button submit variant="primary" loading={act.intent === "add"} disabled={act.isBusy}>{say("suppliers.add")}</Button>
            <Button loading={act.intent === "try"} disabled={act.isBusy} onClick={() => act.send({ intent: "try", connector: connector.name, ...typed })}>{say("suppliers.test")}</Button>
            <Button onClick={onClose} disabled={act.isBusy} variant="tertiary">{say("action.cancel")}</Button>
          </InlineStack>
        </FormLayout>
      </Form>
    </Card>
  );
}

function initialOf(connector: ConnectorForm | undefined): Typed {
  const settings = connector?.settings.map((field) => [`settings.${field.name}`, field.initial] as const) ?? [];
  return Object.fromEntries(settings);
}

type Bound = { value: string; onChange(value: string): void; error: string | false; autoComplete: string };

function Question({ field, bound }: { readonly field: ConnectorField; readonly bound: Bound }) {
  const { sayStored, say } = useWords();
  const help = `connector.${field.name}.help`;
  return (
    <TextField
      {...bound}
      label={sayStored(`connector.${field.name}`)}
      helpText={isCode(help) ? say(help) : ""}
      requiredIndicator={field.isRequired}
      type={field.kind === "secret" ? "password" : "text"}
      inputMode={field.kind === "whole" ? "numeric" : "text"}
      autoComplete={field.kind === "secret" ? "new-password" : "off"}
    />
  );
}

/** What the last try of the line said; a toast alone would be gone too soon to act on. */
export function Outcome({ act }: { readonly act: Act }) {
  const { say } = useWords();
  const { answer } = act;
  if (!answer || answer.kind === "refused" || act.isBusy) return null;
  return (
    <BlockStack>
      <Banner tone={answer.kind === "failed" ? "critical" : "success"}><Text as="p" breakWord>{say(answer.code, answer.params)}</Text></Banner>
    </BlockStack>
  );
}
