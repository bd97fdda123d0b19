// One supplier in the list: how its orders go out, how much hangs on it, and whether its line is in order.
import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { LineState, ShownSupplier } from "../views/suppliers-page.ts";
import { sayWord } from "./say-reason.ts";
import { useWords } from "./words.tsx";

export function SupplierCard({ supplier }: { readonly supplier: ShownSupplier }) {
  const words = useWords();
  const { say } = words;
  return (
    <div role="group" aria-label={supplier.name}>
      <Card>
        <BlockStack gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd" breakWord><Link url={`/app/suppliers/${supplier.id}`} removeUnderline>{supplier.name}</Link></Text>
            <Badge>{say(`supplier.kind.${supplier.kind}`)}</Badge>
            <Badge tone="info">{sayWord(words, "connector.title", supplier.connector)}</Badge>
            {supplier.isActive ? null : <Badge tone="warning">{say("suppliers.paused.badge")}</Badge>}
          </InlineStack>
          <InlineStack gap="300" blockAlign="center">
            <Text as="p" tone="subdued">{say("suppliers.facts", { offers: supplier.offers, orders: supplier.openOrders })}</Text>
            <LineBadge line={supplier.line} />
          </InlineStack>
        </BlockStack>
      </Card>
    </div>
  );
}

export function LineBadge({ line }: { readonly line: LineState }) {
  const { say, formatInstant } = useWords();
  if (line.kind === "trouble") {
    return <Link url="/app/problems"><Badge tone="critical">{say("supplier.line.trouble", { problems: line.problems })}</Badge></Link>;
  }
  if (line.kind === "asked") return <Badge tone="success">{say("supplier.line.asked", { at: formatInstant(line.at) })}</Badge>;
  return <Badge>{say(`supplier.line.${line.kind}`)}</Badge>;
}
