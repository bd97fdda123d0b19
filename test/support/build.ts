// Believable nouns for tests: valid by default, one field at a time overridden.
import type { Allocation } from "../../app/orders/allocation.ts";
import type { Address, SavedLineItem, SavedOrder } from "../../app/orders/order.ts";
import type { Money } from "../../app/platform/money.ts";
import type { Offer } from "../../app/suppliers/offer.ts";
import type { SupplierOrderLine } from "../../app/supplier-orders/supplier-order.ts";
import type { NoticedParcel, ShipmentNotice } from "../../app/suppliers/connector.ts";
import type { FulfillmentOrder } from "../../app/fulfillments/fulfillment.ts";

export const usd = (minor: number): Money => ({ minor: BigInt(minor), currency: "USD" });
export const cny = (minor: number): Money => ({ minor: BigInt(minor), currency: "CNY" });

/** Fresh ids in order: "row-1", "row-2" … */
export function countingIds(prefix = "row"): () => string {
  let last = 0;
  return () => `${prefix}-${(last += 1)}`;
}

export function anAddress(given: Partial<Address> = {}): Address {
  return {
    name: "Test Buyer", firstName: "Test", lastName: "Buyer", company: null, line1: "1 Sample Street", line2: null, city: "Louisville",
    province: "Kentucky", provinceCode: "KY", postalCode: "40202", countryCode: "US", countryName: "United States", phone: "+1 502-574-3321",
    phoneE164: "+15025743321", phoneSource: "address", email: "buyer@example.com", raw: null, ...given,
  };
}

export function aLine(given: Partial<SavedLineItem> = {}): SavedLineItem {
  const quantity = given.quantity ?? 2;
  return {
    id: "line-1", shopifyLineItemId: "gid://shopify/LineItem/1", shopifyVariantId: "gid://shopify/ProductVariant/1",
    shopifyProductId: "gid://shopify/Product/1", position: 1, title: "Lamp", variantTitle: "Blue", sku: "LAMP-BLUE", quantity,
    currentQuantity: quantity, requiresShipping: true, isGiftCard: false, unitPrice: usd(1990), unitPricePresentment: usd(1990),
    unitWeightGrams: 500, properties: [], ...given,
  };
}

export function anOrder(given: Partial<SavedOrder> = {}): SavedOrder {
  const at = new Date("2026-11-02T08:00:00Z");
  return {
    id: "order-1", shopifyOrderId: "gid://shopify/Order/1", name: "#1001", orderNumber: 1001, placedAt: at, shopifyUpdatedAt: at,
    confirmedAt: at, financialStatus: "PAID", paymentGateways: [], paymentTerms: null, risk: null, cancelledAt: null, cancelReason: null, isTest: false, total: usd(3980),
    totalPresentment: usd(3980), email: "buyer@example.com", phone: null, customerLocale: "en", shopifyCustomerId: null, note: null, poNumber: null,
    delivery: { title: "Standard", code: "standard", price: usd(500), instructions: null }, dutiesIncluded: null, duties: null,
    attribution: { sourceName: "web", landingSite: null, referringSite: null, utmSource: null, utmMedium: null, utmCampaign: null },
    attributes: [], discountCodes: [], tags: [], identities: [], address: anAddress(), hold: null, heldByMerchant: null, chosenSupplierId: null, lines: [aLine()], ...given,
  };
}

export function anAllocation(given: Partial<Allocation> = {}): Allocation {
  return { id: "allocation-1", lineItemId: "line-1", quantity: 2, state: "WAITING", reason: null, supplierOrderLineId: null, parcelLineId: null, ...given };
}

export function anOffer(given: Partial<Offer> = {}): Offer {
  return {
    id: "offer-1", supplierId: "supplier-1", supplierName: "Lamp Factory", supplierIsActive: true, shopifyVariantId: "gid://shopify/ProductVariant/1",
    itemId: "LF-77", specId: null, attributes: [], nameZh: "台灯", imageUrl: null, packRatio: 1, packCost: usd(800), shipsTo: [], stock: null,
    stockSeenAt: null, leadTimeDays: null, priority: 0, isActive: true, ...given,
  };
}

export function aSupplierOrderLine(given: Partial<SupplierOrderLine> = {}): SupplierOrderLine {
  return {
    id: "supplier-line-1", lineItemId: "line-1", lineReference: "1", titleEn: "Lamp - Blue", itemId: "LF-77", sku: "LAMP-BLUE", quantity: 2,
    packRatio: 1, packs: 2, unitCost: usd(800), isRefused: false, ...given,
  };
}

export function aParcel(given: Partial<NoticedParcel> = {}): NoticedParcel {
  return { trackingNumber: "1Z999AA10123456784", company: "UPS", lines: [{ lineReference: "1", quantity: 2 }], ...given };
}

export function aNotice(given: Partial<ShipmentNotice> = {}): ShipmentNotice {
  return { reference: "0".repeat(32), shipmentReference: "S-1", shippedAt: "2026-11-03T10:00:00+08:00", parcels: [aParcel()], problems: [], ...given };
}

export function aFulfillmentOrder(given: Partial<FulfillmentOrder> = {}): FulfillmentOrder {
  return {
    id: "gid://shopify/FulfillmentOrder/1", status: "OPEN", locationId: "gid://shopify/Location/1", supportedActions: ["CREATE_FULFILLMENT", "HOLD"],
    holdReasons: [], lines: [{ id: "fo-line-1", shopifyLineItemId: "gid://shopify/LineItem/1", remainingQuantity: 2 }], ...given,
  };
}
