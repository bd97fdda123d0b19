// What is one order of the shop, as the store itself knows it? Both the Admin API and the webhook bodies are written from this.

import type { OrderExtras, StoredTaxLine } from "./order-extras.ts";
import type { StoredAddress } from "./shop-state.ts";

export type FinancialStatus =
  | "AUTHORIZED" | "EXPIRED" | "PAID" | "PARTIALLY_PAID" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "VOIDED";

export type NameValue = { name: string; value: string };

export type StoredDuty = { harmonizedSystemCode: string; countryCodeOfOrigin: string; amount: string };

export type StoredLine = {
  kind: "LineItem";
  id: string;
  variantId: string | null;
  productId: string | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  /** Units ordered; removals and refunds lower currentQuantity only. */
  quantity: number;
  currentQuantity: number;
  requiresShipping: boolean;
  grams: number;
  /** One unit, minor units of the shop's currency. */
  unitPriceMinor: number;
  properties: NameValue[];
  duties: StoredDuty[];
  locationId: string;
  isGiftCard?: boolean;
  isTip?: boolean;
  isTaxable?: boolean;
  taxLines?: StoredTaxLine[];
};

export type StoredRefund = {
  kind: "Refund";
  id: string;
  createdAt: string;
  note: string | null;
  lines: { id: string; lineItemId: string; quantity: number; restockType: RestockType; subtotalMinor: number; isUnshipped?: boolean }[];
  amountMinor: number;
  shippingMinor?: number;
};

export type RestockType = "NO_RESTOCK" | "CANCEL" | "RETURN";

export type StoredCustomer = {
  id: string;
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string | null;
  createdAt: string;
};

export type StoredShippingLine = { id: string; title: string; code: string | null; priceMinor: number };

export type StoredOrder = OrderExtras & {
  kind: "Order";
  id: string;
  number: number;
  name: string;
  token: string;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: string | null;
  closedAt: string | null;
  isTest: boolean;
  tags: string[];
  note: string | null;
  poNumber: string | null;
  currency: string;
  presentmentCurrency: string;
  /** Units of the presentment currency for one of the shop's. */
  presentmentRate: number;
  financialStatus: FinancialStatus;
  paidMinor: number;
  discountMinor: number;
  discountCodes: { code: string; amount: string; type: string }[];
  email: string | null;
  phone: string | null;
  customerLocale: string;
  customer: StoredCustomer | null;
  shippingAddress: StoredAddress | null;
  shippingAddressId: string;
  billingAddress: StoredAddress | null;
  billingAddressId: string;
  shippingLine: StoredShippingLine | null;
  customAttributes: NameValue[];
  landingSite: string | null;
  referringSite: string | null;
  sourceName: string;
  lines: StoredLine[];
  refunds: StoredRefund[];
  /** Null until the shop has created the fulfillment orders. */
  routedAt: string | null;
};
