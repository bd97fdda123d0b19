// Does Shopify tell Daifa everything, may Daifa speak to the shop, and what had to be found by asking?
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { AccessCard, FindingBanners, RecoveriesCard, SweepCard, TopicsCard } from "../ui/connection-cards.tsx";
import { useLiveRefresh } from "../ui/use-live-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { actOnConnection, readConnectionPage } from "../views/connection-page.server.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { inShop, tools } = await openShopPage(request, context);
  return await inShop((tx) => readConnectionPage(tx, { topics: tools.topics, now: tools.now() }));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { act, tools } = await openShopPage(request, context);
  const form = await request.formData();
  return await act((tx) => actOnConnection(tx, form, tools.now()));
}

export default function Connection() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  useLiveRefresh(page.isSweeping);
  return (
    <Page title={say("connection.title")} subtitle={say("connection.subtitle")}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <FindingBanners findings={page.findings} />
            <SweepCard page={page} />
            <RecoveriesCard recoveries={page.recoveries} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <AccessCard page={page} />
            <TopicsCard topics={page.topics} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
