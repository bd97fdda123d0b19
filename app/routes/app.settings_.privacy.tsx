// What is kept of customers and for how long, which supplier was given what, and what did customers ask for?
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { DisclosuresCard } from "../ui/disclosures-card.tsx";
import { PeriodsCard } from "../ui/periods-card.tsx";
import { RequestsCard } from "../ui/privacy-requests-card.tsx";
import { RetentionRunCard } from "../ui/retention-run-card.tsx";
import { useWords } from "../ui/words.tsx";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { actOnPrivacy } from "../views/privacy-acts.server.ts";
import { readDisclosuresQuery } from "../views/privacy-page.ts";
import { readPrivacyPage } from "../views/privacy-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { inShop, tools } = await openShopPage(request, context);
  const query = readDisclosuresQuery(new URL(request.url).searchParams);
  return await inShop((tx) => readPrivacyPage(tx, query, tools.now()));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { act, by } = await openShopPage(request, context);
  const form = await request.formData();
  return await act((tx) => actOnPrivacy(tx, form, by()));
}

export default function Privacy() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <Page title={say("privacy.title")} subtitle={say("privacy.subtitle")} backAction={{ content: say("settings.title"), url: "/app/settings" }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <RequestsCard requests={page.requests} />
            <DisclosuresCard page={page} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <PeriodsCard periods={page.periods} />
            <RetentionRunCard run={page.run} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
