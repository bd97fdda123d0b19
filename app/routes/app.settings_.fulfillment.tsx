// From which location does the app ship, and who asks it to? The two modes, the switch between them, and the figures.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { ChoicesCard, FiguresCard, GoBackCard } from "../ui/fulfillment-side-cards.tsx";
import { ModesCard, RatesBanner, SwitchState } from "../ui/fulfillment-cards.tsx";
import { SwitchCard } from "../ui/fulfillment-switch-card.tsx";
import { useLiveRefresh } from "../ui/use-live-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { actOnFulfillment } from "../views/fulfillment-acts.server.ts";
import { readFulfillmentPage } from "../views/fulfillment-page.server.ts";
import { askShopify } from "../views/fulfillment-stock.server.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shopId, merchant, inShop, tools } = await openShopPage(request, context);
  const live = await askShopify({ admin: tools.admin, inShop }, { shop: { id: shopId, domain: merchant.domain }, now: tools.now() });
  return await inShop((tx) => readFulfillmentPage(tx, { merchant, live, now: tools.now() }));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { act, by } = await openShopPage(request, context);
  const form = await request.formData();
  return await act((tx) => actOnFulfillment(tx, form, by()));
}

export default function Fulfillment() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  useLiveRefresh(page.lastSwitch?.isRunning ?? false);
  return (
    <Page title={say("service.title")} subtitle={say("service.subtitle")} backAction={{ content: say("settings.title"), url: "/app/settings" }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <SwitchState lastSwitch={page.lastSwitch} />
            <RatesBanner page={page} />
            <ModesCard page={page} />
            <SwitchCard page={page} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <GoBackCard page={page} />
            <ChoicesCard key={`${page.requestsAutomatically}${page.writesCost}`} page={page} />
            <FiguresCard figures={page.figures} isInUse={page.lastSwitch !== null} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
