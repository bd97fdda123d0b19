// Who ships for the merchant, how do orders get there, and is each line in order? A supplier is added here.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Page, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { SupplierCard } from "../ui/supplier-card.tsx";
import { SupplierForm } from "../ui/supplier-form.tsx";
import { useWords } from "../ui/words.tsx";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { addSupplier, tryTypedConnection } from "../views/supplier-acts.server.ts";
import { readSuppliersPage } from "../views/suppliers-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { inShop } = await openShopPage(request, context);
  return await inShop(readSuppliersPage);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { tools, act, by } = await openShopPage(request, context);
  const form = await request.formData();
  // The supplier's server may be slow: it is called outside of any transaction.
  if (form.get("intent") === "try") return await tryTypedConnection(form, tools);
  return await act((tx) => addSupplier(tx, form, { sealer: tools.sealer, by: by() }));
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
      {...(isAdding || page.suppliers.length === 0 ? {} : { primaryAction: { content: say("suppliers.add"), onAction: () => setAdding(true) } })}
    >
      <BlockStack gap="400">
        {isAdding ? <SupplierForm page={page} onClose={close} /> : null}
        {page.suppliers.length === 0 && !isAdding ? (
          <Card>
            <EmptyState heading={say("suppliers.none.title")} image="" action={{ content: say("suppliers.add"), onAction: () => setAdding(true) }}>
              <Text as="p">{say("suppliers.none")}</Text>
            </EmptyState>
          </Card>
        ) : null}
        {page.suppliers.map((supplier) => <SupplierCard key={supplier.id} supplier={supplier} />)}
      </BlockStack>
    </Page>
  );
}
