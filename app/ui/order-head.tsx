// What is this order, may it go on, and where does it go?
import { Banner, BlockStack, Card, Text } from "@shopify/polaris";
import type { OrderHead } from "../views/order-page.ts";
import { sayReason } from "./say-reason.ts";
import { useWords } from "./words.tsx";

export function OrderNotices({ order }: { readonly order: OrderHead }) {
  const words = useWords();
  if (!order.hold && !order.isBeforeGoLive && order.isConfirmed) return null;
  return (
    <BlockStack gap="300">
      {order.hold ? (
        <Banner tone="warning" title={words.say("order.held")}>
          <Text as="p">{sayReason(words, { code: `hold.${order.hold.code}`, params: order.hold.params })}</Text>
        </Banner>
      ) : null}
      {order.isBeforeGoLive ? <Banner tone="info"><Text as="p">{words.say("hold.before_go_live")}</Text></Banner> : null}
      {order.isConfirmed || order.hold ? null : <Banner tone="info"><Text as="p">{words.say("order.unconfirmed")}</Text></Banner>}
    </BlockStack>
  );
}

export function ReceiverCard({ order }: { readonly order: OrderHead }) {
  const { say, formatMoney } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("order.receiver")}</Text>
        {order.receiver.length === 0 ? <Text as="p" tone="subdued">{say("order.receiver.none")}</Text> : (
          <BlockStack>{order.receiver.map((line, index) => <Text as="p" key={`${index}:${line}`} breakWord>{line}</Text>)}</BlockStack>
        )}
        <Text as="p">{say("order.total", { amount: formatMoney(order.total) })}</Text>
        {order.deliveryTitle ? <Text as="p">{say("order.delivery", { method: order.deliveryTitle })}</Text> : null}
        {order.note ? <Text as="p" breakWord>{say("order.note", { note: order.note })}</Text> : null}
      </BlockStack>
    </Card>
  );
}
