// One bulk action: how far is it, what was left out and why, and can it be taken back?
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Link, List, Page, Text } from "@shopify/polaris";
import { BulkProgress, titleOfBulk, UndoButton } from "../ui/bulk-line.tsx";
import { sayReason } from "../ui/say-reason.ts";
import { useVersionRefresh } from "../ui/use-version-refresh.ts";
import { useWords } from "../ui/words.tsx";
import type { ShownBulkItem } from "../views/bulk-page.ts";
import { readBulkPage } from "../views/bulk-page.server.ts";
import { found, idIn, openShopPage } from "../views/open-shop-page.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { inShop } = await openShopPage(request, context);
  const id = idIn(params, "bulkActionId");
  return found(await inShop((tx) => readBulkPage(tx, id)));
}

export default function OneBulkAction() {
  const { bulk, reasons, shown } = useLoaderData<typeof loader>();
  const words = useWords();
  const { say, formatInstant } = words;
  useVersionRefresh();
  const isOfProblems = bulk.kind === "RETRY_PROBLEMS";
  return (
    <Page
      title={titleOfBulk(words, bulk)} subtitle={say("bulk.begun_at", { at: formatInstant(bulk.createdAt) })}
      backAction={isOfProblems ? { content: say("problems.title"), url: "/app/problems" } : { content: say("orders.title"), url: "/app/orders" }}
    >
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <BulkProgress bulk={bulk} />
            {bulk.params.supplierName ? <Text as="p">{`${say("bulk.supplier")}: ${bulk.params.supplierName}`}</Text> : null}
            {bulk.params.note ? <Text as="p" breakWord>{say("order.hold.note", { note: bulk.params.note })}</Text> : null}
            <InlineStack><UndoButton bulk={bulk} /></InlineStack>
          </BlockStack>
        </Card>
        {reasons.length > 0 ? (
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">{say("bulk.page.reasons")}</Text>
              <List>{reasons.map(({ code, items }) => <List.Item key={code}>{say("bulk.skipped_group", { items, why: sayReason(words, firstOf(shown, code)) })}</List.Item>)}</List>
            </BlockStack>
          </Card>
        ) : null}
        {shown.length > 0 ? (
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">{say("bulk.page.items")}</Text>
              {shown.map((item) => <Item key={item.key} item={item} />)}
              {shown.length < bulk.done + bulk.skipped ? <Text as="p" tone="subdued">{say("bulk.page.more", { shown: shown.length })}</Text> : null}
            </BlockStack>
          </Card>
        ) : null}
      </BlockStack>
    </Page>
  );
}

const firstOf = (shown: readonly ShownBulkItem[], code: string) => shown.find((item) => item.skip?.code === code)?.skip ?? { code, params: { titles: "…" } };

function Item({ item }: { readonly item: ShownBulkItem }) {
  const words = useWords();
  const { say } = words;
  return (
    <InlineStack gap="200" blockAlign="center">
      {item.orderId ? <Link url={`/app/orders/${item.orderId}`}>{item.name}</Link> : <Text as="span" tone="subdued">{say("bulk.page.no_name")}</Text>}
      <Badge tone={item.skip ? "attention" : "success"}>{say(item.skip ? "bulk.page.skipped" : "bulk.page.done")}</Badge>
      {item.skip ? <Text as="span" breakWord>{sayReason(words, item.skip)}</Text> : null}
      {item.stay.length > 0 ? <Text as="span" breakWord>{say("bulk.page.stays", { titles: item.stay.join(", ") })}</Text> : null}
      {item.gone > 0 ? <Text as="span" breakWord>{say("bulk.page.had_gone", { gone: item.gone })}</Text> : null}
    </InlineStack>
  );
}
