// The list of orders: each row says where its units stand and what comes next. Rows are chosen by mouse or by keys.
import { Badge, BlockStack, Box, IndexTable, InlineStack, Link, Text, useBreakpoints } from "@shopify/polaris";
import type { OrderRow } from "../views/orders-page.ts";
import type { OrderBulk } from "./bulk-dialog.tsx";
import type { OrderSelection } from "./use-order-selection.ts";
import { countryName, sayWord } from "./say-reason.ts";
import { UnitBadges } from "./unit-badges.tsx";
import { useWords } from "./words.tsx";

type Props = {
  readonly rows: readonly OrderRow[];
  readonly matching: number;
  readonly selection: OrderSelection;
  onBulk(kind: OrderBulk): void;
};

/** The element that takes the focus of a row. */
export const rowElement = (orderId: string): string => `order-${orderId}`;

export function OrdersTable({ rows, matching, selection, onBulk }: Props) {
  const { say } = useWords();
  const { smDown: isNarrow } = useBreakpoints();
  const bulk = (["SEND", "HOLD", "RELEASE", "LET_GO", "ASSIGN"] as const).map((kind) => ({ content: say(`bulk.${kind.toLowerCase() as "send"}`), onAction: () => onBulk(kind) }));
  return (
    <IndexTable
      resourceName={{ singular: say("orders.one"), plural: say("orders.many") }}
      itemCount={rows.length}
      condensed={isNarrow}
      hasMoreItems={matching > rows.length}
      paginatedSelectAllActionText={say("orders.select_all", { orders: matching })}
      {...(selection.isAll && matching > rows.length ? { paginatedSelectAllText: say("orders.all_selected", { orders: matching }) } : {})}
      selectedItemsCount={selection.isAll ? "All" : selection.ids.length}
      onSelectionChange={selection.change}
      promotedBulkActions={isNarrow ? bulk.slice(0, 1) : bulk}
      {...(isNarrow ? { bulkActions: bulk.slice(1) } : {})}
      headings={[
        { title: say("orders.column.order") }, { title: say("orders.column.placed") }, { title: say("orders.column.country") },
        { title: say("orders.column.units") }, { title: say("orders.column.suppliers") }, { title: say("orders.column.next") }, { title: say("orders.column.problems") },
      ]}
    >
      {rows.map((row, position) => (
        <IndexTable.Row key={row.id} id={row.id} position={position} selected={selection.ids.includes(row.id)}>
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
      <IndexTable.Cell><Next row={row} /></IndexTable.Cell>
      <IndexTable.Cell><Problems row={row} /></IndexTable.Cell>
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
        <InlineStack gap="200"><Next row={row} /><Problems row={row} /></InlineStack>
      </BlockStack>
    </Box>
  );
}

function OrderName({ row }: { readonly row: OrderRow }) {
  const { say } = useWords();
  return (
    <BlockStack gap="050" inlineAlign="start">
      <Link id={rowElement(row.id)} url={`/app/orders/${row.id}`} dataPrimaryLink>{row.name}</Link>
      {row.isTest ? <Badge>{say("order.test")}</Badge> : null}
      {row.isBeforeGoLive ? <Badge>{say("orders.before_go_live")}</Badge> : null}
      {row.isBalanced ? null : <Badge tone="critical">{say("orders.unbalanced")}</Badge>}
    </BlockStack>
  );
}

function Standing({ row }: { readonly row: OrderRow }) {
  const words = useWords();
  return (
    <Box maxWidth="260px">
      <BlockStack gap="100">
        <UnitBadges units={row.units} />
        {row.toSend > 0 && !row.isBeforeGoLive ? <Text as="span">{words.say("orders.to_send", { drafts: row.toSend })}</Text> : null}
        {row.holdCode ? <Text as="span" tone="subdued" breakWord>{sayWord(words, "hold.name", row.holdCode)}</Text> : null}
      </BlockStack>
    </Box>
  );
}

function Suppliers({ row }: { readonly row: OrderRow }) {
  const { say } = useWords();
  if (row.suppliers.length === 0) return <Text as="span" tone="subdued">{say("orders.no_supplier")}</Text>;
  return (
    <Box maxWidth="220px">
      <BlockStack gap="050">
        {row.suppliers.map(({ name, state }, index) => (
          <Text as="span" breakWord key={`${index}:${name}`}>{say("orders.supplier", { supplier: name, state: say(`supplier_order.state.${state}`) })}</Text>
        ))}
      </BlockStack>
    </Box>
  );
}

function Next({ row }: { readonly row: OrderRow }) {
  const { say } = useWords();
  const isYours = ["held", "needs_you", "review", "hand_over"].includes(row.next);
  return <Text as="span" {...(isYours ? { fontWeight: "semibold" } : { tone: "subdued" })}>{say(`orders.next.${row.next}`)}</Text>;
}

function Problems({ row }: { readonly row: OrderRow }) {
  const { say } = useWords();
  return row.problems > 0 ? <Badge tone="critical">{say("orders.problems", { problems: row.problems })}</Badge> : null;
}
