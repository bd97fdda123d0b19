// The orders, newest first: where does each stand, and which drafts may go?
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { BlockStack, Box, Card, InlineStack, Page, Pagination, Text } from "@shopify/polaris";
import { OrdersSearch } from "../ui/orders-search.tsx";
import { OrdersTable } from "../ui/orders-table.tsx";
import { useAct } from "../ui/use-act.ts";
import { useLiveRefresh } from "../ui/use-live-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { sendChosenOrders } from "../views/order-acts.server.ts";
import { ordersAddress, readOrdersQuery } from "../views/orders-page.ts";
import { readOrdersPage } from "../views/orders-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchant, inShop } = await openShopPage(request, context);
  const query = readOrdersQuery(new URL(request.url).searchParams);
  return await inShop((tx) => readOrdersPage(tx, merchant, query));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchant, act, by } = await openShopPage(request, context);
  const form = await request.formData();
  return await act((tx) => sendChosenOrders(tx, form, { merchant, by: by() }));
}

export default function Orders() {
  const { rows, query, hasNext, hasPrevious, isEmptyShop } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const navigate = useNavigate();
  const act = useAct();
  useLiveRefresh(false);
  const turn = (cursor: { after?: string; before?: string }) => navigate(ordersAddress({ ...query, after: cursor.after ?? null, before: cursor.before ?? null }));
  return (
    <Page title={say("orders.title")} subtitle={say("orders.subtitle")}>
      <BlockStack gap="400">
        <Card padding="0">
          <Box padding="400"><OrdersSearch query={query} /></Box>
          {rows.length > 0 ? <OrdersTable rows={rows} act={act} /> : (
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
    </Page>
  );
}
