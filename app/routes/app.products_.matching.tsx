// Variants without an offer: what may a supplier have for them, and which of it is accepted?
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { languageFor } from "../platform/words/words.ts";
import { MatchingList } from "../ui/matching-list.tsx";
import { useWords } from "../ui/words.tsx";
import { acceptSuggestions, readMatchingPage } from "../views/matching-page.server.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { inShop } = await openShopPage(request, context);
  return await inShop(readMatchingPage);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchant, act, by } = await openShopPage(request, context);
  const form = await request.formData();
  const language = languageFor([merchant.settings.language, request.headers.get("accept-language"), merchant.locale]);
  return await act((tx) => acceptSuggestions(tx, form, { by: by(), language }));
}

export default function Matching() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <Page title={say("matching.title")} subtitle={say("matching.subtitle")} backAction={{ content: say("imports.title"), url: "/app/products/import" }}>
      <BlockStack gap="400">
        {page.count === 0 ? <Card><Text as="p">{say("matching.none")}</Text></Card> : <MatchingList page={page} />}
      </BlockStack>
    </Page>
  );
}
