// One order over nothing, watched from the shop to a supplier and back: what would a real one do?
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Layout, Page, Text } from "@shopify/polaris";
import { saveSeenVariants } from "../catalog/store.server.ts";
import { StagesCard, TestOrderLinksCard, TestOrderNotices } from "../ui/test-order-cards.tsx";
import { useAct } from "../ui/use-act.ts";
import { useLiveRefresh } from "../ui/use-live-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { countVariants } from "../views/products-page.server.ts";
import { seeVariants } from "../views/see-variants.server.ts";
import { actOnTestOrder } from "../views/test-order-acts.server.ts";
import { isMoving } from "../views/test-order-page.ts";
import { readTestOrderPage } from "../views/test-order-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchant, inShop } = await openShopPage(request, context);
  return await inShop((tx) => readTestOrderPage(tx, merchant));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchant, tools, inShop, act, by } = await openShopPage(request, context);
  const form = await request.formData();
  // A shop whose products page was never opened: one look at what it sells is enough for a test.
  if (form.get("intent") === "place" && (await inShop(countVariants)) === 0) {
    const seen = await seeVariants(tools.admin, { id: merchant.shopId, domain: merchant.domain }, { search: "", pages: 1 });
    if (seen.kind === "seen") await inShop((tx) => saveSeenVariants(tx, seen.variants));
  }
  return await act((tx) => actOnTestOrder(tx, form, { merchant, by: by() }));
}

export default function TestOrder() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  const act = useAct();
  useLiveRefresh(isMoving(page));
  const hasNone = page.standing === "none";
  const canPlace = page.missingScope === null && (page.standing === "sent" || !isMoving(page));
  return (
    <Page
      title={say("setup.test.title")}
      backAction={{ content: say("home.title"), url: "/app" }}
      primaryAction={{ content: say(hasNone ? "setup.test.place" : "setup.test.again"), loading: act.intent === "place", disabled: !canPlace || act.isBusy, onAction: () => act.send({ intent: "place" }) }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <TestOrderNotices page={page} act={act} />
            <Card><Text as="p">{say("setup.test.intro")}</Text></Card>
            <StagesCard page={page} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <TestOrderLinksCard page={page} act={act} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}
