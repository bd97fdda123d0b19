// What does a merchant see and change on a variant's page and a supplier's page? Over a real store, suppliers and database.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveSeenVariants } from "../../app/catalog/store.server.ts";
import type { Merchant } from "../../app/merchants/merchant.ts";
import { findMerchant } from "../../app/merchants/store.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import { listForbiddenCarriers, findChannel, getSupplier, createSupplier } from "../../app/suppliers/store.server.ts";
import { switchConnection } from "../../app/suppliers/switch-connection.server.ts";
import type { Answer } from "../../app/views/answer.ts";
import { changeCustoms } from "../../app/views/customs-acts.server.ts";
import type { Act } from "../../app/views/open-shop-page.server.ts";
import { actOnProduct } from "../../app/views/product-acts.server.ts";
import { mostOffers, readProductsQuery } from "../../app/views/products-page.ts";
import { readProductsPage } from "../../app/views/products-page.server.ts";
import { seeVariants } from "../../app/views/see-variants.server.ts";
import { actOnSupplier } from "../../app/views/supplier-page-acts.server.ts";
import { readSupplierPage } from "../../app/views/supplier-page.server.ts";
import { readVariantPage } from "../../app/views/variant-page.server.ts";
import { wordsFor } from "../../app/ui/words.tsx";
import { sayReason } from "../../app/ui/say-reason.ts";
import { by, startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory({ isLive: false });
  const seen = await seeVariants(story.tools.admin, { id: story.shopId, domain: story.shop.domain }, { search: "", pages: 20 });
  if (seen.kind === "seen") await story.inShop((tx) => saveSeenVariants(tx, seen.variants));
});
afterAll(() => story.close());

const formOf = (fields: Record<string, string | readonly string[]>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
};

async function merchantNow(tx: ShopTransaction): Promise<Merchant> {
  const merchant = await findMerchant(tx);
  if (!merchant) throw new Error("the shop is gone");
  return merchant;
}

const click = (work: (tx: ShopTransaction) => Promise<Act>): Promise<Answer> =>
  story.inShop(async (tx) => {
    const { answer, jobs } = await work(tx);
    await story.tools.queue.enqueue(tx, jobs);
    return answer;
  });

const products = (search = "") => story.inShop(async (tx) => readProductsPage(tx, readProductsQuery(new URLSearchParams(search)), { merchant: await merchantNow(tx), now: new Date(), trouble: null }));
const lamp = async () => {
  const [variant] = (await products("search=LAMP-USBC")).variants;
  if (!variant) throw new Error("there is no lamp");
  return variant;
};
const variantPage = async (variantId: string) => {
  const page = await story.inShop(async (tx) => readVariantPage(tx, variantId, { merchant: await merchantNow(tx), now: new Date() }));
  if (!page) throw new Error("the variant is gone");
  return page;
};
const said = (entries: readonly { code: string; params: Record<string, string | number> }[], language: "en" | "zh-CN" = "en") =>
  entries.map((entry) => sayReason(wordsFor({ language, timeZone: "UTC" }), entry as Parameters<typeof sayReason>[1]));

describe("the products page", () => {
  it("counts how much of what sells has a supplier, own goods apart", async () => {
    expect((await products()).coverage).toEqual({ sold: 0, covered: 0, percent: 100 });
    await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
    await story.shop.placeOrder({ lines: ["POUR-SET", "LAMP-USBC", "BOTTLE-750", "CARD-HAND"].map((sku) => ({ sku, quantity: 1 })) });
    await story.drain();
    expect((await products()).coverage).toEqual({ sold: 4, covered: 1, percent: 25 });

    const card = (await products("search=CARD-HAND")).variants[0];
    await click((tx) => actOnProduct(tx, formOf({ intent: "own", variantId: card?.shopifyVariantId ?? "" }), { by, shopCurrency: "USD" }));
    expect((await products()).coverage).toEqual({ sold: 3, covered: 1, percent: 33 });
  });

  it("refuses the offer after the twentieth, and says why", async () => {
    const { shopifyVariantId: variantId } = await lamp();
    const add = (n: number) => click((tx) => actOnProduct(tx, formOf({
      intent: "add-offer", variantId, supplierId: story.harborId, itemId: `HG-${n}`, packRatio: "1", cost: "9.10", currency: "USD", shipsTo: "", priority: String(50 - n), stock: n === 1 ? "40" : "",
    }), { by, shopCurrency: "USD" }));
    for (let n = 1; n <= mostOffers; n += 1) expect(await add(n)).toMatchObject({ kind: "done" });
    expect(await add(mostOffers + 1)).toEqual({ kind: "refused", errors: { supplierId: { code: "form.too_many_offers", params: { most: 20 } } } });

    const { offers } = await lamp();
    expect(offers).toHaveLength(20);
    expect(offers[0]).toMatchObject({ itemId: "HG-20", priority: 30, stock: null });
    expect(offers.at(-1)).toMatchObject({ itemId: "HG-1", stock: 40, stockSeenAt: by.at });
  });

  const change = async (itemId: string, fields: Record<string, string>) => {
    const variant = await lamp();
    const offer = variant.offers.find((one) => one.itemId === itemId);
    const typed = { intent: "change-offer", itemId, packRatio: "1", cost: "9.10", currency: "USD", shipsTo: "", priority: "30", isActive: "true" };
    return await click((tx) => actOnProduct(tx, formOf({ ...typed, ...fields, variantId: variant.shopifyVariantId, offerId: offer?.id ?? "" }), { by, shopCurrency: "USD" }));
  };

  it("changes an offer in place, decides anew about what waits, and tells each change in words", async () => {
    expect(await change("HG-20", { cost: "8.75", stock: "12", minimumQuantity: "2", leadTimeDays: "3", nameZh: "台灯", shipsTo: "us, de", isActive: "false" })).toMatchObject({ kind: "done", code: "products.offer.changed" });
    const variant = await lamp();
    expect(variant.offers[0]).toMatchObject({
      cost: { minor: 875n, currency: "USD" }, stock: 12, minimumQuantity: 2, leadTimeDays: 3, nameZh: "台灯", shipsTo: ["US", "DE"], isActive: false, isUsable: false,
    });
    const { history } = await variantPage(variant.id);
    const told = said(history.filter(({ code }) => code === "timeline.offer_changed"));
    expect(told).toContain("Harbor Goods, cost of one pack: 9.10 USD → 8.75 USD");
    expect(told).toContain("Harbor Goods, stock: none → 12");
    expect(told).toContain("Harbor Goods, can be chosen: yes → no");
    expect(told).toHaveLength(7);
    expect(said(history, "zh-CN")).toContain("Harbor Goods，可选用：是 → 否");

    expect(await change("HG-20", { cost: "8.75", stock: "12", minimumQuantity: "2", leadTimeDays: "3", nameZh: "台灯", shipsTo: "US,DE", isActive: "false" })).toMatchObject({ kind: "done" });
    expect((await variantPage(variant.id)).history).toHaveLength(history.length);
  });

  it("refuses a change that makes two offers one, or that no offer can have", async () => {
    expect(await change("HG-20", { itemId: "HG-19" })).toEqual({ kind: "refused", errors: { itemId: { code: "form.offer_exists" } } });
    expect(await change("HG-20", { stock: "-1", minimumQuantity: "0", leadTimeDays: "soon" })).toMatchObject({
      kind: "refused", errors: { stock: { code: "form.whole_number" }, minimumQuantity: { code: "form.whole_number" }, leadTimeDays: { code: "form.whole_number" } },
    });
    expect(await change("HG-99", {})).toMatchObject({ kind: "failed", code: "products.offer.gone" });
  });
});

describe("a variant's customs profile", () => {
  const typed = {
    nameZh: "台灯", nameEn: "Desk lamp", hsCode: "9405.21", originCountryCode: "cn", unitValue: "9.10", unitValueCurrency: "USD", unitWeightGrams: "650", cargo: ["BATTERY_BUILT_IN"],
    codeCountry: ["US"], codeNumber: ["9405218010"],
  };

  it("says what is missing, is saved whole, and remembers who changed what", async () => {
    const { id } = await lamp();
    expect((await variantPage(id)).missing).toContain("hs_code");
    expect(await click((tx) => changeCustoms(tx, formOf({ ...typed, hsCode: "12" }), { variantId: id, by }))).toEqual({ kind: "refused", errors: { hsCode: { code: "form.hs_code" } } });
    expect(await click((tx) => changeCustoms(tx, formOf(typed), { variantId: id, by }))).toMatchObject({ kind: "done", code: "customs.saved" });

    const page = await variantPage(id);
    expect(page.missing).toEqual(["battery_document", "manufacturer", "eu_person"]);
    expect(page.customs).toMatchObject({ hsCode: "940521", codes: [{ countryCode: "US", hsCode: "9405218010" }], unitValue: { minor: 910n, currency: "USD" } });
    expect(said(page.history)).toContain("Customs, HS code: none → 940521");
    expect(said(page.history, "zh-CN")).toContain("报关资料，货物属性：无 → 内置电池");

    await click((tx) => changeCustoms(tx, formOf({ ...typed, codeCountry: [], codeNumber: [], documentKind: ["msds", "un38_3"], documentUrl: ["https://files.example/msds.pdf", "https://files.example/un.pdf"] }), { variantId: id, by }));
    expect((await variantPage(id)).customs).toMatchObject({ codes: [], documents: [{ kind: "msds" }, { kind: "un38_3", url: "https://files.example/un.pdf" }] });
  });

  it("travels with the orders that are drafted from then on, its battery report first", async () => {
    await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 1 }] });
    await story.drain();
    const lines = await story.inShop((tx) => tx.db.supplierOrderLine.findMany({ where: { sku: "LAMP-USBC" }, orderBy: { id: "asc" } }));
    expect(lines.at(-1)).toMatchObject({ customsNameZh: "台灯", hsCode: "940521", cargoAttributes: ["BATTERY_BUILT_IN"], customsDocumentUrl: "https://files.example/un.pdf" });
  });
});

describe("a supplier's page", () => {
  const page = async (supplierId: string) => {
    const found = await story.inShop((tx) => readSupplierPage(tx, supplierId, { appUrl: "https://daifa.example", shopCurrency: "USD" }));
    if (!found) throw new Error("the supplier is gone");
    return found;
  };
  const act = (supplierId: string, fields: Record<string, string | readonly string[]>) => click((tx) => actOnSupplier(tx, formOf(fields), { supplierId, by, sealer: story.tools.sealer }));
  const typed = {
    intent: "facts", name: "Harbor Goods", kind: "WHOLESALER", locale: "en", timeZone: "Asia/Shanghai", workingDay: ["1", "2", "3", "4", "5", "6"], cutOff: "16:00", contactEmail: "orders@harbor.example",
    contactName: "Sample Person", sendsAutomatically: "false", shipsBlind: "true", hidesPrices: "true", hidesEmail: "false", closureReason: ["Chinese New Year"], closureLast: ["2027-01-28"],
    closureFrom: ["2027-02-01"], closureReopens: ["2027-02-15"], channelTitle: ["Standard"], channelName: ["YT-1"], forbiddenCarriers: "DHL",
  };

  it("keeps every fact, hands those an order needs to the order, and tells what changed without naming people", async () => {
    expect(await act(story.harborId, typed)).toMatchObject({ kind: "done", code: "suppliers.saved" });
    const { facts, history } = await page(story.harborId);
    expect(facts).toMatchObject({
      kind: "WHOLESALER", cutOffMinute: 960, contactEmail: "orders@harbor.example", workingDays: [1, 2, 3, 4, 5, 6], sendsAutomatically: false, hidesEmail: false,
      closures: [{ reason: "Chinese New Year", lastOrderOn: "2027-01-28", closedFrom: "2027-02-01", reopensOn: "2027-02-15" }],
    });
    expect(await story.inShop((tx) => findChannel(tx, story.harborId, "Standard"))).toBe("YT-1");
    expect(await story.inShop((tx) => listForbiddenCarriers(tx, story.harborId))).toEqual(["DHL"]);
    expect(said(history)).toContain("Cut-off time: none → 16:00");
    expect(said(history)).toContain("Kind: Agent → Wholesaler");
    expect(said(history)).toContain("Contact's name changed");
    expect(JSON.stringify(history)).not.toContain("Sample Person");

    await act(story.harborId, { ...typed, closureReason: [], closureLast: [], closureFrom: [], closureReopens: [], channelTitle: [], channelName: [], forbiddenCarriers: "" });
    expect((await page(story.harborId)).facts).toMatchObject({ closures: [], channels: [], forbiddenCarriers: [] });
  });

  it("takes no name away, and no other's name", async () => {
    expect(await act(story.harborId, { ...typed, name: "" })).toEqual({ kind: "refused", errors: { name: { code: "form.required" } } });
    expect(await act(story.harborId, { ...typed, name: story.yiwu.name })).toEqual({ kind: "refused", errors: { name: { code: "form.name_taken" } } });
  });

  it("is deleted only while nothing hangs on it, and never when it is built in", async () => {
    expect(await act(story.harborId, { intent: "delete" })).toMatchObject({ kind: "failed", code: "suppliers.delete.hangs", params: { offers: 21, orders: expect.any(Number), rules: 0 } });
    const fresh = { kind: "SELF", connector: "rest-api", settings: { baseUrl: "https://x.example" }, credentials: {}, locale: "en", timeZone: "UTC" } as const;
    const [lone, own] = await story.inShop(async (tx) => [await createSupplier(tx, story.tools.sealer, { ...fresh, name: "Lone" }), await createSupplier(tx, story.tools.sealer, { ...fresh, name: "Me" })]);
    await story.inShop((tx) => tx.db.supplier.update({ where: { id: own ?? "" }, data: { builtIn: "self" } }));
    expect(await act(own ?? "", { intent: "delete" })).toMatchObject({ kind: "failed", code: "suppliers.delete.built_in" });
    expect(await act(lone ?? "", { intent: "delete" })).toMatchObject({ kind: "done", code: "suppliers.deleted" });
    expect(await act(lone ?? "", { intent: "delete" })).toMatchObject({ kind: "failed", code: "suppliers.gone" });
  });

  it("goes another way only while every order has a clear answer; drafts go along", async () => {
    const to = { supplierId: story.harborId, connector: "another", settings: {}, credentials: {} };
    const turn = (state: "SENDING" | "DRAFT") => story.inShop((tx) => tx.db.supplierOrder.updateMany({ where: { supplierId: story.harborId }, data: { state } }));
    expect((await page(story.harborId)).open).toMatchObject({ unclear: 0, given: 0 });
    await turn("SENDING");
    expect(await story.inShop((tx) => switchConnection(tx, story.tools.sealer, to))).toBe(false);
    expect(await story.inShop((tx) => getSupplier(tx, story.harborId))).toMatchObject({ connector: "rest-api" });
    await turn("DRAFT");
    expect(await story.inShop((tx) => switchConnection(tx, story.tools.sealer, to))).toBe(true);
    expect(await page(story.harborId)).toMatchObject({ connector: null, connectorName: "another", webhookAddress: null });
    expect(await act(story.harborId, { intent: "switch", connector: "another" })).toMatchObject({ kind: "refused", errors: { connector: { code: "form.choose_connector" } } });
  });
});
