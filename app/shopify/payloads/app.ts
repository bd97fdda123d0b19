// Has the app left a shop, or has what the shop allows it changed?
import { z } from "zod";
import { digits, gid, text } from "./fields.ts";

/** The body is the shop itself. Its access token is dead by the time this arrives. */
export const appUninstalledPayload = z.object({ id: digits, myshopify_domain: text });

export const appScopesUpdatePayload = z.object({
  shop_id: z.union([gid("Shop").transform((id) => id.slice("gid://shopify/Shop/".length)), digits]),
  previous: z.array(z.string()),
  current: z.array(z.string()),
});
