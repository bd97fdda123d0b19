// What does the local store remember about one shop? Everything here is plain JSON, so that a demo can resume from a file.

import type { StoredFulfillment, StoredFulfillmentOrder } from "./fulfillment-state.ts";
import type { StoredLevel } from "./inventory-state.ts";
import type { StoredEdit, StoredJob, StoredMetafield } from "./order-extras.ts";
import type { StoredOrder } from "./order-state.ts";

export type StoredAddress = {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  zip: string | null;
  country: string | null;
  countryCode: string | null;
  phone: string | null;
};

export type StoredLocation = {
  kind: "Location";
  id: string;
  name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  shipsInventory: boolean;
  address: StoredAddress;
};

/** An app that ships from a location of its own: the app under test, or another. */
export type StoredService = {
  kind: "FulfillmentService"; id: string; handle: string; serviceName: string; type: "THIRD_PARTY" | "MANUAL"; locationId: string;
  /** Absent for other apps, whose settings nobody asks about. */
  own?: ServiceSettings;
};

export type ServiceSettings = { callbackUrl: string | null; trackingSupport: boolean; inventoryManagement: boolean; requiresShippingMethod: boolean };

export type StoredVariant = {
  kind: "ProductVariant";
  id: string;
  productId: string;
  inventoryItemId: string;
  title: string;
  sku: string;
  barcode: string | null;
  price: string;
  unitCost: string | null;
  requiresShipping: boolean;
  tracked: boolean;
  available: number;
  grams: number;
  harmonizedSystemCode: string | null;
  countryCodeOfOrigin: string | null;
  provinceCodeOfOrigin?: string | null;
  /** As an app wrote it; grams say the same. */
  weight?: { unit: string; value: number };
  /** Where new orders ship it from. */
  locationId: string;
  /** Absent until somebody asks where it is stocked. */
  levels?: StoredLevel[];
};

export type StoredProduct = {
  kind: "Product";
  id: string;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  createdAt: string;
  updatedAt: string;
  /** Absent in files of an older demo. */
  tags?: string[];
  collections?: string[];
  optionNames?: string[];
  variants: StoredVariant[];
};

export type StoredWebhookSubscription = {
  kind: "WebhookSubscription";
  id: string;
  topic: string;
  uri: string;
  name: string | null;
  filter: string | null;
  format: string;
  includeFields: string[];
  metafieldNamespaces: string[];
  metafields?: { namespace: string; key: string }[];
  createdAt: string;
  updatedAt: string;
};

export type ShopState = {
  kind: "Shop";
  /** Place among the shops of this store; keeps their ids apart. */
  position: number;
  domain: string;
  id: string;
  name: string;
  email: string;
  ownerName: string;
  currencyCode: string;
  ianaTimezone: string;
  primaryLocale: string;
  address: StoredAddress;
  isInstalled: boolean;
  grantedScopes: string[];
  serials: Record<string, number>;
  nextOrderNumber: number;
  locations: StoredLocation[];
  products: StoredProduct[];
  orders: StoredOrder[];
  fulfillmentOrders: StoredFulfillmentOrder[];
  fulfillments: StoredFulfillment[];
  webhookSubscriptions: StoredWebhookSubscription[];
  /** Absent in states that were written before there were any. */
  services?: StoredService[];
  metafields?: StoredMetafield[];
  jobs?: StoredJob[];
  edits?: StoredEdit[];
  /** Of apps, that the merchant has added to the shipping profile. */
  locationsWithRates?: string[];
  /** Fields of an order that Shopify withholds from the app. */
  withheld?: string[];
};

export function variantsOf(shop: ShopState): StoredVariant[] {
  return shop.products.flatMap((product) => product.variants);
}

export function serviceAt(shop: ShopState, locationId: string): StoredService | undefined {
  return shop.services?.find((service) => service.locationId === locationId);
}

export function locationOfService(shop: ShopState, service: StoredService): StoredLocation | undefined {
  return shop.locations.find((location) => location.id === service.locationId);
}

export function primaryLocation(shop: ShopState): StoredLocation {
  const location = shop.locations.find((candidate) => candidate.isActive);
  if (!location) throw new Error(`${shop.domain} has no active location`);
  return location;
}
