// A supplier's line changes: a new address, or new keys. What is kept of the keys is not shown, so both are typed again.
import { Button, Form, FormLayout, InlineStack } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { ConnectorForm, SupplierPage } from "../views/suppliers-page.ts";
import { ConnectionFields, Outcome } from "./connection-fields.tsx";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

type Props = { readonly supplier: SupplierPage; readonly connector: ConnectorForm; onClose(): void };

export function ConnectionForm({ supplier, connector, onClose }: Props) {
  const { say } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.entries(supplier.settings).map(([name, value]) => [`settings.${name}`, value])));
  const { answer } = act;
  useEffect(() => {
    if (answer?.kind === "done" && answer.code === "suppliers.connection.changed") onClose();
  }, [answer, onClose]);
  const bind = (name: string) => ({
    value: typed[name] ?? "", onChange: (value: string) => setTyped((before) => ({ ...before, [name]: value })), error: act.errorOf(name), autoComplete: "off",
  });
  const send = (intent: string) => act.send({ intent, supplierId: supplier.id, connector: connector.name, ...typed });
  return (
    <Form onSubmit={() => send("change")}>
      <FormLayout>
        <ConnectionFields connector={connector} bind={bind} />
        <Outcome act={act} />
        <InlineStack gap="200">
          <Button submit variant="primary" loading={act.intent === "change"} disabled={act.isBusy}>{say("action.save")}</Button>
          <Button loading={act.intent === "try"} disabled={act.isBusy} onClick={() => send("try")}>{say("suppliers.test")}</Button>
          <Button variant="tertiary" disabled={act.isBusy} onClick={onClose}>{say("action.cancel")}</Button>
        </InlineStack>
      </FormLayout>
    </Form>
  );
}
