// The start: is every paid unit somewhere, is anything sent by itself, and what waits for a person?
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { ConflictsCard, WaitsCard } from "../ui/home-cards.tsx";
import { NoticeCard } from "../ui/notice-card.tsx";
import { OrderCheckCard, UnbalancedBanner } from "../ui/order-check-card.tsx";
import { SetupGuideCard } from "../ui/setup-guide-card.tsx";
import { SendingCard } from "../ui/sending-card.tsx";
import { useAct } from "../ui/use-act.ts";
import { useLiveRefresh } from "../ui/use-live-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { actOnHome } from "../views/home-acts.server.ts";
import { readHomePage } from "../views/home-page.server.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchant, inShop } = await openShopPage(request, context);
  return await inShop((tx) => readHomePage(tx, merchant));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchant, act, by } = await openShopPage(request, context);
  const form = await request.formData();
  return await act((tx) => actOnHome(tx, form, { merchant, by: by() }));
}

export default function Home() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  const again = useAct();
  useLiveRefresh(false);
  return (
    <Page
      title={say("home.title")}
      secondaryActions={[
        ...(page.steps.hasOrder ? [{ content: say("home.check.again"), loading: again.isBusy, onAction: () => again.send({ intent: "check" }) }] : []),
        ...(page.guide.standing === "dismissed" ? [{ content: say("setup.show"), disabled: again.isBusy, onAction: () => again.send({ intent: "guide-show" }) }] : []),
      ]}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <UnbalancedBanner page={page} />
            <SetupGuideCard guide={page.guide} sending={page.sending} />
            <OrderCheckCard check={page.check} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <SendingCard sending={page.sending} isReady={page.steps.hasSupplier && page.steps.hasMapping} />
            <WaitsCard waits={page.waits} />
            <ConflictsCard conflicts={page.conflicts} />
            <NoticeCard isOn={page.notifiesCustomer} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
