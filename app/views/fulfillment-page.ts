// What the page of the two modes shows: which one it is, what a switch would change, how far it is, and the figures.
import type { Figure } from "../fulfillment-requests/figures.ts";
import type { SwitchKind } from "../fulfillment-requests/switch-store.server.ts";
import type { Params } from "../platform/errors.ts";

export type MappedVariant = { readonly shopifyVariantId: string; readonly title: string; readonly sku: string | null; readonly suppliers: string };

export type ShownStock = { readonly location: string; readonly available: number; readonly isOurs: boolean };

export type ShownVariant = MappedVariant & {
  /** Null: Shopify did not say just now. */
  readonly stock: readonly ShownStock[] | null;
  readonly isStocked: boolean;
};

export type ShownSwitch = {
  readonly kind: SwitchKind;
  readonly isRunning: boolean;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly done: number;
  readonly of: number;
  readonly refused: readonly { readonly title: string; readonly code: string; readonly params: Params }[];
};

export type FulfillmentPage = {
  readonly mode: "SHOP_LOCATION" | "FULFILLMENT_SERVICE";
  readonly changedAt: Date | null;
  readonly variants: readonly ShownVariant[];
  /** More are mapped than one page shows. */
  readonly more: number;
  readonly lastSwitch: ShownSwitch | null;
  readonly canGoBack: boolean;
  readonly ordersInFlight: number;
  readonly ordersWaiting: number;
  /** Countries sold to without a shipping rate from the app's location; null: Shopify did not say. */
  readonly withoutRate: readonly string[] | null;
  readonly shippingUrl: string;
  readonly requestsAutomatically: boolean;
  readonly writesCost: boolean;
  readonly figures: readonly Figure[];
};

