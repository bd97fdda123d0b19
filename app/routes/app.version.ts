// Has anything of the shop changed? Open pages ask this before they read themselves again.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { readVersion } from "../views/version.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { inShop } = await openShopPage(request, context);
  return { version: await inShop(readVersion) };
}
