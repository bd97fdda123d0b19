// What was shipped of this order by the merchant himself or another app: nothing to do, but it has to be seen.
import { Badge, BlockStack, Card, InlineStack, List, Text } from "@shopify/polaris";
import type { ShownOutside } from "../views/order-page.ts";
import { useWords } from "./words.tsx";

export function OutsideCard({ outside }: { readonly outside: readonly ShownOutside[] }) {
  const { say } = useWords();
  if (outside.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">{say("order.outside")}</Text>
          <Text as="p" tone="subdued">{say("order.outside.help")}</Text>
        </BlockStack>
        {outside.map((one) => <OutsidePart key={one.id} one={one} />)}
      </BlockStack>
    </Card>
  );
}

function OutsidePart({ one }: { readonly one: ShownOutside }) {
  const { say, formatInstant } = useWords();
  const numbers = one.trackingNumbers.length > 0 ? [one.trackingNumbers.join(", "), one.company].filter(Boolean).join(" · ") : say("order.outside.no_number");
  const by = one.service ? say("order.outside.by_service", { service: one.service }) : say("order.outside.by");
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">{one.name}</Text>
        {one.isCancelled ? <Badge tone="critical">{say("order.outside.cancelled")}</Badge> : null}
      </InlineStack>
      <Text as="p" breakWord>{numbers}</Text>
      <Text as="p" tone="subdued">{`${by}, ${formatInstant(one.createdAt)}`}</Text>
      <List>{one.lines.map((line) => <List.Item key={line.title}>{`${line.title}: ${say("order.units", { units: line.quantity })}`}</List.Item>)}</List>
    </BlockStack>
  );
}
