// Offers from a file: where is it uploaded, what can it be made from, and what was imported so far?
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { saveSeenVariants } from "../catalog/store.server.ts";
import { OfferFilesCard } from "../ui/offer-files-card.tsx";
import { OfferImportsCard } from "../ui/offer-imports-card.tsx";
import { OfferUploadCard } from "../ui/offer-upload-card.tsx";
import { useWords } from "../ui/words.tsx";
import { failed } from "../views/answer.ts";
import { keepOfferFile, takeOfferFile } from "../views/offer-import-acts.server.ts";
import { importAddress } from "../views/offer-import-page.ts";
import { readImportsPage } from "../views/offer-import-page.server.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { countVariants } from "../views/products-page.server.ts";
import { readUpload } from "../views/read-upload.server.ts";
import { mostPages, seeVariants } from "../views/see-variants.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchant, tools, inShop } = await openShopPage(request, context);
  // A new owner comes here before the products page: without variants every row would be refused, and the template empty.
  if ((await inShop(countVariants)) === 0) {
    const seen = await seeVariants(tools.admin, { id: merchant.shopId, domain: merchant.domain }, { search: "", pages: mostPages });
    if (seen.kind === "seen") await inShop((tx) => saveSeenVariants(tx, seen.variants));
  }
  return await inShop(readImportsPage);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { inShop, by } = await openShopPage(request, context);
  const taken = await takeOfferFile(await readUpload(request));
  if (taken.kind === "refused") return failed(taken.said.code, taken.said.params);
  throw redirect(importAddress(await inShop((tx) => keepOfferFile(tx, taken, by()))));
}

export default function ImportOffers() {
  const { imports } = useLoaderData<typeof loader>();
  const { say } = useWords();
  return (
    <Page
      title={say("imports.title")} subtitle={say("imports.subtitle")} backAction={{ content: say("shell.products"), url: "/app/products" }}
      secondaryActions={[{ content: say("imports.matching.link"), url: "/app/products/matching" }]}
    >
      <BlockStack gap="400">
        <OfferUploadCard />
        <OfferFilesCard />
        <OfferImportsCard imports={imports} />
      </BlockStack>
    </Page>
  );
}
