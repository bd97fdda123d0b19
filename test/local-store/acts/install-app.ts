// When does a shop have the app, and with which access?

import { scopesUpdatePayload, shopPayload } from "../webhooks/shop-payloads.ts";
import type { Place } from "../world.ts";

/** Shopify-managed installation: the app is installed with the scopes it declares before it is first opened. Safe to repeat. */
export function markInstalled({ world, shop }: Place): void {
  if (shop.isInstalled) return;
  shop.isInstalled = true;
  shop.grantedScopes = [...world.app.scopes];
  world.changed();
}

/** The tokens are dead before app/uninstalled arrives. */
export function uninstallApp({ world, shop }: Place): void {
  world.tokens.revokeShop(shop.domain);
  shop.isInstalled = false;
  shop.webhookSubscriptions = [];
  world.changed();
  world.webhooks.emit(shop, "app/uninstalled", shopPayload(shop));
}

export function changeScopes({ world, shop }: Place, scopes: string[]): void {
  const previous = shop.grantedScopes;
  shop.grantedScopes = scopes;
  world.tokens.rescope(shop.domain, scopes);
  world.changed();
  const at = new Date(world.now()).toISOString();
  world.webhooks.emit(shop, "app/scopes_update", scopesUpdatePayload(shop, { previous, current: scopes, at }));
}
