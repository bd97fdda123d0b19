// Does the store tell of risk, disputes, identities, terms of payment and corrections as the official schema and the recordings have them?

import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually, everyTopic, startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

const scopes = ["read_orders", "write_orders", "read_products", "read_locations", "write_merchant_managed_fulfillment_orders"];
const topics = [...everyTopic, "orders/risk_assessment_changed", "disputes/create", "disputes/update"];
let store: StoreUnderTest;
beforeEach(async () => {
  store = await startStoreUnderTest({ scopes, topics });
});
afterEach(() => store.close());

const line = { sku: "POUR-SET", quantity: 1 };

async function read(id: string, fields: string): Promise<Record<string, unknown>> {
  const answer = await store.admin(`query Q($id: ID!) { order(id: $id) { ${fields} } }`, { id });
  expect(answer.errors).toEqual([]);
  return (answer.data as { order: Record<string, unknown> }).order;
}

function webhook(topic: string): Promise<Record<string, unknown>> {
  return eventually(() => {
    const found = store.door.received.findLast(({ headers }) => headers["x-shopify-topic"] === topic);
    return found && JSON.parse(found.body) as Record<string, unknown>;
  });
}

async function update(input: object) {
  const answer = await store.admin(`mutation M($input: OrderInput!) { orderUpdate(input: $input) {
    order { note tags email phone shippingAddress { address1 province country } localizedFields(first: 5) { nodes { key value } } gift: metafield(namespace: "custom", key: "gift") { value } }
    userErrors { field message } } }`, { input });
  expect(answer.errors).toEqual([]);
  return (answer.data as { orderUpdate: { order: Record<string, unknown> | null; userErrors: object[] } }).orderUpdate;
}

test("an order is not assessed until somebody assesses it, and the gravest assessment decides", async () => {
  const { id } = await store.shop.placeOrder({ lines: [line] });
  const risk = "risk { recommendation assessments { riskLevel facts { description sentiment } provider { title } } }";

  expect(await read(id, risk)).toEqual({ risk: { recommendation: "NONE", assessments: [] } });
  await store.shop.assessRisk(id, { level: "LOW", provider: "Other app" });
  await store.shop.assessRisk(id, { level: "HIGH", facts: ["The card was used from two countries"] });

  expect(await read(id, risk)).toEqual({ risk: { recommendation: "CANCEL", assessments: [
    { riskLevel: "LOW", facts: [], provider: { title: "Other app" } },
    { riskLevel: "HIGH", facts: [{ description: "The card was used from two countries", sentiment: "NEGATIVE" }], provider: null },
  ] } });
  expect(await webhook("orders/risk_assessment_changed")).toMatchObject({ admin_graphql_api_order_id: id });
});

test("a dispute is opened and settled, each time with its webhook", async () => {
  const { id } = await store.shop.placeOrder({ lines: [line] });

  await store.shop.openDispute(id, { reason: "product_not_received" });
  expect(await webhook("disputes/create")).toMatchObject({ type: "chargeback", status: "needs_response", reason: "product_not_received", amount: "39.50" });
  await store.shop.settleDispute(id, { status: "WON" });

  expect(await webhook("disputes/update")).toMatchObject({ status: "won", finalized_on: expect.any(String) });
  expect(await read(id, "disputes { initiatedAs status }")).toEqual({ disputes: [{ initiatedAs: "CHARGEBACK", status: "WON" }] });
});

test("identities come with the order, and an app adds to them", async () => {
  const { id } = await store.shop.placeOrder({ lines: [line], localizedFields: [{ key: "TAX_CREDENTIAL_BR", value: "52998224725" }] });

  const { order, userErrors } = await update({ id, localizedFields: [{ key: "SHIPPING_CREDENTIAL_KR", value: "P123456789012" }] });

  expect(userErrors).toEqual([]);
  expect(order?.["localizedFields"]).toEqual({ nodes: [{ key: "TAX_CREDENTIAL_BR", value: "52998224725" }, { key: "SHIPPING_CREDENTIAL_KR", value: "P123456789012" }] });
  expect(await read(id, "localizedFields(first: 5, purposes: [SHIPPING]) { nodes { title countryCode purpose } }"))
    .toEqual({ localizedFields: { nodes: [{ title: "Personal customs code", countryCode: "KR", purpose: "SHIPPING" }] } });
});

test("an update changes what it names, and says so by orders/updated", async () => {
  const { id } = await store.shop.placeOrder({ lines: [line], tags: ["old"], note: "Stays" });

  const { order } = await update({
    id, tags: ["b", "a"], phone: "+16135551111", metafields: [{ namespace: "custom", key: "gift", type: "single_line_text_field", value: "wrapped" }],
    shippingAddress: { lastName: "Lovelace", address1: "190 MacLaren", provinceCode: "ON", countryCode: "CA", zip: "K2P0V6" },
  });

  expect(order).toMatchObject({
    note: "Stays", tags: ["a", "b"], phone: "+16135551111", gift: { value: "wrapped" },
    shippingAddress: { address1: "190 MacLaren", province: "Ontario", country: "Canada" },
  });
  expect(await webhook("orders/updated")).toMatchObject({ shipping_address: { country_code: "CA", province_code: "ON" } });
});

test("a refused update names every cause and changes nothing", async () => {
  const { id } = await store.shop.placeOrder({ lines: [line], note: "Stays" });

  expect((await update({ id })).userErrors).toEqual([{ field: null, message: "No valid update parameters have been provided" }]);
  expect((await update({ id, note: "x", phone: "abc" })).userErrors).toEqual([{ field: ["phone"], message: "Phone is invalid" }]);
  expect((await update({ id, note: "x", shippingAddress: { countryCode: "US", provinceCode: "XX" } })).userErrors).toEqual([
    { field: ["shippingAddress", "lastName"], message: "Enter a last name" },
    { field: ["shippingAddress", "zip"], message: "Enter a ZIP code" },
    { field: ["shippingAddress", "province"], message: "State is not a valid state in United States" },
  ]);
  expect((await update({ id: "gid://shopify/Order/0", note: "x" })).userErrors).toEqual([{ field: ["id"], message: "Order does not exist" }]);
  expect(await read(id, "note")).toEqual({ note: "Stays" });
});

test("the merchant corrects a part of the address", async () => {
  const { id } = await store.shop.placeOrder({ lines: [line] });

  await store.shop.updateOrder(id, { shippingAddress: { zip: "10002", phone: null } });

  expect(await read(id, "shippingAddress { address1 zip phone }")).toEqual({ shippingAddress: { address1: "100 Sample Street", zip: "10002", phone: null } });
});

test("cash on delivery is pending with its means named; a company buys on terms", async () => {
  const cash = await store.shop.placeOrder({ lines: [line], financialStatus: "PENDING", gateways: ["Cash on Delivery (COD)"] });
  expect(await webhook("orders/create")).toMatchObject({ financial_status: "pending", payment_gateway_names: ["Cash on Delivery (COD)"], payment_terms: null });
  const terms = await store.shop.placeOrder({ lines: [line], financialStatus: "PENDING", paymentTerms: { dueInDays: 30 }, company: { name: "Sample Ltd" } });

  expect(await read(cash.id, "displayFinancialStatus paymentGatewayNames paymentTerms { id } purchasingEntity { __typename }"))
    .toEqual({ displayFinancialStatus: "PENDING", paymentGatewayNames: ["Cash on Delivery (COD)"], paymentTerms: null, purchasingEntity: { __typename: "Customer" } });
  expect(await read(terms.id, "paymentTerms { paymentTermsName paymentTermsType dueInDays overdue paymentSchedules(first: 1) { nodes { balanceDue { amount } } } } purchasingEntity { ... on PurchasingCompany { company { name } } }"))
    .toEqual({
      paymentTerms: { paymentTermsName: "Net 30", paymentTermsType: "NET", dueInDays: 30, overdue: false, paymentSchedules: { nodes: [{ balanceDue: { amount: "39.5" } }] } },
      purchasingEntity: { company: { name: "Sample Ltd" } },
    });
  const body = await eventually(() => store.door.received.find(({ headers, body: text }) => headers["x-shopify-topic"] === "orders/create" && text.includes("Net 30"))?.body);
  expect(JSON.parse(body)).toMatchObject({ payment_terms: { payment_terms_type: "net", due_in_days: 30 }, company: { location_id: expect.any(Number) } });
});

test("addresses keep what they have and nothing more; digital lines need no shipping; a deleted variant reads as null", async () => {
  const order = await store.shop.placeOrder({
    isWholeAddress: true, shippingAddress: { lastName: "Иванова", address1: "а/я 15", city: "Минск", countryCode: "BY" },
    lines: [{ sku: "POUR-SET", quantity: 10_000 }, { title: "Gift card", quantity: 1, price: "25", isGiftCard: true }, { title: "Tip", quantity: 1, price: "3", isTip: true }],
  });
  await store.shop.deleteVariant("POUR-SET");

  expect(await read(order.id, "shippingAddress { lastName city province zip country } totalTipReceivedSet { shopMoney { amount } } lineItems(first: 5) { nodes { quantity sku requiresShipping isGiftCard variant { id } } }")).toEqual({
    shippingAddress: { lastName: "Иванова", city: "Минск", province: null, zip: null, country: "Belarus" },
    totalTipReceivedSet: { shopMoney: { amount: "3.0" } },
    lineItems: { nodes: [
      { quantity: 10_000, sku: "POUR-SET", requiresShipping: true, isGiftCard: false, variant: null },
      { quantity: 1, sku: null, requiresShipping: false, isGiftCard: true, variant: null },
      { quantity: 1, sku: null, requiresShipping: false, isGiftCard: false, variant: null },
    ] },
  });
});

test("metafields are written all or not at all, and an old digest is refused", async () => {
  const { id } = await store.shop.placeOrder({ lines: [line] });
  const text = "mutation M($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { namespace key value compareDigest } userErrors { field message code } } }";
  const field = { ownerId: id, namespace: "custom", key: "gift", type: "single_line_text_field", value: "one" };

  const mixed = await store.admin(text, { metafields: [field, { ...field, key: "x" }] });
  expect(mixed.data).toMatchObject({ metafieldsSet: { metafields: [], userErrors: [{ field: ["metafields", "1", "key"], code: "TOO_SHORT" }] } });
  expect(await read(id, "metafields(first: 5) { nodes { key } }")).toEqual({ metafields: { nodes: [] } });
  const written = await store.admin(text, { metafields: [{ ...field, namespace: "$app" }] });
  expect(written.data).toMatchObject({ metafieldsSet: { metafields: [{ key: "gift", value: "one", compareDigest: expect.any(String) }], userErrors: [] } });
  const stale = await store.admin(text, { metafields: [{ ...field, namespace: "$app", compareDigest: "old" }] });
  expect(stale.data).toMatchObject({ metafieldsSet: { userErrors: [{ code: "STALE_OBJECT" }] } });
  const many = await store.admin(text, { metafields: Array.from({ length: 26 }, () => field) });
  expect(many.data).toMatchObject({ metafieldsSet: { userErrors: [{ code: "LESS_THAN_OR_EQUAL_TO" }] } });
});

test("an order of 500 lines in a currency without minor units is placed, announced and read whole", async () => {
  const order = await store.shop.placeOrder({
    currency: "KRW", shippingLine: null, lines: Array.from({ length: 500 }, (_, index) => ({ title: `Item ${index}`, quantity: 10_000, price: "1500" })),
  });
  const body = await webhook("orders/create");
  const first = await read(order.id, "lineItems(first: 250) { nodes { id } pageInfo { hasNextPage endCursor } }") as { lineItems: { nodes: object[]; pageInfo: { endCursor: string } } };
  const rest = await read(order.id, `totalPriceSet { shopMoney { amount currencyCode } } lineItems(first: 250, after: "${first.lineItems.pageInfo.endCursor}") { nodes { id } pageInfo { hasNextPage } }`);

  expect(body).toMatchObject({ currency: "KRW", total_price: "7500000000" });
  expect(body["line_items"]).toHaveLength(500);
  expect(rest).toMatchObject({ totalPriceSet: { shopMoney: { amount: "7500000000.0", currencyCode: "KRW" } }, lineItems: { pageInfo: { hasNextPage: false } } });
  expect((rest["lineItems"] as { nodes: object[] }).nodes.length + first.lineItems.nodes.length).toBe(500);
});
