// One supplier: the line to it, who answers there, when it works, on what terms it ships, and what was changed.
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, BlockStack, InlineStack, Layout, Page } from "@shopify/polaris";
import { HistoryCard } from "../ui/history-card.tsx";
import { SupplierFactsForm } from "../ui/supplier-facts-form.tsx";
import { SupplierLineCard } from "../ui/supplier-line-card.tsx";
import { SupplierStanding } from "../ui/supplier-standing.tsx";
import { useWords } from "../ui/words.tsx";
import { found, idIn, openShopPage } from "../views/open-shop-page.server.ts";
import { changeConnection, pauseSupplier, tryKnownConnection, tryTypedConnection } from "../views/supplier-acts.server.ts";
import { actOnSupplier } from "../views/supplier-page-acts.server.ts";
import { readSupplierPage } from "../views/supplier-page.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { merchant, tools, inShop } = await openShopPage(request, context);
  const supplierId = idIn(params, "supplierId");
  return found(await inShop((tx) => readSupplierPage(tx, supplierId, { appUrl: tools.env.SHOPIFY_APP_URL, shopCurrency: merchant.currency })));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { shopId, tools, act, by } = await openShopPage(request, context);
  const supplierId = idIn(params, "supplierId");
  const form = await request.formData();
  form.set("supplierId", supplierId);
  const intent = form.get("intent");
  // The supplier's server may be slow: it is called outside of any transaction.
  if (intent === "try") return await tryTypedConnection(form, tools);
  if (intent === "test") return await tryKnownConnection(tools, { shopId, form });
  const given = { sealer: tools.sealer, by: by() };
  const answer = await act((tx) => {
    if (intent === "change") return changeConnection(tx, form, given);
    if (intent === "pause" || intent === "resume") return pauseSupplier(tx, form, given.by);
    return actOnSupplier(tx, form, { ...given, supplierId });
  });
  // Its page is no more: read again, it would be an error.
  if (intent === "delete" && answer.kind === "done") throw redirect("/app/suppliers");
  return answer;
}

export default function OneSupplier() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <Page
      title={page.facts.name} backAction={{ content: say("suppliers.title"), url: "/app/suppliers" }}
      titleMetadata={(
        <InlineStack gap="100">
          <Badge>{say(`supplier.kind.${page.facts.kind}`)}</Badge>
          {page.isBuiltIn ? <Badge tone="info">{say("suppliers.built_in")}</Badge> : null}
          {page.isActive ? null : <Badge tone="warning">{say("suppliers.paused.badge")}</Badge>}
        </InlineStack>
      )}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <SupplierLineCard page={page} />
            <SupplierFactsForm key={page.id} page={page} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <SupplierStanding page={page} />
            <HistoryCard history={page.history} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
