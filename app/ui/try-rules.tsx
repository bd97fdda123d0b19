// What would these rules decide? Tried on one order, or on the last ones; nothing is kept and nothing is sent.
import { Badge, BlockStack, Box, Button, InlineStack, Link, List, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import type { RulesPage, TriedLine, TriedOrder } from "../views/rules-page.ts";
import { sayReason } from "./say-reason.ts";
import type { Question } from "./use-question.ts";
import { useWords } from "./words.tsx";

type Props = { readonly orders: RulesPage["orders"]; readonly typed: string; readonly question: Question };

export function TryRules({ orders, typed, question }: Props) {
  const { say } = useWords();
  const [orderId, setOrderId] = useState(orders[0]?.id ?? "");
  const { answer, isBusy, ask } = question;
  if (orders.length === 0) return <Text as="p" tone="subdued">{say("rules.try.none")}</Text>;
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">{say("rules.try")}</Text>
          <Text as="p" tone="subdued">{say("rules.try.body")}</Text>
        </BlockStack>
        <InlineStack gap="200" blockAlign="end">
          <Select label={say("rules.try.order")} value={orderId} onChange={setOrderId} options={orders.map(({ id, name }) => ({ value: id, label: name }))} />
          <Button loading={isBusy} onClick={() => ask({ intent: "try", rules: typed, orderId })}>{say("rules.try.one")}</Button>
          <Button loading={isBusy} onClick={() => ask({ intent: "try", rules: typed })}>{say("rules.try.all", { orders: orders.length })}</Button>
        </InlineStack>
        <div role="status">
          {answer?.kind === "tried" ? <Tried orders={answer.orders} /> : null}
          {answer?.kind === "refused" ? <Text as="p" tone="critical">{say("rules.try.refused")}</Text> : null}
        </div>
      </BlockStack>
    </Box>
  );
}

/** Of several orders only those that come out differently are shown. */
function Tried({ orders }: { readonly orders: readonly TriedOrder[] }) {
  const { say } = useWords();
  const shown = orders.length === 1 ? orders : orders.filter(({ isDifferent }) => isDifferent);
  return (
    <BlockStack gap="300">
      {orders.length > 1 ? <Text as="p">{say("rules.try.differences", { orders: orders.length, different: shown.length })}</Text> : null}
      {shown.map((order) => (
        <BlockStack key={order.id} gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Link url={`/app/orders/${order.id}`}>{order.name}</Link>
            <Badge tone={order.isDifferent ? "attention" : "enabled"}>{say(order.isDifferent ? "rules.try.different" : "rules.try.same")}</Badge>
          </InlineStack>
          {order.lines.length === 0 ? <Text as="p" tone="subdued">{say("rules.try.nothing")}</Text> : null}
          {order.lines.map((line) => <Line key={line.title} line={line} hasReasons={orders.length === 1 || line.before !== line.after} />)}
        </BlockStack>
      ))}
    </BlockStack>
  );
}

function Line({ line, hasReasons }: { readonly line: TriedLine; readonly hasReasons: boolean }) {
  const words = useWords();
  const { say } = words;
  const { title, units, before, after } = line;
  const nobody = say("rules.try.nobody");
  const said = before === after ? (after ?? nobody) : `${before ?? nobody} → ${after ?? nobody}`;
  return (
    <BlockStack gap="100">
      <Text as="p" breakWord>{say("rules.try.line", { title, units, said })}</Text>
      {hasReasons ? (
        <List gap="extraTight">
          {line.reasons.map(({ supplierName, reason }, index) => (
            <List.Item key={`${reason.code} ${index}`}>{after === null && supplierName ? say("rules.try.reason_of", { supplier: supplierName, reason: sayReason(words, reason) }) : sayReason(words, reason)}</List.Item>
          ))}
        </List>
      ) : null}
    </BlockStack>
  );
}
