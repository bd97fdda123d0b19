// One file of offers: what would it do, how far is it, what became of each row, and how is it taken back?
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, BlockStack, Page } from "@shopify/polaris";
import { OfferColumnsCard } from "../ui/offer-columns-card.tsx";
import { OfferFileCard } from "../ui/offer-file-card.tsx";
import { OfferPreviewCard } from "../ui/offer-preview-card.tsx";
import { OfferReportCard } from "../ui/offer-report-card.tsx";
import { OfferUndoCard } from "../ui/offer-undo-card.tsx";
import { useLiveRefresh } from "../ui/use-live-refresh.ts";
import { useWords } from "../ui/words.tsx";
import { actOnImport } from "../views/offer-import-acts.server.ts";
import { readReportQuery } from "../views/offer-import-page.ts";
import { readImportPage, readRowsToPreview } from "../views/offer-import-page.server.ts";
import { found, idIn, openShopPage } from "../views/open-shop-page.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { inShop } = await openShopPage(request, context);
  const importId = idIn(params, "importId");
  const query = readReportQuery(new URL(request.url).searchParams);
  const rows = await readRowsToPreview(inShop, importId);
  return found(await inShop((tx) => readImportPage(tx, { ...query, id: importId }, rows)));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { act, by } = await openShopPage(request, context);
  const importId = idIn(params, "importId");
  const form = await request.formData();
  const answer = await act((tx) => actOnImport(tx, form, { importId, by: by() }));
  if (answer.kind === "done" && answer.code === "imports.discarded") throw redirect("/app/products/import");
  return answer;
}

export default function OfferImport() {
  const page = useLoaderData<typeof loader>();
  const { say } = useWords();
  const { shown, preview, report } = page;
  const isMoving = shown.state === "RUNNING" || (shown.state === "UNDONE" && shown.undoneAt === null);
  return (
    <Page
      title={shown.fileName || say("imports.title")} titleMetadata={<Badge>{say(`imports.state.${shown.state}`)}</Badge>}
      backAction={{ content: say("imports.title"), url: "/app/products/import" }}
    >
      <BlockStack gap="400">
        {isMoving ? <Refresh /> : null}
        <OfferFileCard page={page} />
        {preview ? <OfferColumnsCard preview={preview} suppliers={page.suppliers} /> : null}
        {preview ? <OfferPreviewCard preview={preview} /> : null}
        <OfferUndoCard page={page} />
        {report && !isMoving ? <OfferReportCard shown={shown} report={report} /> : null}
      </BlockStack>
    </Page>
  );
}

/** Only while something moves: a preview would be made anew each time. */
function Refresh() {
  useLiveRefresh(true);
  return null;
}
