import { describe, expect, it } from "vitest";
import { orderFromAdmin } from "../../app/orders/from-admin.ts";
import { orderFromPayload } from "../../app/orders/from-shopify.ts";
import type { Order } from "../../app/orders/order.ts";
import type { OrderReading } from "../../app/orders/read-order.ts";
import { orderPayload } from "../../app/shopify/payloads/order.ts";
import { aLineBody, anAddressBody, anAdminOrder, anOrderBody } from "../support/build-payload.ts";
import { usd } from "../support/build.ts";

const shop = { currency: "USD" };
const read = (given: Record<string, unknown> = {}) => orderFromPayload(orderPayload.parse(anOrderBody(given)), shop);

function orderOf(reading: OrderReading): Order {
  if (reading.kind === "unreadable") throw new Error(JSON.stringify(reading.reasons));
  return reading.order;
}

describe("an order from a webhook", () => {
  it("keeps ids exactly, and the units still wanted beside those ever ordered", () => {
    const order = orderOf(read());
    expect(order).toMatchObject({
      shopifyOrderId: "gid://shopify/Order/820982911946154508", name: "#1234", orderNumber: 1234, financialStatus: "PARTIALLY_REFUNDED",
      placedAt: new Date("2026-11-02T00:00:00Z"), shopifyUpdatedAt: new Date("2026-11-03T00:00:00Z"), discountCodes: ["WELCOME"], tags: ["VIP", "gift wrap"], dutiesIncluded: true,
    });
    expect(order.lines).toMatchObject([{
      position: 1, shopifyLineItemId: "gid://shopify/LineItem/866550311766439020", shopifyVariantId: "gid://shopify/ProductVariant/808950810", quantity: 3,
      currentQuantity: 2, unitPrice: usd(1990), unitPricePresentment: { minor: 1850n, currency: "EUR" }, unitWeightGrams: 567,
    }]);
  });

  it("counts what the order comes to now, in the shop's and in the buyer's money", () => {
    expect(orderOf(read())).toMatchObject({ total: usd(4480), totalPresentment: { minor: 4200n, currency: "EUR" } });
    expect(orderOf(read({ current_total_price_set: null })).total).toEqual(usd(6470));
  });

  it("takes the first delivery method that is still on the order", () => {
    const [line] = (anOrderBody()["shipping_lines"] as object[]);
    expect(orderOf(read()).delivery).toEqual({ title: "Standard", code: "standard", price: usd(500), instructions: null });
    expect(orderOf(read({ shipping_lines: [{ ...line, is_removed: true }, { ...line, title: "Express" }] })).delivery?.title).toBe("Express");
    expect(orderOf(read({ shipping_lines: [] })).delivery).toBeNull();
  });

  it("calls a status it does not know, or none, unknown", () => {
    expect(orderOf(read({ financial_status: "brand_new" })).financialStatus).toBe("UNKNOWN");
    expect(orderOf(read({ financial_status: null })).financialStatus).toBe("UNKNOWN");
  });

  it("reads the campaign from the landing address and guesses nothing", () => {
    const { attribution } = orderOf(read({ landing_site: "/products/lamp?utm_source=news%20letter&utm_medium=email&utm_campaign=#top", referring_site: "" }));
    expect(attribution).toMatchObject({ sourceName: "web", referringSite: null, utmSource: "news letter", utmMedium: "email", utmCampaign: null });
    expect(orderOf(read()).attribution).toMatchObject({ landingSite: null, utmSource: null });
  });

  it("keeps the duties that the buyer has paid", () => {
    expect(orderOf(read({ current_total_duties_set: aLineBody()["price_set"] })).duties).toEqual(usd(1990));
  });

  it("lives with an order without an address, and with one whose fields were not granted", () => {
    expect(orderOf(read({ shipping_address: null })).address).toBeNull();
    const blank = Object.fromEntries(Object.keys(anAddressBody()).map((key) => [key, null]));
    expect(orderOf(read({ shipping_address: blank, email: null, customer: null })).address).toMatchObject({ name: null, line1: null, countryCode: null, phone: null, phoneSource: null, email: null });
  });

  it.each([
    ["quantity_absurd", "lines.0.quantity", { line_items: [aLineBody({ quantity: 1_000_001 })] }],
    ["more_wanted_than_ordered", "lines.0.currentQuantity", { line_items: [aLineBody({ current_quantity: 4 })] }],
    ["unknown_currency", "lines.0.price.presentment", { line_items: [aLineBody({ price_set: { shop_money: { amount: "1.00", currency_code: "USD" }, presentment_money: { amount: "1.00", currency_code: "ZZZ" } } })] }],
    ["amount_unreadable", "lines.0.price.shop", { line_items: [aLineBody({ price_set: { shop_money: { amount: "1.005", currency_code: "USD" }, presentment_money: { amount: "1.00", currency_code: "EUR" } } })] }],
    ["currency_differs", "lines.0.price", { line_items: [aLineBody({ price_set: { shop_money: { amount: "1.00", currency_code: "CNY" }, presentment_money: { amount: "1.00", currency_code: "EUR" } } })] }],
    ["id_repeated", "lines.1.shopifyLineItemId", { line_items: [aLineBody(), aLineBody()] }],
    ["number_missing", "orderNumber", { order_number: "99999999999999" }],
  ])("is unreadable for %s at %s", (code, path, given) => {
    expect(read(given)).toMatchObject({ kind: "unreadable", reasons: expect.arrayContaining([{ path, code }]) });
  });

  it("is unreadable in another currency than the shop's", () => {
    expect(orderFromPayload(orderPayload.parse(anOrderBody()), { currency: "GBP" })).toEqual({ kind: "unreadable", reasons: [{ path: "total.shop", code: "currency_not_of_shop" }] });
  });
});

describe("the same order from the Admin API", () => {
  it("is equal to the webhook's, but for the raw address", () => {
    const webhook = orderOf(read());
    const admin = orderOf(orderFromAdmin(anAdminOrder(), shop));

    const withoutRaw = (order: Order) => ({ ...order, address: order.address && { ...order.address, raw: null } });
    expect(withoutRaw(admin)).toEqual(withoutRaw(webhook));
    expect(admin.address?.raw).toContain("countryCodeV2");
  });

  it("spells a cancellation alike", () => {
    const webhook = orderOf(read({ cancelled_at: "2026-11-02T19:00:00-05:00", cancel_reason: "customer", financial_status: "voided" }));
    const admin = orderOf(orderFromAdmin(anAdminOrder({ cancelledAt: "2026-11-03T00:00:00Z", cancelReason: "CUSTOMER", displayFinancialStatus: "VOIDED" }), shop));
    expect([admin.cancelledAt, admin.cancelReason, admin.financialStatus]).toEqual([webhook.cancelledAt, webhook.cancelReason, webhook.financialStatus]);
    expect(webhook.cancelReason).toBe("customer");
  });

  it.each([
    ["quantity_absurd", "lines.0.quantity", { quantity: 1.5, currentQuantity: 1 }],
    ["quantity_absurd", "lines.0.currentQuantity", { currentQuantity: -1 }],
    ["id_missing", "lines.0.shopifyLineItemId", { id: "" }],
  ])("is unreadable for %s at %s", (code, path, given) => {
    const [line] = anAdminOrder().lineItems.nodes;
    const node = anAdminOrder({ lineItems: { nodes: line ? [{ ...line, ...given }] : [] } });
    expect(orderFromAdmin(node, shop)).toEqual({ kind: "unreadable", reasons: [{ path, code }] });
  });

  it("is unreadable with a bad date, a foreign id or no number", () => {
    const reading = orderFromAdmin(anAdminOrder({ updatedAt: "soon", id: "gid://shopify/DraftOrder/1", number: -1 }), shop);
    expect(reading).toEqual({
      kind: "unreadable",
      reasons: [{ path: "shopifyOrderId", code: "id_missing" }, { path: "orderNumber", code: "number_missing" }, { path: "shopifyUpdatedAt", code: "date_unreadable" }],
    });
  });

  it("takes Shopify's own number, whatever a shop makes of the name", () => {
    expect(orderOf(orderFromAdmin(anAdminOrder({ name: "2024-101", number: 101 }), shop)).orderNumber).toBe(101);
  });

  it.each([["KILOGRAMS", 0.567, 567], ["POUNDS", 1.25, 567], ["OUNCES", 20, 567]])("weighs in grams from %s", (unit, value, grams) => {
    const [line] = anAdminOrder().lineItems.nodes;
    const node = anAdminOrder({ lineItems: { nodes: line ? [{ ...line, weight: { unit, value } }] : [] } });
    expect(orderOf(orderFromAdmin(node, shop)).lines[0]?.unitWeightGrams).toBe(grams);
  });
});
