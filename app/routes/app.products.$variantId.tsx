// One variant: who ships it, what customs are told of it, and how it came to be so.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, InlineStack, Layout, Page, Text } from "@shopify/polaris";
import { CustomsCard } from "../ui/customs-card.tsx";
import { HistoryCard } from "../ui/history-card.tsx";
import { nameOf, VariantBadges, VariantOffers } from "../ui/variant-card.tsx";
import { useWords } from "../ui/words.tsx";
import { changeCustoms } from "../views/customs-acts.server.ts";
import { found, idIn, openShopPage } from "../views/open-shop-page.server.ts";
import { actOnProduct } from "../views/product-acts.server.ts";
import { readVariantPage } from "../views/variant-page.server.ts";
import type { VariantPage } from "../views/variant-page.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { merchant, tools, inShop } = await openShopPage(request, context);
  const variantId = idIn(params, "variantId");
  return found(await inShop((tx) => readVariantPage(tx, variantId, { merchant, now: tools.now() })));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { merchant, act, by } = await openShopPage(request, context);
  const variantId = idIn(params, "variantId");
  const form = await request.formData();
  if (form.get("intent") === "customs") return await act((tx) => changeCustoms(tx, form, { variantId, by: by() }));
  return await act((tx) => actOnProduct(tx, form, { by: by(), shopCurrency: merchant.currency }));
}

export default function OneVariant() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  const { variant } = page;
  return (
    <Page
      title={nameOf(variant)} {...(variant.sku ? { subtitle: variant.sku } : {})} backAction={{ content: say("products.title"), url: "/app/products" }}
      titleMetadata={<InlineStack gap="100"><VariantBadges variant={variant} /></InlineStack>}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <div role="group" aria-label={say("variant.offers")}>
              <Card>
                <BlockStack gap="300">
                  <Text as="h2" variant="headingMd">{say("variant.offers")}</Text>
                  <VariantOffers variant={variant} page={page} />
                </BlockStack>
              </Card>
            </div>
            <CustomsCard customs={page.customs} missing={page.missing} shopCurrency={page.shopCurrency} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <Facts facts={page.facts} />
            <HistoryCard history={page.history} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function Facts({ facts }: Pick<VariantPage, "facts">) {
  const { say } = useWords();
  const lines = [
    facts.barcode === null ? "" : say("variant.barcode", { barcode: facts.barcode }),
    facts.optionValues.length === 0 ? "" : say("variant.options", { options: facts.optionValues.join(", ") }),
    facts.productTags.length === 0 ? "" : say("variant.tags", { tags: facts.productTags.join(", ") }),
    facts.collections.length === 0 ? "" : say("variant.collections", { collections: facts.collections.join(", ") }),
  ].filter(Boolean);
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">{say("variant.facts")}</Text>
        {lines.length === 0 ? <Text as="p" tone="subdued">{say("variant.facts.none")}</Text> : null}
        {lines.map((line) => <Text key={line} as="p" breakWord>{line}</Text>)}
      </BlockStack>
    </Card>
  );
}
