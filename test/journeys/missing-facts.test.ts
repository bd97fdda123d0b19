// What customs and carriers need of an order to six countries: the missing field is named, with whose job it is,
// and only the line that lacks it waits.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyCustoms, type CustomsFacts } from "../../app/catalog/customs-profile.ts";
import { settleHolds } from "../../app/orders/settle-holds.server.ts";
import { releaseHoldRow } from "../../app/orders/hold-store.server.ts";
import { routeJobs } from "../../app/views/product-acts.server.ts";
import { declareGoods } from "../support/declare-goods.ts";
import { bookedFor, by, enqueue, ourOrderId, problemCodes, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "LAMP-USBC", { supplierId: story.yiwuId, itemId: "YW-LAMP-USBC" });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await declareGoods(story, "LAMP-USBC");
});
afterAll(() => story.close());

const phone = "+12125550100";
type Place = { address1: string; city: string; provinceCode: string | null; zip: string | null };
const places = {
  CN: { address1: "样品路1号", city: "义乌", provinceCode: "CN-ZJ", zip: "322000" },
  US: { address1: "100 Sample Street", city: "New York", provinceCode: "NY", zip: "10001" },
  DE: { address1: "Musterstraße 1", city: "Berlin", provinceCode: null, zip: "10115" },
  BR: { address1: "Rua Exemplo 1", city: "São Paulo", provinceCode: "SP", zip: "01001-000" },
  KR: { address1: "1 Sample-ro", city: "Seoul", provinceCode: "KR-11", zip: "04524" },
  IN: { address1: "1 Sample Road", city: "Mumbai", provinceCode: "MH", zip: "400001" },
} satisfies Record<string, Place>;
type Country = keyof typeof places;

const addressIn = (countryCode: Country, given: Partial<Place> & { phone?: string | null } = {}) =>
  ({ firstName: "Test", lastName: "Buyer", phone, countryCode, ...places[countryCode], ...given });

const shipsFrom = (supplierId: string, shipsFromCountryCode: string | null) =>
  story.inShop((tx) => tx.db.supplier.updateMany({ where: { id: supplierId }, data: { shipsFromCountryCode } }));

/** A lamp of Yiwu's and a pour-over set of Harbor's, which ships it within the country of the buyer. */
async function orderTo(country: Country, given: Parameters<typeof addressIn>[1] = {}, more: object = {}) {
  await shipsFrom(story.harborId, country);
  await shipsFrom(story.yiwuId, country === "CN" ? "US" : "CN");
  const lines = [{ sku: "LAMP-USBC", quantity: 1 }, { sku: "POUR-SET", quantity: 1 }];
  const order = await story.shop.placeOrder({ lines, isWholeAddress: true, shippingAddress: addressIn(country, given), ...more });
  await story.drain();
  return order;
}

async function holdsOf(shopifyOrderId: string) {
  const rows = await story.inShop((tx) => tx.db.orderHold.findMany({ where: { order: { shopifyOrderId }, endedAt: null, code: { not: "held_by_merchant" } }, orderBy: { code: "asc" } }));
  const titles = new Map((await story.inShop((tx) => tx.db.lineItem.findMany({ where: { order: { shopifyOrderId } } }))).map(({ id, sku }) => [id, sku]));
  return rows.map(({ code, owner, params, lineItemId }) => `${owner} ${code}: ${String((params as Record<string, unknown>)["missing"] ?? "")} @ ${lineItemId === null ? "order" : titles.get(lineItemId)}`);
}

const declareAnew = async (sku: string, facts: Partial<CustomsFacts>) => {
  const variantId = await declareGoods(story, sku, facts);
  await story.inShop(async (tx) => story.tools.queue.enqueue(tx, await routeJobs(tx, variantId)));
  await story.drain();
};

describe("an order with one line over a border and one within the country", () => {
  it.each([
    ["CN", "CUSTOMER identity_missing: resident_id @ LAMP-USBC", {}],
    ["US", "MERCHANT customs_incomplete: hs_code, origin @ LAMP-USBC", { hsCode: null, originCountryCode: null }],
    ["DE", "MERCHANT customs_incomplete: manufacturer, eu_person @ LAMP-USBC", { manufacturer: null, euResponsiblePerson: null }],
    ["BR", "CUSTOMER identity_missing: cpf @ LAMP-USBC", {}],
    ["KR", "CUSTOMER identity_missing: pccc @ LAMP-USBC", {}],
    ["IN", "CUSTOMER identity_missing: pan @ LAMP-USBC", {}],
  ] as const)("to %s: %s, and the other line goes", async (country, hold, facts) => {
    await declareGoods(story, "LAMP-USBC", facts);
    const order = await orderTo(country);

    expect(await holdsOf(order.id)).toEqual([hold]);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
    expect(await bookedFor(story.yiwu, order.name)).toEqual([]);
    expect(await unitsOf(story, order.id)).toMatchObject({ [`WAITING held.${hold.split(/[ :]/)[1] ?? ""}`]: 1 });
    await declareGoods(story, "LAMP-USBC");
  });

  it.each(["CN", "US", "BR", "KR", "IN"] as const)("to %s without a province waits as a whole, and names it; nothing is routed", async (country) => {
    const order = await orderTo(country, { provinceCode: null });
    expect(await holdsOf(order.id)).toEqual(["CUSTOMER address_incomplete: province @ order"]);
    expect([...(await bookedFor(story.harbor, order.name)), ...(await bookedFor(story.yiwu, order.name))]).toEqual([]);
  });

  it("goes at once where nothing is missing: checkout's own number is read from Shopify, an attribute counts too", async () => {
    const fromCheckout = await orderTo("BR", {}, { localizedFields: [{ key: "SHIPPING_CREDENTIAL_BR", value: "111.444.777-35" }] });
    const byAttribute = await orderTo("IN", {}, { attributes: [{ name: "PAN", value: "ABCDE1234F" }] });
    for (const order of [fromCheckout, byAttribute]) {
      expect(await holdsOf(order.id)).toEqual([]);
      expect(await bookedFor(story.yiwu, order.name)).toHaveLength(1);
    }
    const { orders } = await story.yiwu.client.readBook();
    expect(orders.find(({ order }) => order.identity.orderName === fromCheckout.name)?.order.identityDocuments).toEqual([{ countryCode: "BR", kind: "cpf", value: "111.444.777-35" }]);
  });
});

describe("what ends it", () => {
  it("the merchant completes the goods: the line goes with what was added", async () => {
    await declareGoods(story, "LAMP-USBC", { hsCode: null });
    const order = await orderTo("US");
    expect(await holdsOf(order.id)).toEqual(["MERCHANT customs_incomplete: hs_code @ LAMP-USBC"]);

    await declareAnew("LAMP-USBC", { hsCode: "9405210090" });
    expect(await holdsOf(order.id)).toEqual([]);
    const { orders } = await story.yiwu.client.readBook();
    expect(orders.find((one) => one.order.identity.orderName === order.name)?.order.lines[0]?.customs?.hsCode).toBe("9405210090");
  });

  it("the address is completed in Shopify: the order goes on by itself", async () => {
    const order = await orderTo("US", { provinceCode: null });
    await story.shop.updateOrder(order.id, { shippingAddress: { provinceCode: "NY" } });
    await story.drain();
    expect(await holdsOf(order.id)).toEqual([]);
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
  });

  it("a person lets it go: the line goes as it is, and stays let go", async () => {
    await declareGoods(story, "LAMP-USBC", { nameEn: null });
    const order = await orderTo("US");
    const orderId = await ourOrderId(story, order.id);
    const hold = await story.inShop((tx) => tx.db.orderHold.findFirstOrThrow({ where: { orderId, code: "customs_incomplete", endedAt: null } }));
    await story.inShop(async (tx) => {
      await releaseHoldRow(tx, hold.id, by);
      await settleHolds(tx, orderId, by.at);
    });
    await enqueue(story, "route-order", { orderId });
    await story.drain();
    expect(await bookedFor(story.yiwu, order.name)).toHaveLength(1);
    await declareGoods(story, "LAMP-USBC");
  });

  it("nobody lets prohibited or imitated goods go", async () => {
    await declareGoods(story, "LAMP-USBC", { cargoAttributes: ["CUSTOMS_PROHIBITED", "IMITATION_BRAND"] });
    const order = await orderTo("US");
    expect(await holdsOf(order.id)).toEqual(["MERCHANT goods_imitation:  @ LAMP-USBC", "MERCHANT goods_prohibited:  @ LAMP-USBC"]);
    const orderId = await ourOrderId(story, order.id);
    const holds = await story.inShop((tx) => tx.db.orderHold.findMany({ where: { orderId, endedAt: null } }));
    for (const { id } of holds) expect(await story.inShop((tx) => releaseHoldRow(tx, id, by))).toBeUndefined();
    await enqueue(story, "route-order", { orderId });
    await story.drain();
    expect(await bookedFor(story.yiwu, order.name)).toEqual([]);
    await declareGoods(story, "LAMP-USBC");
  });
});

describe("what is judged by who ships it", () => {
  it("goods that nobody has described are not held where nobody has said where the supplier ships from", async () => {
    await shipsFrom(story.harborId, null);
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    expect([await holdsOf(order.id), await bookedFor(story.harbor, order.name)]).toMatchObject([[], [{ lines: ["HG-POUR-SET × 1"] }]]);
  });

  it("a draft that waits is given up when its goods turn out to lack something, and its other line gets a new one", async () => {
    await map(story, "APRON-LIN", { supplierId: story.yiwuId, itemId: "YW-APRON-LIN" });
    await declareGoods(story, "APRON-LIN");
    await story.inShop((tx) => tx.db.supplier.updateMany({ where: { id: story.yiwuId }, data: { sendsAutomatically: false } }));
    await shipsFrom(story.yiwuId, "CN");
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 1 }, { sku: "APRON-LIN", quantity: 2 }] });
    await story.drain();

    await declareAnew("APRON-LIN", { ...emptyCustoms });
    const drafts = await story.inShop((tx) => tx.db.supplierOrder.findMany({ where: { orderName: order.name }, include: { lines: true }, orderBy: { id: "asc" } }));
    expect(drafts.map(({ state, lines }) => `${state} ${lines.map(({ itemId }) => itemId).join("+")}`)).toEqual(["CANCELLED YW-LAMP-USBC+YW-APRON-LIN", "DRAFT YW-LAMP-USBC"]);
    expect(await holdsOf(order.id)).toEqual(["MERCHANT customs_incomplete: name_zh, name_en, hs_code, origin, unit_value, cargo @ APRON-LIN"]);
    expect([await problemCodes(story), await unbalanced(story)]).toEqual([[], []]);
  });
});
