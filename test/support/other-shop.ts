// A second shop that uses Daifa, for stories about what must not pass between two of them.
import { findShopByDomain } from "../../app/merchants/store.server.ts";
import { frameAddress } from "../../scripts/demo/open-app.ts";
import type { TestWorld } from "./world.ts";

const domain = "other.myshopify.com";

/** Installed as by its first page load. Returns the shop's id. */
export async function installOther(world: TestWorld): Promise<string> {
  const { url, idToken } = await frameAddress(world, domain, "/app");
  await world.tools.shopify.authenticate.admin(new Request(url, { headers: { "user-agent": "Mozilla/5.0 Chrome/131.0", authorization: `Bearer ${idToken}` } }));
  const shop = await findShopByDomain(world.tools.database, domain);
  if (!shop) throw new Error(`${domain} did not install`);
  return shop.id;
}
