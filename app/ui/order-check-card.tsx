// "Paid units: 412. Each is somewhere you can click." The places add up to the sentence's number.
import { Badge, Banner, BlockStack, Box, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import type { Bucket } from "../views/buckets.ts";
import type { HomePage } from "../views/home-page.ts";
import { ordersAddress } from "../views/orders-page.ts";
import { sayReason } from "./say-reason.ts";
import { toneOf } from "./unit-badges.tsx";
import { useWords } from "./words.tsx";

const fillOf = {
  needs_you: "bg-fill-critical", waiting: "bg-fill-caution", with_supplier: "bg-fill-info", shipped: "bg-fill-success",
  cancelled: "bg-fill-tertiary", not_ours: "bg-fill-inverse",
} as const satisfies Record<Bucket, string>;

export function OrderCheckCard({ check }: { readonly check: HomePage["check"] }) {
  const { say, formatInstant } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">{say("home.check.title")}</Text>
          <Text as="p" variant="bodyLg">{say(check.paidUnits === 0 ? "home.check.empty" : "home.check.sentence", { units: check.paidUnits })}</Text>
        </BlockStack>
        {check.paidUnits > 0 ? <Places check={check} /> : null}
        <Text as="p" tone="subdued">
          {check.checkedAt ? say("home.check.when", { at: formatInstant(check.checkedAt), orders: check.orders }) : say("home.check.never")}
        </Text>
      </BlockStack>
    </Card>
  );
}

function Places({ check }: { readonly check: HomePage["check"] }) {
  const { say, formatQuantity } = useWords();
  const filled = check.buckets.filter(({ units }) => units > 0);
  return (
    <BlockStack gap="300">
      <InlineStack wrap={false} gap="0">
        {filled.map(({ bucket, units }) => (
          <Box key={bucket} background={fillOf[bucket]} minHeight="12px" width={`${(units / check.paidUnits) * 100}%`} />
        ))}
      </InlineStack>
      <List type="bullet" gap="extraTight">
        {check.buckets.map(({ bucket, units }) => (
          <List.Item key={bucket}>
            <InlineStack gap="200" blockAlign="center">
              <Badge tone={units > 0 ? toneOf[bucket] : "enabled"}>{formatQuantity(units)}</Badge>
              <Link url={ordersAddress({ filter: bucket })}>{say(`bucket.${bucket}`)}</Link>
            </InlineStack>
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}

export function UnbalancedBanner({ page }: { readonly page: HomePage }) {
  const words = useWords();
  if (page.unbalanced.length === 0) return null;
  return (
    <Banner tone="critical" title={words.say("home.unbalanced.title", { orders: page.check.unbalanced })}>
      <BlockStack gap="200">
        <Text as="p">{words.say("home.unbalanced.body")}</Text>
        <List>
          {page.unbalanced.map(({ orderId, name, findings }) => (
            <List.Item key={orderId}>
              <Link url={`/app/orders/${orderId}`}>{name}</Link>: {findings.map((finding) => sayReason(words, finding)).join(" ")}
            </List.Item>
          ))}
        </List>
        {page.check.unbalanced > page.unbalanced.length ? <Link url={ordersAddress({ filter: "unbalanced" })}>{words.say("home.unbalanced.all")}</Link> : null}
      </BlockStack>
    </Banner>
  );
}
