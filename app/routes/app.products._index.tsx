// Which supplier's goods stand behind each variant? What waits in orders comes first.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Card, InlineStack, Page, Pagination, Text } from "@shopify/polaris";
import { saveSeenVariants } from "../catalog/store.server.ts";
import { CoverageCard } from "../ui/coverage-card.tsx";
import { ProductsSearch } from "../ui/products-search.tsx";
import { useAct } from "../ui/use-act.ts";
import { VariantCard } from "../ui/variant-card.tsx";
import { useWords } from "../ui/words.tsx";
import type { Said } from "../views/answer.ts";
import { openShopPage, type ShopPage } from "../views/open-shop-page.server.ts";
import { actOnProduct, keepSeenVariants } from "../views/product-acts.server.ts";
import { productsAddress, readProductsQuery, type ProductsQuery } from "../views/products-page.ts";
import { countVariants, readProductsPage } from "../views/products-page.server.ts";
import { mostPages, seeVariants } from "../views/see-variants.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await openShopPage(request, context);
  const query = readProductsQuery(new URL(request.url).searchParams);
  const trouble = await lookAtShop(page, query);
  return await page.inShop((tx) => readProductsPage(tx, query, { merchant: page.merchant, now: page.tools.now(), trouble }));
}

/** Shopify is asked for a first page of a shop never seen, and for what a person searches. */
async function lookAtShop({ merchant, tools, inShop }: ShopPage, query: ProductsQuery): Promise<Said | null> {
  const isAsked = query.page === 1 && (query.search !== "" || (await inShop(countVariants)) === 0);
  if (!isAsked) return null;
  const seen = await seeVariants(tools.admin, { id: merchant.shopId, domain: merchant.domain }, { search: query.search, pages: 1 });
  if (seen.kind === "unreachable") return { code: "products.unreachable" };
  await inShop((tx) => saveSeenVariants(tx, seen.variants));
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchant, tools, act, by } = await openShopPage(request, context);
  const form = await request.formData();
  if (form.get("intent") !== "refresh") return await act((tx) => actOnProduct(tx, form, { by: by(), shopCurrency: merchant.currency }));
  const seen = await seeVariants(tools.admin, { id: merchant.shopId, domain: merchant.domain }, { search: "", pages: mostPages });
  return await act((tx) => keepSeenVariants(tx, seen));
}

export default function Products() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  const navigate = useNavigate();
  const refresh = useAct();
  const { query, variants, hasNext, trouble } = page;
  const turn = (to: number) => navigate(productsAddress({ ...query, page: to }));
  return (
    <Page
      title={say("products.title")}
      subtitle={say("products.subtitle")}
      secondaryActions={[
        { content: say("products.import"), url: "/app/products/import" },
        { content: say("products.matching"), url: "/app/products/matching" },
        { content: say("products.refresh"), loading: refresh.isBusy, onAction: () => refresh.send({ intent: "refresh" }) },
      ]}
    >
      <BlockStack gap="400">
        {trouble ? <Banner tone="warning"><Text as="p">{say(trouble.code, trouble.params)}</Text></Banner> : null}
        <CoverageCard coverage={page.coverage} />
        <Card><ProductsSearch query={query} /></Card>
        {variants.length === 0 ? <Card><Text as="p">{say("products.empty")}</Text></Card> : null}
        {variants.map((variant) => <VariantCard key={variant.id} variant={variant} page={page} />)}
        {hasNext || query.page > 1 ? (
          <InlineStack align="center">
            <Pagination
              accessibilityLabel={say("products.pages")} hasNext={hasNext} hasPrevious={query.page > 1}
              onNext={() => turn(query.page + 1)} onPrevious={() => turn(query.page - 1)}
            />
          </InlineStack>
        ) : null}
      </BlockStack>
    </Page>
  );
}
