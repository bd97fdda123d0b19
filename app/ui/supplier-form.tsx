// A supplier is added. The connection's questions come from the connector's own schema; secrets are typed, never shown again.
import { Button, Card, Form, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { supplierKinds, type ConnectorForm, type SuppliersPage } from "../views/suppliers-page.ts";
import { ConnectionFields, Outcome } from "./connection-fields.tsx";
import { useAct } from "./use-act.ts";
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
          <ConnectionFields connector={connector} bind={field} />
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
