// How does an app become a fulfillment service of the shop, with a location of its own? The refusals are worded as recorded.

import { userError, type UserError } from "../graphql/models.ts";
import { newId, numericId } from "../ids.ts";
import { primaryLocation, variantsOf, type ServiceSettings, type ShopState, type StoredLocation, type StoredService } from "../shop-state.ts";
import type { Place } from "../world.ts";

const reservedHandles = new Set(["manual", "gift_card", "gift-card", "shopify", "amazon"]);
/** Recorded as refused. Shopify takes the app's own host alone, which the local store cannot know: the app moves. */
const foreignHosts = /(^|\.)(example\.com|shopify\.com)$/;

/** Latin letters without their marks; underscores stay, other signs become one hyphen. */
export function handleOf(name: string): string {
  return name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[^a-z0-9_]+/g, "-").replaceAll(/^-+|-+$/g, "");
}

export function nameProblems(shop: ShopState, name: string, self?: StoredService): UserError[] {
  const at = ["name"];
  if (name.trim() === "") return [userError(at, "Name can't be blank")];
  const edges = [
    ...(/^\s/.test(name) ? [userError(at, "Name cannot begin with a whitespace character")] : []),
    ...(/\s$/.test(name) ? [userError(at, "Name cannot end with a whitespace character")] : []),
  ];
  if (edges.length > 0) return edges;
  const handle = handleOf(name);
  if (reservedHandles.has(handle)) return [userError(at, "Name is reserved")];
  const isTaken = (shop.services ?? []).some((one) => one !== self && (one.serviceName.toLowerCase() === name.toLowerCase() || one.handle === handle));
  return isTaken ? [userError(at, "Name has already been taken")] : [];
}

export function callbackProblems(callbackUrl: string | null | undefined): UserError[] {
  if (!callbackUrl) return [];
  const at = ["callbackUrl"];
  const protocol = /^([a-z][a-z0-9+.-]*):/i.exec(callbackUrl)?.[1]?.toLowerCase() ?? "";
  if (protocol !== "https" && protocol !== "http") return [userError(at, `Callback url protocol ${protocol}:// is not supported`)];
  if (!URL.canParse(callbackUrl) || foreignHosts.test(new URL(callbackUrl).hostname)) return [userError(at, "Callback url is not allowed")];
  return [];
}

/** Its location comes with it and bears its name and the shop's address. */
export function registerService({ world, shop }: Place, name: string, own?: ServiceSettings): StoredService {
  const location: StoredLocation = {
    kind: "Location", id: newId(shop, "Location"), name, isActive: true, fulfillsOnlineOrders: true, shipsInventory: false, address: primaryLocation(shop).address,
  };
  const service: StoredService = {
    kind: "FulfillmentService", id: `${newId(shop, "FulfillmentService")}?id=true`, handle: handleOf(name), serviceName: name, type: "THIRD_PARTY",
    locationId: location.id, ...(own ? { own } : {}),
  };
  shop.locations.push(location);
  shop.services = [...(shop.services ?? []), service];
  world.changed();
  return service;
}

/** With or without the "?id=true" that Shopify writes behind it. */
export function findService(shop: ShopState, id: string): StoredService | undefined {
  return (shop.services ?? []).find((one) => numericId(one.id) === numericId(id));
}

/** What was stocked there is stocked at the destination, or where the shop ships from. */
export function dropService({ world, shop }: Place, service: StoredService, destinationId?: string | null): void {
  shop.services = (shop.services ?? []).filter((one) => one !== service);
  const home = destinationId ?? shop.locations.find((location) => location.isActive && location.id !== service.locationId)?.id;
  for (const variant of variantsOf(shop)) {
    if (variant.locationId === service.locationId && home) variant.locationId = home;
    if (variant.levels) variant.levels = variant.levels.filter((level) => level.locationId !== service.locationId);
  }
  const location = shop.locations.find((one) => one.id === service.locationId);
  if (location) location.isActive = false;
  world.changed();
}

