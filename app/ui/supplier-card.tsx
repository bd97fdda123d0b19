// One supplier: its line can be tried, its notices need an address, and it can be paused.
import { Badge, BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import type { ShownSupplier } from "../views/suppliers-page.ts";
import { Outcome } from "./supplier-form.tsx";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function SupplierCard({ supplier }: { readonly supplier: ShownSupplier }) {
  const { say } = useWords();
  const trial = useAct();
  const pause = useAct();
  return (
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
        <Outcome act={trial} />
        <InlineStack gap="200">
          <Button loading={trial.isBusy} onClick={() => trial.send({ intent: "test", supplierId: supplier.id })}>{say("suppliers.test")}</Button>
          <Button
            variant="tertiary" loading={pause.isBusy}
            onClick={() => pause.send({ intent: supplier.isActive ? "pause" : "resume", supplierId: supplier.id })}
          >
            {say(supplier.isActive ? "suppliers.pause" : "suppliers.resume")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
