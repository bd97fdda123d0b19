// Who ships for the merchant? A supplier is added, its line tried, its notices given an address.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { SupplierCard } from "../ui/supplier-card.tsx";
import { SupplierForm } from "../ui/supplier-form.tsx";
import { useWords } from "../ui/words.tsx";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { addSupplier, changeConnection, pauseSupplier, tryKnownConnection, tryTypedConnection } from "../views/supplier-acts.server.ts";
import { readSuppliersPage } from "../views/suppliers-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tools, inShop } = await openShopPage(request, context);
  return await inShop((tx) => readSuppliersPage(tx, tools.env.SHOPIFY_APP_URL));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shopId, tools, act, by } = await openShopPage(request, context);
  const form = await request.formData();
  const intent = form.get("intent");
  // The supplier's server may be slow: it is called outside of any transaction.
  if (intent === "try") return await tryTypedConnection(form, tools);
  if (intent === "test") return await tryKnownConnection(tools, { shopId, form });
  const given = { sealer: tools.sealer, by: by() };
  return await act((tx) => {
    if (intent === "add") return addSupplier(tx, form, given);
    return intent === "change" ? changeConnection(tx, form, given) : pauseSupplier(tx, form, given.by);
  });
}

export default function Suppliers() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  const [isAdding, setAdding] = useState(false);
  const close = useCallback(() => setAdding(false), []);
  return (
    <Page
      title={say("suppliers.title")}
      subtitle={say("suppliers.subtitle")}
      {...(isAdding ? {} : { primaryAction: { content: say("suppliers.add"), onAction: () => setAdding(true) } })}
    >
      <BlockStack gap="400">
        {isAdding ? <SupplierForm page={page} onClose={close} /> : null}
        {page.suppliers.length === 0 && !isAdding ? <Card><Text as="p">{say("suppliers.none")}</Text></Card> : null}
        {page.suppliers.map((supplier) => <SupplierCard key={supplier.id} supplier={supplier} page={page} />)}
      </BlockStack>
    </Page>
  );
}
