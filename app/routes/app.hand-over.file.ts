// A sheet as a file or as text for a chat. Asked with the session's token and by POST: the orders that the person sees are named.
import type { ActionFunctionArgs } from "@remix-run/node";
import { writeBatchFile } from "../views/hand-over-files.server.ts";
import { found, openShopPage } from "../views/open-shop-page.server.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const { tools, inShop, by } = await openShopPage(request, context);
  const form = await request.formData();
  const { name, type, body } = found(await inShop((tx) => writeBatchFile(tx, { sealer: tools.sealer, at: by().at }, form)));
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: { "content-type": type, "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`, "cache-control": "no-store" },
  });
}
