// One sheet of the day: what lies in it, what of it should be looked at, and the way out of the house.
import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ShownBatch, ShownBatchOrder } from "../views/hand-over-page.ts";
import { BatchFiles } from "./batch-files.tsx";
import { useAct } from "./use-act.ts";
import { useWords } from "./words.tsx";

const shownAtFirst = 8;

export function BatchCard({ batch }: { readonly batch: ShownBatch }) {
  const { say } = useWords();
  return (
    <div role="group" aria-label={`${batch.supplierName} ${batch.day}`} id={`batch-${batch.id}`}>
      <Card>
        <BlockStack gap="400">
          <BatchHead batch={batch} />
          <BatchOrders batch={batch} />
          <BatchFiles batch={batch} />
          <InlineStack>
            <Button variant="plain" url={`/app/suppliers/${batch.supplierId}/sheet`}>{say("handover.columns")}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </div>
  );
}

function BatchHead({ batch }: { readonly batch: ShownBatch }) {
  const { say } = useWords();
  const facts = [
    say("handover.day", { day: batch.day, number: batch.number }),
    say("handover.orders", { orders: batch.orders.length }),
    say("order.units", { units: batch.units }),
    batch.cutOff ? say("handover.cut_off", { at: batch.cutOff }) : "",
  ];
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h2" variant="headingMd" breakWord>{batch.supplierName}</Text>
        {batch.isLate ? <Badge tone="warning">{say("handover.late")}</Badge> : null}
      </InlineStack>
      <Text as="p" tone="subdued">{facts.filter(Boolean).join(" · ")}</Text>
    </BlockStack>
  );
}

function BatchOrders({ batch }: { readonly batch: ShownBatch }) {
  const { say } = useWords();
  const [isWhole, setWhole] = useState(batch.orders.length <= shownAtFirst);
  // What should be looked at is never behind "show all".
  const shown = isWhole ? batch.orders : batch.orders.filter((order, index) => index < shownAtFirst || order.warning);
  return (
    <BlockStack gap="300">
      {shown.map((order) => <BatchOrder key={order.supplierOrderId} order={order} />)}
      {isWhole ? null : (
        <InlineStack><Button variant="plain" onClick={() => setWhole(true)}>{say("handover.show_all", { orders: batch.orders.length })}</Button></InlineStack>
      )}
    </BlockStack>
  );
}

function BatchOrder({ order }: { readonly order: ShownBatchOrder }) {
  const { say } = useWords();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Link url={`/app/orders/${order.orderId}`}>{order.orderName}</Link>
        {order.receiver ? <Text as="span">{order.receiver}</Text> : null}
        {order.warning ? <Badge tone="warning">{say(order.warning)}</Badge> : null}
        {isAsking ? null : (
          <Button variant="plain" size="slim" accessibilityLabel={say("handover.take_out.of", { order: order.orderName })} onClick={() => setAsking(true)}>{say("handover.take_out")}</Button>
        )}
      </InlineStack>
      <Text as="p" tone="subdued" breakWord>{order.goods}</Text>
      {isAsking ? (
        <InlineStack gap="200" blockAlign="center">
          <Text as="p">{say("handover.take_out.sure")}</Text>
          <Button tone="critical" loading={act.isBusy} onClick={() => act.send({ intent: "take-out", supplierOrderId: order.supplierOrderId })}>{say("handover.take_out")}</Button>
          <Button variant="tertiary" onClick={() => setAsking(false)}>{say("action.cancel")}</Button>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}

/** A sheet that left: it can be fetched once more, and taken back while nobody has answered. */
export function LeftBatch({ batch }: { readonly batch: ShownBatch }) {
  const { say, sayStored, formatInstant } = useWords();
  const act = useAct();
  const way = batch.handedOverAs ? sayStored(`handover.way.${batch.handedOverAs}`) : "";
  const facts = [
    say("handover.day", { day: batch.day, number: batch.number }),
    say("handover.orders", { orders: batch.orders.length }),
    say("handover.answered_of", { answered: batch.answered }),
    batch.handedOverAt ? say("handover.left_at", { at: formatInstant(batch.handedOverAt) }) : "",
    way,
  ];
  return (
    <div role="group" aria-label={say("handover.left.of", { supplier: batch.supplierName, day: batch.day, number: batch.number })}>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm" breakWord>{batch.supplierName}</Text>
        <Text as="p" tone="subdued">{facts.filter(Boolean).join(" · ")}</Text>
        <Text as="p" breakWord>{batch.orders.map(({ orderName }) => orderName).join(", ")}</Text>
        <InlineStack gap="200">
          <BatchFiles batch={batch} isAgain />
          {batch.answered === 0 ? (
            <Button loading={act.isBusy} onClick={() => act.send({ intent: "take-back", batchId: batch.id })}>{say("handover.take_back")}</Button>
          ) : null}
        </InlineStack>
      </BlockStack>
    </div>
  );
}
