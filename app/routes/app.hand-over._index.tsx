// The sheets that a person passes on: what lies here, what is late, what has left, and where the replies are pasted.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Divider, Page, Text } from "@shopify/polaris";
import { BatchCard, LeftBatch } from "../ui/batch-card.tsx";
import { ReplyCard } from "../ui/reply-card.tsx";
import { useLiveRefresh } from "../ui/use-live-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { actOnSheet } from "../views/hand-over-acts.server.ts";
import { readHandOverPage } from "../views/hand-over-page.server.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { recordReply } from "../views/record-reply.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { inShop, tools } = await openShopPage(request, context);
  return await inShop((tx) => readHandOverPage(tx, tools.now()));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { act, by } = await openShopPage(request, context);
  const form = await request.formData();
  return await act((tx) => (form.get("intent") === "record-reply" ? recordReply(tx, form) : actOnSheet(tx, form, by())));
}

export default function HandOver() {
  const { open, left, suppliers, hasManualSupplier } = useLoaderData<typeof loader>();
  const { say } = useWords();
  useLiveRefresh(false);
  return (
    <Page title={say("handover.title")} subtitle={say("handover.subtitle")}>
      <BlockStack gap="400">
        {open.length === 0 ? <Card><Text as="p">{say(hasManualSupplier ? "handover.none" : "handover.no_supplier")}</Text></Card> : null}
        {open.map((batch) => <BatchCard key={batch.id} batch={batch} />)}
        {suppliers.length > 0 ? <ReplyCard suppliers={suppliers} /> : null}
        {left.length > 0 ? (
          <Card>
            <BlockStack gap="400">
              <Text as="h2" variant="headingMd">{say("handover.left")}</Text>
              {left.map((batch, index) => (
                <BlockStack key={batch.id} gap="400">
                  {index > 0 ? <Divider /> : null}
                  <LeftBatch batch={batch} />
                </BlockStack>
              ))}
            </BlockStack>
          </Card>
        ) : null}
      </BlockStack>
    </Page>
  );
}
