// What each supplier was asked, what it costs, and the click that lets a reviewed draft go.
import { Badge, BlockStack, Button, Card, Divider, InlineStack, Link, List, Text } from "@shopify/polaris";
import type { OrderHead, ShownSupplierOrder } from "../views/order-page.ts";
import { CallBack } from "./call-back-dialog.tsx";
import { sayReason, sayWord } from "./say-reason.ts";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

const toneOfState = {
  DRAFT: "attention", SENDING: "info", TO_HAND_OVER: "attention", SENT: "info", UNKNOWN: "warning", ACCEPTED: "success", REFUSED: "critical", PARTLY_SHIPPED: "info", SHIPPED: "success", CANCELLED: "enabled",
} as const satisfies Record<ShownSupplierOrder["state"], string>;

type Props = { readonly order: OrderHead; readonly supplierOrders: readonly ShownSupplierOrder[] };

export function SupplierOrdersCard({ order, supplierOrders }: Props) {
  const { say } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{say("order.supplier_orders")}</Text>
        {supplierOrders.length === 0 ? <Text as="p" tone="subdued">{say("order.supplier_orders.none")}</Text> : null}
        {supplierOrders.map((one, index) => (
          <BlockStack key={one.id} gap="400">
            {index > 0 ? <Divider /> : null}
            <SupplierOrderPart order={order} one={one} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function SupplierOrderPart({ order, one }: { readonly order: OrderHead; readonly one: ShownSupplierOrder }) {
  const words = useWords();
  const { say, formatMoney, formatInstant } = words;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">{one.supplierName}</Text>
        <Badge tone={toneOfState[one.state]}>{say(`supplier_order.state.${one.state}`)}</Badge>
        {one.state === "DRAFT" && one.isReleased ? <Badge tone="info">{say("supplier_order.released")}</Badge> : null}
      </InlineStack>
      <SheetPart one={one} />
      {one.reason ? <Text as="p" breakWord>{sayReason(words, one.reason)}</Text> : null}
      <Text as="p" tone="subdued" breakWord>{say("supplier_order.reference", { reference: one.reference })}</Text>
      {one.supplierReference ? <Text as="p" breakWord>{say("supplier_order.number", { reference: one.supplierReference })}</Text> : null}
      {one.sentAt ? <Text as="p">{say("supplier_order.sent_at", { at: formatInstant(one.sentAt) })}</Text> : null}
      <List>{one.lines.map((line) => <SupplierLine key={line.id} line={line} />)}</List>
      <Text as="p" fontWeight="semibold">{say("supplier_order.cost", { amount: formatMoney(one.total) })}</Text>
      {one.acknowledgedCost ? <Text as="p">{say("supplier_order.acknowledged_cost", { amount: formatMoney(one.acknowledgedCost) })}</Text> : null}
      {one.state === "DRAFT" && !one.isReleased ? <SendButton order={order} one={one} /> : null}
      <CallBack order={order} one={one} />
    </BlockStack>
  );
}

function SheetPart({ one }: { readonly one: ShownSupplierOrder }) {
  const { say } = useWords();
  if (one.sheetDay === null) return null;
  if (one.state !== "TO_HAND_OVER") return <Text as="p" tone="subdued">{say("handover.sent_with", { day: one.sheetDay })}</Text>;
  return (
    <InlineStack gap="200">
      <Text as="span">{say("handover.in_sheet", { day: one.sheetDay })}</Text>
      <Link url="/app/hand-over">{say("handover.in_sheet.open")}</Link>
    </InlineStack>
  );
}

function SupplierLine({ line }: { readonly line: ShownSupplierOrder["lines"][number] }) {
  const words = useWords();
  const { say, formatMoney } = words;
  const packs = line.packRatio === 1 ? "" : say("supplier_order.packs", { packs: line.packs, ratio: line.packRatio });
  const parts = [say("order.units", { units: line.quantity }), packs, formatMoney(line.unitCost), line.answer ? sayWord(words, "supplier_order.answer", line.answer) : ""];
  return (
    <List.Item>
      <Text as="span" breakWord>{`${line.title} (${line.itemId})`}</Text>
      <Text as="p" tone="subdued">{parts.filter(Boolean).join(" · ")}</Text>
    </List.Item>
  );
}

function SendButton({ order, one }: { readonly order: OrderHead; readonly one: ShownSupplierOrder }) {
  const { say } = useWords();
  const act = useAct();
  if (order.hold) return <Text as="p" tone="subdued">{say("order.send.held")}</Text>;
  return (
    <InlineStack>
      <Button
        variant={order.isBeforeGoLive ? "secondary" : "primary"} loading={act.isBusy}
        onClick={() => act.send({ intent: "send", supplierOrderId: one.id })}
      >
        {say(order.isBeforeGoLive ? "order.send.anyway" : "order.send", { supplier: one.supplierName })}
      </Button>
    </InlineStack>
  );
}
