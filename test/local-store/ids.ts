// Which id does the next order, line or fulfillment of a shop get?
// Ids are odd and mostly beyond 2^53, so that any rounding on the way shows as a wrong id.

import type { ShopState } from "./shop-state.ts";

const firstIds = {
  Customer: 115310627314700001n,
  DeliveryMethod: 613420011225500001n,
  Fulfillment: 255858046787700001n,
  FulfillmentEvent: 944956395566600001n,
  FulfillmentHold: 391720388120300001n,
  FulfillmentLineItem: 466157049923300001n,
  FulfillmentOrderMerchantRequest: 388120077341900001n,
  FulfillmentOrder: 564789132776500001n,
  FulfillmentService: 684502771493100001n,
  Job: 528833096412700001n,
  Location: 112829968041900001n,
  FulfillmentOrderLineItem: 732154877012200001n,
  Company: 410022017733300001n,
  CompanyContact: 410033017733300001n,
  CompanyLocation: 410044017733300001n,
  InventoryAdjustmentGroup: 546407162514400001n,
  LineItem: 866550311766400001n,
  MailingAddress: 715243470612800001n,
  Metafield: 442789679926200001n,
  Order: 820982911946100001n,
  OrderDisputeSummary: 285332461850800001n,
  CalculatedOrder: 117027766578100001n,
  OrderTransaction: 389404469100100001n,
  OrderEdit: 789123287931200001n,
  PaymentSchedule: 610055017733300001n,
  PaymentTerms: 610066017733300001n,
  Refund: 890088186047800001n,
  RefundLineItem: 209341123199100001n,
  ShippingLine: 271878346596800001n,
  WebhookSubscription: 112193874900100001n,
} as const;

/** The installed app's own number: in its id, its metafield namespace and its event sources. */
export const appNumber = "347082227713";

export type NewKind = keyof typeof firstIds;

export function gid(kind: string, number: bigint | string): string {
  return `gid://shopify/${kind}/${number}`;
}

export function newId(shop: ShopState, kind: NewKind): string {
  const serial = shop.serials[kind] ?? 0;
  shop.serials[kind] = serial + 1;
  return gid(kind, firstIds[kind] + BigInt(shop.position) * 1_000_000_000_000n + BigInt(serial) * 32_770n);
}

/** The number inside a gid, as text. */
export function numericId(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1).replace(/\?.*$/, "");
}

/** The number inside a gid, for webhook bodies. */
export function bareId(id: string): bigint {
  return BigInt(numericId(id));
}

export function kindOf(id: string): string | undefined {
  return /^gid:\/\/shopify\/(\w+)\/[^/]+$/.exec(id)?.[1];
}
