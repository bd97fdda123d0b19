// The merchant opens the app for the first time: installed without a browser, on the same path that a token exchange takes.
import { findShopByDomain } from "../app/merchants/store.server.ts";
import type { OpenedTools } from "../app/tools.server.ts";
import type { LocalWorld } from "./local-world.ts";

/** Asks the app for its first page as the store's admin would. Returns the shop's id. */
export async function installLocally(tools: OpenedTools, world: LocalWorld, domain = "demo.myshopify.com"): Promise<{ shopId: string }> {
  const shop = world.store.shop(domain);
  const idToken = await shop.sessionToken();
  const host = Buffer.from(`admin.shopify.com/store/${domain.split(".")[0]}`).toString("base64");
  const query = new URLSearchParams({ shop: domain, host, embedded: "1", id_token: idToken });
  const request = new Request(`${world.proxyUrl}/app?${query}`, { headers: { "user-agent": "Mozilla/5.0 (X11; Linux x64) Chrome/130.0", authorization: `Bearer ${idToken}` } });
  await tools.shopify.authenticate.admin(request);
  const found = await findShopByDomain(tools.database, domain);
  if (!found) throw new Error(`${domain} did not install`);
  return { shopId: found.id };
}
