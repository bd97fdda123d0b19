import { describe, expect, it } from "vitest";
import { appScopesUpdatePayload, appUninstalledPayload } from "../../app/shopify/payloads/app.ts";
import { customersDataRequestPayload, customersRedactPayload, shopRedactPayload } from "../../app/shopify/payloads/compliance.ts";
import { orderEditedPayload } from "../../app/shopify/payloads/order-edited.ts";
import { orderPayload } from "../../app/shopify/payloads/order.ts";
import { parseJsonExactly } from "../../app/shopify/payloads/parse-json-exactly.ts";
import { refundPayload } from "../../app/shopify/payloads/refund.ts";

const parsed = (text: string): unknown => {
  const result = parseJsonExactly(Buffer.from(text));
  if (!result.ok) throw new Error(result.reason);
  return result.value;
};

const money = (amount: string) => ({ shop_money: { amount, currency_code: "USD" }, presentment_money: { amount, currency_code: "USD" } });

/** As text, because some ids in it are beyond 2^53. */
const orderText = (changes: Record<string, unknown> = {}, line: Record<string, unknown> = {}): string => {
  const order = {
    id: "ORDER_ID",
    admin_graphql_api_id: "gid://shopify/Order/820982911946154508",
    name: "#1001", order_number: 1001, created_at: "2026-10-01T09:00:00-04:00", updated_at: "2026-10-01T09:00:05-04:00",
    cancelled_at: null, cancel_reason: null, test: false, currency: "USD", presentment_currency: "USD", financial_status: "paid",
    total_price: "59.00", total_price_set: money("59.00"), current_total_price_set: money("59.00"), current_total_duties_set: null,
    duties_included: false, email: "buyer@example.com", phone: null, customer_locale: "en", note: null, po_number: null, source_name: "web",
    landing_site: "/?utm_source=mail", referring_site: null, note_attributes: [{ name: "gift", value: "yes" }], discount_codes: [],
    customer: { id: 1, email: "buyer@example.com", phone: null },
    shipping_address: { first_name: "Test", last_name: "Buyer", name: "Test Buyer", address1: "1 Sample Street", city: "Springfield", zip: "00000", country_code: "US" },
    shipping_lines: [{ title: "Standard", code: "standard", price_set: money("5.00") }],
    line_items: [{
      id: "LINE_ID", admin_graphql_api_id: "gid://shopify/LineItem/866550311766439020", variant_id: 808950810, product_id: 632910392,
      title: "Backpack", variant_title: "Green", sku: "BAG-30-GRN", quantity: 2, current_quantity: 1, requires_shipping: true,
      gift_card: false, grams: 900, price_set: money("27.00"), properties: [], ...line,
    }],
    a_field_of_the_future: { nested: true },
    ...changes,
  };
  return JSON.stringify(order).replace('"ORDER_ID"', "820982911946154508").replace('"LINE_ID"', "866550311766439020");
};

describe("an order webhook", () => {
  it("is read in the fields that matter, and tolerates the rest", () => {
    const order = orderPayload.parse(parsed(orderText()));

    expect(order.admin_graphql_api_id).toBe("gid://shopify/Order/820982911946154508");
    expect(order.updated_at).toEqual(new Date("2026-10-01T13:00:05Z"));
    expect(order.line_items[0]).toMatchObject({ variant_id: "gid://shopify/ProductVariant/808950810", quantity: 2, current_quantity: 1 });
    expect(order.shipping_address).toMatchObject({ name: "Test Buyer", address2: null, phone: null });
    expect(order).not.toHaveProperty("a_field_of_the_future");
  });

  it("keeps a variant id beyond 2^53 to the last digit", () => {
    const text = orderText({}, { variant_id: "BIG" }).replace('"BIG"', "9007199254740993");

    expect(orderPayload.parse(parsed(text)).line_items[0]?.variant_id).toBe("gid://shopify/ProductVariant/9007199254740993");
  });

  it("may hold no personal data, where the shop has not granted it", () => {
    const order = orderPayload.parse(parsed(orderText({ email: null, phone: null, shipping_address: null, customer: null, note_attributes: null })));

    expect(order).toMatchObject({ email: null, shipping_address: null, customer: null, note_attributes: [] });
  });

  it("may hold properties that are not text", () => {
    const order = orderPayload.parse(parsed(orderText({}, { properties: [{ name: "n", value: 3 }, { name: "o", value: { a: 1 } }, { name: "e", value: null }, { name: "m" }] })));

    expect(order.line_items[0]?.properties).toEqual([
      { name: "n", value: "3" }, { name: "o", value: '{"a":1}' }, { name: "e", value: "" }, { name: "m", value: "" },
    ]);
  });

  it("may hold a line whose variant is gone, or that never had one", () => {
    const order = orderPayload.parse(parsed(orderText({}, { variant_id: null, product_id: null, sku: null })));

    expect(order.line_items[0]).toMatchObject({ variant_id: null, product_id: null, sku: null });
  });

  it.each([
    ["an order id of another kind", { admin_graphql_api_id: "gid://shopify/DraftOrder/1" }, {}],
    ["an amount that is a number", { total_price: 59 }, {}],
    ["an amount that is no number", { total_price: "many" }, {}],
    ["a moment without an offset", { updated_at: "2026-10-01T09:00:00" }, {}],
    ["a negative quantity", {}, { quantity: -1 }],
    ["half a unit", {}, { quantity: 0.5 }],
    ["an absurd quantity", {}, { quantity: 4_000_000_000 }],
    ["a line without an id", {}, { admin_graphql_api_id: undefined }],
  ])("is refused with %s", (_fault, changes, line) => {
    expect(orderPayload.safeParse(parsed(orderText(changes, line))).success).toBe(false);
  });
});

describe("the thinner webhooks", () => {
  it("a refund names its order exactly", () => {
    const body = parsed('{"admin_graphql_api_id":"gid://shopify/Refund/890088186047892319","order_id":820982911946154508,"refund_line_items":[{"line_item_id":866550311766439020,"quantity":1}]}');

    expect(refundPayload.parse(body)).toEqual({
      admin_graphql_api_id: "gid://shopify/Refund/890088186047892319",
      order_id: "gid://shopify/Order/820982911946154508",
      refund_line_items: [{ line_item_id: "gid://shopify/LineItem/866550311766439020", quantity: 1 }],
    });
  });

  it("an edit names its order and the units that changed", () => {
    const body = parsed('{"order_edit":{"order_id":820982911946154508,"line_items":{"additions":[{"id":78643924236718240,"delta":1}],"removals":[]}}}');

    expect(orderEditedPayload.parse(body).order_edit).toEqual({
      order_id: "gid://shopify/Order/820982911946154508",
      line_items: { additions: [{ id: "gid://shopify/LineItem/78643924236718240", delta: 1 }], removals: [] },
    });
  });

  it("privacy requests name the shop, the customer and the orders", () => {
    const shop = { shop_id: 954889, shop_domain: "demo.myshopify.com" };
    const customer = { id: 191167, email: "buyer@example.com", phone: null };

    expect(customersDataRequestPayload.parse({ ...shop, customer, orders_requested: [299938], data_request: { id: 9999 } })).toMatchObject({
      shop_id: "954889", orders_requested: ["gid://shopify/Order/299938"], data_request: { id: "9999" },
    });
    expect(customersRedactPayload.parse({ ...shop, customer, orders_to_redact: [299938] })).toMatchObject({
      customer: { id: "gid://shopify/Customer/191167" }, orders_to_redact: ["gid://shopify/Order/299938"],
    });
    expect(shopRedactPayload.parse(shop)).toEqual({ shop_id: "954889", shop_domain: "demo.myshopify.com" });
  });

  it("the app's own webhooks name the shop and the scopes", () => {
    expect(appUninstalledPayload.parse({ id: 548380009, name: "Demo Goods" })).toEqual({ id: "548380009", myshopify_domain: null });
    expect(appScopesUpdatePayload.parse({ id: 1, shop_id: "gid://shopify/Shop/548380009", previous: [], current: ["read_orders"] })).toEqual({
      shop_id: "548380009", previous: [], current: ["read_orders"],
    });
  });
});
