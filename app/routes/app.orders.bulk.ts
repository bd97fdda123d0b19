// Many orders at once: what would it do, begin it, take it back.
import type { ActionFunctionArgs } from "@remix-run/node";
import { previewBulk, startBulk, undoBulk } from "../views/bulk-acts.server.ts";
import { textOf } from "../views/form.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchant, act, inShop, by } = await openShopPage(request, context);
  const form = await request.formData();
  const intent = textOf(form, "intent");
  if (intent === "preview") return { preview: await inShop((tx) => previewBulk(tx, form, { merchant, by: by() })) };
  if (intent === "undo") return await act((tx) => undoBulk(tx, textOf(form, "bulkActionId"), by()));
  return await act((tx) => startBulk(tx, form, { merchant, by: by() }));
}
