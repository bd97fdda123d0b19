// A supplier is added: first how its orders go out, then the questions of that way, which come from the connector's own schema.
import { useNavigate } from "@remix-run/react";
import { BlockStack, Button, Card, Form, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { supplierKinds } from "../suppliers/supplier-facts.ts";
import type { ConnectorForm, SuppliersPage } from "../views/suppliers-page.ts";
import { ConnectionFields, Outcome } from "./connection-fields.tsx";
import { ConnectorChoice, initialOf } from "./connector-choice.tsx";
import { sayWord } from "./say-reason.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";
import { ZonePicker } from "./zone-picker.tsx";

type Props = { readonly page: SuppliersPage; onClose(): void };

export function SupplierForm({ page, onClose }: Props) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const connector = page.connectors.find(({ name }) => name === chosen);
  if (connector) return <Questions key={connector.name} connector={connector} zones={page.timeZones} onBack={() => setChosen(null)} onClose={onClose} />;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("suppliers.how")}</Text>
        <ConnectorChoice connectors={page.connectors} onChoose={setChosen} />
        <InlineStack><Button variant="tertiary" onClick={onClose}>{say("action.cancel")}</Button></InlineStack>
      </BlockStack>
    </Card>
  );
}

type QuestionsProps = { readonly connector: ConnectorForm; readonly zones: readonly string[]; onBack(): void; onClose(): void };

function Questions({ connector, zones, onBack, onClose }: QuestionsProps) {
  const words = useWords();
  const { say } = words;
  const act = useAct();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => ({ name: "", kind: "AGENT", timeZone: "Asia/Shanghai", locale: "zh-CN", ...initialOf(connector) }));
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done" && answer.code === "suppliers.added") navigate(`/app/suppliers/${answer.params?.["supplierId"]}`);
  }, [answer, navigate]);
  const change = (name: string, value: string) => setTyped((before) => ({ ...before, [name]: value }));
  const field = (name: string) => ({ value: typed[name] ?? "", onChange: (value: string) => change(name, value), error: act.errorOf(name), autoComplete: "off" });
  const send = (intent: string) => act.send({ intent, connector: connector.name, ...typed });
  return (
    <Card>
      <Form onSubmit={() => send("add")}>
        <FormLayout>
          <Text as="h2" variant="headingMd">{say("suppliers.add.title")}</Text>
          <TextField label={say("suppliers.name")} requiredIndicator {...field("name")} />
          <FormLayout.Group>
            <Select label={say("suppliers.kind")} options={supplierKinds.map((kind) => ({ value: kind, label: say(`supplier.kind.${kind}`) }))} {...field("kind")} />
            <Select label={say("suppliers.language")} options={[{ value: "zh-CN", label: "简体中文" }, { value: "en", label: "English" }]} {...field("locale")} />
          </FormLayout.Group>
          <ZonePicker zones={zones} {...field("timeZone")} />
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">{`${say("suppliers.connection")}: ${sayWord(words, "connector.title", connector.name)}`}</Text>
            <Button variant="plain" onClick={onBack}>{say("suppliers.how.other")}</Button>
          </InlineStack>
          <ConnectionFields connector={connector} bind={field} />
          <Outcome act={act} />
          <InlineStack gap="200">
            <Button submit variant="primary" loading={act.intent === "add"} disabled={act.isBusy}>{say("suppliers.add")}</Button>
            {connector.answers === "by_hand" ? null : <Button loading={act.intent === "try"} disabled={act.isBusy} onClick={() => send("try")}>{say("suppliers.test")}</Button>}
            <Button onClick={onClose} disabled={act.isBusy} variant="tertiary">{say("action.cancel")}</Button>
          </InlineStack>
        </FormLayout>
      </Form>
    </Card>
  );
}
