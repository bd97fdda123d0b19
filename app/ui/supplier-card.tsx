// One supplier: its line can be tried and changed, its notices need an address, and it can be paused.
import { Badge, BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useCallback, useState } from "react";
import type { ShownSupplier, SuppliersPage } from "../views/suppliers-page.ts";
import { Outcome } from "./connection-fields.tsx";
import { ConnectionForm } from "./connection-form.tsx";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function SupplierCard({ supplier, page }: { readonly supplier: ShownSupplier; readonly page: SuppliersPage }) {
  const { say } = useWords();
  const [isChanging, setChanging] = useState(false);
  const close = useCallback(() => setChanging(false), []);
  const connector = page.connectors.find(({ name }) => name === supplier.connector);
  return (
    <div role="group" aria-label={supplier.name}>
      <Card>
        <BlockStack gap="300">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd" breakWord>{supplier.name}</Text>
            <Badge>{say(`supplier.kind.${supplier.kind}`)}</Badge>
            {supplier.isActive ? null : <Badge tone="warning">{say("suppliers.paused.badge")}</Badge>}
          </InlineStack>
          <Text as="p" tone="subdued">{say("suppliers.facts", { zone: supplier.timeZone, offers: supplier.offers, orders: supplier.openOrders })}</Text>
          {supplier.webhookAddress ? (
            <TextField label={say("suppliers.webhook")} helpText={say("suppliers.webhook.help")} value={supplier.webhookAddress} readOnly autoComplete="off" selectTextOnFocus />
          ) : null}
          {isChanging && connector ? <ConnectionForm supplier={supplier} connector={connector} onClose={close} /> : (
            <SupplierActions supplier={supplier} onChange={connector ? () => setChanging(true) : undefined} />
          )}
        </BlockStack>
      </Card>
    </div>
  );
}

type ActionsProps = { readonly supplier: ShownSupplier; readonly onChange: (() => void) | undefined };

function SupplierActions({ supplier, onChange }: ActionsProps) {
  const { say } = useWords();
  const trial = useAct();
  const pause = useAct();
  return (
    <BlockStack gap="300">
      <Outcome act={trial} />
      <InlineStack gap="200">
        <Button loading={trial.isBusy} onClick={() => trial.send({ intent: "test", supplierId: supplier.id })}>{say("suppliers.test")}</Button>
        {onChange ? <Button onClick={onChange}>{say("suppliers.connection.change")}</Button> : null}
        <Button variant="tertiary" loading={pause.isBusy} onClick={() => pause.send({ intent: supplier.isActive ? "pause" : "resume", supplierId: supplier.id })}>
          {say(supplier.isActive ? "suppliers.pause" : "suppliers.resume")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
