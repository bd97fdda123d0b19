// A reply that was pasted, or a file with tracking numbers: what would be recorded. The page's own action records.
import type { ActionFunctionArgs } from "@remix-run/node";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { previewReply, previewTrackingFile } from "../views/reply-preview.server.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const { inShop } = await openShopPage(request, context);
  const form = await request.formData();
  return Response.json(await inShop((tx) => (form.has("file") ? previewTrackingFile(tx, form) : previewReply(tx, form))));
}
