// Did the buyer give his customs number at checkout? Shopify keeps it beside the order, and no webhook carries it.
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { orderIdentities } from "../shopify/graphql/order-details.ts";
import { findIdentities } from "./buyer-identity.ts";
import type { BuyerIdentity } from "./order.ts";

export async function fetchIdentities(admin: AdminApi, shop: ShopAddress, shopifyOrderId: string): Promise<BuyerIdentity[]> {
  const { order } = await admin.query(shop, orderIdentities, { id: shopifyOrderId });
  return findIdentities([], order?.localizedFields.nodes ?? []);
}
