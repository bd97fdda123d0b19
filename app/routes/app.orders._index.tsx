// The orders of a busy day: narrowed, searched, chosen by mouse or keys, and many of them settled at once.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { BlockStack, Box, Card, IndexFiltersMode, InlineStack, Page, Pagination, Text } from "@shopify/polaris";
import { useState } from "react";
import { BulkDialog, type OrderBulk } from "../ui/bulk-dialog.tsx";
import { BulkLine } from "../ui/bulk-line.tsx";
import { useDownload } from "../ui/download.ts";
import { KeysHelp } from "../ui/keys-help.tsx";
import { OrdersFilters } from "../ui/orders-filters.tsx";
import { OrdersTable, rowElement } from "../ui/orders-table.tsx";
import { useOrderSelection } from "../ui/use-order-selection.ts";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { useVersionRefresh } from "../ui/use-version-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { ordersAddress, readOrdersQuery, searchOf } from "../views/orders-page.ts";
import { readOrdersPage } from "../views/orders-page.server.ts";
import { actOnView } from "../views/saved-views.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchant, inShop, tools } = await openShopPage(request, context);
  const query = readOrdersQuery(new URL(request.url).searchParams);
  return await inShop((tx) => readOrdersPage(tx, { merchant, query, now: tools.now() }));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { act, by } = await openShopPage(request, context);
  const form = await request.formData();
  return await act((tx) => actOnView(tx, form, by()));
}

export default function Orders() {
  const page = useLoaderData<typeof loader>();
  const { rows, query, matching, hasNext, hasPrevious, isEmptyShop, bulk } = page;
  const { say } = useWords();
  const navigate = useNavigate();
  const search = searchOf(query).toString();
  const [mode, setMode] = useState(IndexFiltersMode.Default);
  const [isHelping, setHelping] = useState(false);
  const [asking, setAsking] = useState<OrderBulk | null>(null);
  const ids = rows.map((row) => row.id);
  const selection = useOrderSelection(ids, ordersAddress(query));
  const download = useDownload();
  useVersionRefresh();
  useRowKeys({ ids: ids.map(rowElement), select: selection.toggle, clear: selection.clear, search: () => setMode(IndexFiltersMode.Filtering), help: () => setHelping(true) });
  const turn = (cursor: { after?: string; before?: string }) => navigate(ordersAddress({ ...query, after: cursor.after ?? null, before: cursor.before ?? null }));
  return (
    <Page
      fullWidth
      title={say("orders.title")}
      subtitle={say("orders.matching", { orders: matching })}
      secondaryActions={[
        { content: say("orders.export"), disabled: matching === 0, loading: download.isBusy, onAction: () => download.start(`/app/orders/export?${search}`) },
        { content: say("orders.keys"), onAction: () => setHelping(true) },
      ]}
    >
      <BlockStack gap="400">
        {bulk && bulk.kind !== "RETRY_PROBLEMS" ? <BulkLine bulk={bulk} /> : null}
        <Card padding="0">
          <OrdersFilters page={page} mode={mode} setMode={setMode} />
          {rows.length > 0 ? <OrdersTable rows={rows} matching={matching} selection={selection} onBulk={setAsking} /> : (
            <Box padding="400"><Text as="p">{say(isEmptyShop ? "orders.empty_shop" : "orders.empty_search")}</Text></Box>
          )}
        </Card>
        {hasNext || hasPrevious ? (
          <InlineStack align="center">
            <Pagination
              accessibilityLabel={say("orders.pages")} hasNext={hasNext} hasPrevious={hasPrevious}
              onNext={() => turn({ after: rows.at(-1)?.id ?? "" })} onPrevious={() => turn({ before: rows[0]?.id ?? "" })}
            />
          </InlineStack>
        ) : null}
      </BlockStack>
      <KeysHelp isOpen={isHelping} onClose={() => setHelping(false)} />
      {asking ? (
        <BulkDialog
          kind={asking} selection={{ orderIds: selection.ids, all: selection.isAll && matching > rows.length, search }} page={page}
          onClose={() => setAsking(null)} onStarted={() => { setAsking(null); selection.clear(); }}
        />
      ) : null}
    </Page>
  );
}
