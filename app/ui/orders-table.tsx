// The list of orders: each row says where its units stand and why it waits. Reviewed drafts can be sent together.
import { Badge, BlockStack, Box, IndexTable, InlineStack, Link, Text, useBreakpoints, useIndexResourceState } from "@shopify/polaris";
import type { OrderRow } from "../views/orders-page.ts";
import { countryName, sayWord } from "./say-reason.ts";
import { UnitBadges } from "./unit-badges.tsx";
import type { Act } from "./use-act.ts";
import { useWords } from "./words.tsx";

export function OrdersTable({ rows, act }: { readonly rows: readonly OrderRow[]; readonly act: Act }) {
  const { say } = useWords();
  const { smDown: isNarrow } = useBreakpoints();
  const resources = rows.map((row) => ({ id: row.id }));
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = useIndexResourceState(resources);
  const send = () => {
    act.send({ intent: "send", orderId: selectedResources });
    clearSelection();
  };
  return (
    <IndexTable
      resourceName={{ singular: say("orders.one"), plural: say("orders.many") }}
      itemCount={rows.length}
      condensed={isNarrow}
      selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
      onSelectionChange={handleSelectionChange}
      promotedBulkActions={[{ content: say("orders.send"), onAction: send, disabled: act.isBusy }]}
      headings={[
        { title: say("orders.column.order") }, { title: say("orders.column.placed") }, { title: say("orders.column.country") },
        { title: say("orders.column.units") }, { title: say("orders.column.suppliers") },
      ]}
    >
      {rows.map((row, position) => (
        <IndexTable.Row key={row.id} id={row.id} position={position} selected={selectedResources.includes(row.id)}>
          {isNarrow ? <NarrowRow row={row} /> : <WideRow row={row} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function WideRow({ row }: { readonly row: OrderRow }) {
  const words = useWords();
  return (
    <>
      <IndexTable.Cell><OrderName row={row} /></IndexTable.Cell>
      <IndexTable.Cell>{words.formatInstant(row.placedAt)}</IndexTable.Cell>
      <IndexTable.Cell>{row.countryCode ? countryName(words, row.countryCode) : words.say("orders.no_country")}</IndexTable.Cell>
      <IndexTable.Cell><Standing row={row} /></IndexTable.Cell>
      <IndexTable.Cell><Suppliers row={row} /></IndexTable.Cell>
    </>
  );
}

function NarrowRow({ row }: { readonly row: OrderRow }) {
  const words = useWords();
  return (
    <Box padding="300">
      <BlockStack gap="150">
        <OrderName row={row} />
        <Text as="span" tone="subdued">
          {[words.formatInstant(row.placedAt), row.countryCode ? countryName(words, row.countryCode) : ""].filter(Boolean).join(" · ")}
        </Text>
        <Standing row={row} />
        <Suppliers row={row} />
      </BlockStack>
    </Box>
  );
}

function OrderName({ row }: { readonly row: OrderRow }) {
  const { say } = useWords();
  return (
    <InlineStack gap="150" blockAlign="center">
      <Link url={`/app/orders/${row.id}`} dataPrimaryLink>{row.name}</Link>
      {row.isTest ? <Badge>{say("order.test")}</Badge> : null}
      {row.isBeforeGoLive ? <Badge>{say("orders.before_go_live")}</Badge> : null}
      {row.isBalanced ? null : <Badge tone="critical">{say("orders.unbalanced")}</Badge>}
    </InlineStack>
  );
}

function Standing({ row }: { readonly row: OrderRow }) {
  const words = useWords();
  return (
    <BlockStack gap="100">
      <UnitBadges units={row.units} />
      {row.toSend > 0 && !row.isBeforeGoLive ? <Text as="span">{words.say("orders.to_send", { drafts: row.toSend })}</Text> : null}
      {row.holdCode ? <Box maxWidth="320px"><Text as="span" tone="subdued" breakWord>{sayWord(words, "hold", row.holdCode)}</Text></Box> : null}
    </BlockStack>
  );
}

function Suppliers({ row }: { readonly row: OrderRow }) {
  const { say } = useWords();
  if (row.suppliers.length === 0) return <Text as="span" tone="subdued">{say("orders.no_supplier")}</Text>;
  return (
    <BlockStack gap="050">
      {row.suppliers.map(({ name, state }, index) => (
        <Text as="span" key={`${index}:${name}`}>{say("orders.supplier", { supplier: name, state: say(`supplier_order.state.${state}`) })}</Text>
      ))}
    </BlockStack>
  );
}
