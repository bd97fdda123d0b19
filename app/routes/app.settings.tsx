// What has the owner decided, and which exchange rates count? Each card saves itself.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { HoldsSettingsCard } from "../ui/holds-settings-card.tsx";
import { RatesCard } from "../ui/rates-card.tsx";
import { SendingCard } from "../ui/sending-card.tsx";
import { ChangesCard, MoreCard } from "../ui/settings-cards.tsx";
import { CustomersCard, LanguageCard, StockCard, TextsCard } from "../ui/settings-forms.tsx";
import { useWords } from "../ui/words.tsx";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { actOnSettings, previewRates } from "../views/settings-acts.server.ts";
import { dayIn, readSettingsPage } from "../views/settings-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchant, tools, inShop } = await openShopPage(request, context);
  return await inShop((tx) => readSettingsPage(tx, { merchant, now: tools.now(), apiKey: context.apiKey }));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchant, tools, act, by } = await openShopPage(request, context);
  const form = await request.formData();
  if (form.get("intent") === "preview") return await previewRates(form, dayIn(merchant.timeZone, tools.now()));
  return await act((tx) => actOnSettings(tx, form, { merchant, by: by() }));
}

export default function Settings() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <Page title={say("settings.title")}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <CustomersCard page={page} />
            <HoldsSettingsCard values={page.values} currency={page.shopCurrency} />
            <RatesCard page={page} />
            <TextsCard card="sender" values={page.values} />
            <TextsCard card="packing" values={page.values} />
            <TextsCard card="tax" values={page.values} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <SendingCard sending={page.sending} isReady={false} />
            <StockCard hours={page.values.stockFreshHours} />
            <LanguageCard language={page.values.language} />
            <MoreCard />
            <ChangesCard changes={page.changes} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
