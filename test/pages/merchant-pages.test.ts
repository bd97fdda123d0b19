// What does a merchant see and do on the pages? The read models and clicks, over a real store, suppliers and database.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findMerchant } from "../../app/merchants/store.server.ts";
import type { Merchant } from "../../app/merchants/merchant.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import { actOnHome } from "../../app/views/home-acts.server.ts";
import { readHomePage } from "../../app/views/home-page.server.ts";
import { readMessagePage } from "../../app/views/message-page.server.ts";
import type { Act } from "../../app/views/open-shop-page.server.ts";
import { actOnOrder, sendChosenOrders } from "../../app/views/order-acts.server.ts";
import type { OrderPage } from "../../app/views/order-page.ts";
import { readOrderPage } from "../../app/views/order-page.server.ts";
import { readOrdersQuery, type OrdersPage } from "../../app/views/orders-page.ts";
import { readOrdersPage } from "../../app/views/orders-page.server.ts";
import { actOnProblem, readProblemsPage } from "../../app/views/problems-page.server.ts";
import { actOnProduct } from "../../app/views/product-acts.server.ts";
import { readProductsQuery, type ProductsPage } from "../../app/views/products-page.ts";
import { readProductsPage } from "../../app/views/products-page.server.ts";
import { addSupplier, changeConnection, pauseSupplier, tryKnownConnection, tryTypedConnection } from "../../app/views/supplier-acts.server.ts";
import { readSuppliersPage } from "../../app/views/suppliers-page.server.ts";
import { seeVariants } from "../../app/views/see-variants.server.ts";
import { saveSeenVariants } from "../../app/catalog/store.server.ts";
import { bookedFor, by, openJobs, ourOrderId, startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory({ isLive: false });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
});
afterAll(() => story.close());

const formOf = (fields: Record<string, string | string[]>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
};

const merchantNow = async (tx: ShopTransaction): Promise<Merchant> => {
  const merchant = await findMerchant(tx);
  if (!merchant) throw new Error("the shop is gone");
  return merchant;
};

/** As a page does it: what is saved and what follows commit together. */
const click = (work: (tx: ShopTransaction, merchant: Merchant) => Promise<Act>) =>
  story.inShop(async (tx) => {
    const { answer, jobs } = await work(tx, await merchantNow(tx));
    await story.tools.queue.enqueue(tx, jobs);
    return answer;
  });

const home = () => story.inShop(async (tx) => readHomePage(tx, await merchantNow(tx)));
const orders = (search = ""): Promise<OrdersPage> => story.inShop(async (tx) => readOrdersPage(tx, await merchantNow(tx), readOrdersQuery(new URLSearchParams(search))));
const products = (search = ""): Promise<ProductsPage> =>
  story.inShop(async (tx) => readProductsPage(tx, readProductsQuery(new URLSearchParams(search)), { merchant: await merchantNow(tx), now: new Date("2026-11-24T23:00:00Z"), trouble: null }));
const orderPage = async (orderId: string): Promise<OrderPage> => {
  const page = await story.inShop(async (tx) => readOrderPage(tx, await merchantNow(tx), orderId));
  if (!page) throw new Error("the order is gone");
  return page;
};

describe("the merchant's pages, in the order of a first day", () => {
  let [first, second] = ["", ""];

  it("tell customers of their parcels unless the merchant says no", async () => {
    const say = (on: string) => click((tx, merchant) => actOnHome(tx, formOf({ intent: "notify", on }), { merchant, by }));

    expect((await home()).notifiesCustomer).toBe(true);
    expect(await say("false")).toEqual({ kind: "done", code: "home.notice.off", params: {} });
    expect((await home()).notifiesCustomer).toBe(false);
    await say("true");
    expect((await home()).notifiesCustomer).toBe(true);
  });

  it("count every paid unit on the start page, and each in one place", async () => {
    const placed = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { sku: "LAMP-USBC", quantity: 2 }] });
    const later = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }] });
    await story.drain();
    [first, second] = [await ourOrderId(story, placed.id), await ourOrderId(story, later.id)];

    const page = await home();
    expect(page.check).toMatchObject({ orders: 2, paidUnits: 6, unbalanced: 0 });
    expect(page.check.buckets.filter(({ units }) => units > 0)).toEqual([{ bucket: "needs_you", units: 2 }, { bucket: "waiting", units: 4 }]);
    expect(page.sending).toMatchObject({ mode: "REVIEW", waitingDrafts: [1001, 1002], nextOrderNumber: 1003 });
    expect(page.steps).toEqual({ hasSupplier: true, hasMapping: true, hasOrder: true });
    expect(page.waits).toEqual({ problems: 1, held: [] });
  });

  it("list the orders newest first, and narrow them by place, name and what is to be sent", async () => {
    expect((await orders()).rows.map(({ name, toSend, suppliers }) => [name, toSend, suppliers])).toEqual([
      ["#1002", 1, [{ name: "Harbor Goods", state: "DRAFT" }]], ["#1001", 1, [{ name: "Harbor Goods", state: "DRAFT" }]],
    ]);
    expect((await orders("show=needs_you")).rows.map(({ name }) => name)).toEqual(["#1001"]);
    expect((await orders("show=to_send&search=1002")).rows.map(({ name }) => name)).toEqual(["#1002"]);
    expect((await orders("show=shipped")).rows).toEqual([]);
    expect(await orders(`after=${second}`)).toMatchObject({ rows: [{ name: "#1001" }], hasPrevious: true, hasNext: false });
    expect(await orders(`before=${first}`)).toMatchObject({ rows: [{ name: "#1002" }], hasPrevious: false, hasNext: true });
    expect((await orders("after=nonsense")).rows).toHaveLength(2);
  });

  it("show on one order where each unit stands, why each supplier, and the raw message of each event", async () => {
    const page = await orderPage(first);
    expect(page.lines.map(({ sku, places }) => [sku, places.map(({ state, quantity, supplierName }) => [state, quantity, supplierName])])).toEqual([
      ["POUR-SET", [["WAITING", 1, "Harbor Goods"]]], ["LAMP-USBC", [["NEEDS_YOU", 2, null]]],
    ]);
    expect(page.decisions.lines.map(({ candidates }) => candidates.map(({ supplierName, taken }) => [supplierName, taken]))).toEqual([[["Harbor Goods", true]], [[null, false]]]);
    expect(page.problems.map(({ code, canRetry }) => [code, canRetry])).toEqual([["unroutable.unmapped", true]]);
    expect(page.check).toMatchObject({ paidUnits: 3, findings: [] });
    expect(page.isMoving).toBe(false);
    // orders/create and orders/paid come at once; whichever is first is what made the order.
    const received = page.timeline.filter(({ code }) => code === "timeline.order_received");
    expect(received).toHaveLength(1);
    const messageId = received[0]?.messageId ?? "";
    expect(await story.inShop((tx) => readMessagePage(tx, messageId))).toMatchObject({ order: { name: "#1001" }, direction: "IN", isRedacted: false, request: expect.stringContaining('\n  "id": ') });
  });

  it("send one reviewed draft, and not again on a second click", async () => {
    const [draft] = (await orderPage(first)).supplierOrders;
    const send = () => click((tx) => actOnOrder(tx, formOf({ intent: "send", supplierOrderId: draft?.id ?? "" }), { orderId: first, by }));
    expect(await send()).toMatchObject({ kind: "done", params: { sent: 1 } });
    expect((await orderPage(first)).isMoving).toBe(true);
    expect(await send()).toMatchObject({ kind: "done", params: { sent: 0 } });
    expect((await openJobs(story)).filter((name) => name === "submit-supplier-order")).toHaveLength(1);
    await story.drain();

    expect(await bookedFor(story.harbor, "#1001")).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
    expect((await orderPage(first)).supplierOrders).toMatchObject([{ state: "ACCEPTED", isReleased: true, supplierReference: expect.any(String) }]);
  });

  it("send no draft of another order under this one's address", async () => {
    const [draft] = (await orderPage(second)).supplierOrders;
    expect(await click((tx) => actOnOrder(tx, formOf({ intent: "send", supplierOrderId: draft?.id ?? "" }), { orderId: first, by }))).toMatchObject({ kind: "failed" });
  });

  it("put the unmapped variant that waits in orders first, and read every variant that the shop sells", async () => {
    const seen = await seeVariants(story.tools.admin, { id: story.shopId, domain: story.shop.domain }, { search: "", pages: 20 });
    if (seen.kind !== "seen") throw new Error("the store did not answer");
    await story.inShop((tx) => saveSeenVariants(tx, seen.variants));

    const page = await products();
    expect(page.variants[0]).toMatchObject({ sku: "LAMP-USBC", waitingUnits: 2, offers: [] });
    expect((await products("show=mapped")).variants.map(({ sku }) => sku)).toEqual(["POUR-SET"]);
    expect((await products("search=lamp")).variants.map(({ sku }) => sku)).toEqual(["LAMP-USBC"]);
    expect((await products("search=%25")).variants).toEqual([]);
    expect(page.suppliers.map(({ name }) => name)).toContain("Harbor Goods");
  });

  const lamp = async () => (await products("search=LAMP-USBC")).variants[0];
  const typed = { intent: "add-offer", itemId: "YW-LAMP-USBC", specId: "", packRatio: "1", cost: "64.80", currency: "cny", shipsTo: "us, DE", priority: "" };
  const shopCurrency = "USD";

  it("say of each field what cannot be used, and save nothing", async () => {
    const wrong = { ...typed, supplierId: "", itemId: " ", packRatio: "0", cost: "1.234", currency: "USD", shipsTo: "US, Germany", priority: "-1" };
    const answer = await click(async (tx) => actOnProduct(tx, formOf({ ...wrong, variantId: (await lamp())?.shopifyVariantId ?? "" }), { by, shopCurrency }));
    expect(answer).toMatchObject({
      kind: "refused",
      errors: {
        supplierId: { code: "form.choose_supplier" }, itemId: { code: "form.required" }, packRatio: { code: "form.whole_number" }, cost: { code: "form.amount" },
        shipsTo: { code: "form.unknown_country", params: { text: "GERMANY" } }, priority: { code: "form.whole_number" },
      },
    });
    const currency = await click(async (tx) => actOnProduct(tx, formOf({ ...typed, supplierId: story.yiwuId, currency: "RMB", variantId: (await lamp())?.shopifyVariantId ?? "" }), { by, shopCurrency }));
    expect(currency).toEqual({ kind: "refused", errors: { currency: { code: "form.unknown_currency", params: { text: "RMB" } } } });
    expect((await lamp())?.offers).toEqual([]);
  });

  it("decide about waiting orders once a supplier is named and its currency has a rate", async () => {
    const variantId = (await lamp())?.shopifyVariantId ?? "";
    expect(await click((tx) => actOnProduct(tx, formOf({ ...typed, supplierId: story.yiwuId, variantId }), { by, shopCurrency }))).toMatchObject({ kind: "done", code: "products.offer.added" });
    await story.drain();
    expect((await lamp())?.offers).toMatchObject([{ cost: { minor: 6480n, currency: "CNY" }, shipsTo: ["US", "DE"], rate: "missing", stock: null }]);
    expect((await orderPage(first)).problems.map(({ code }) => code)).toEqual(["unroutable.all_refused"]);

    expect(await click((tx) => actOnProduct(tx, formOf({ intent: "rate", from: "CNY", rate: "0", quotedOn: "2026-02-30" }), { by, shopCurrency }))).toMatchObject({
      kind: "refused", errors: { rate: { code: "form.rate" }, quotedOn: { code: "form.day" } },
    });
    expect(await click((tx) => actOnProduct(tx, formOf({ intent: "rate", from: "CNY", rate: "0.1403", quotedOn: "2026-11-24" }), { by, shopCurrency }))).toMatchObject({ kind: "done" });
    await story.drain();
    const page = await orderPage(first);
    expect(page.problems).toEqual([]);
    expect(page.supplierOrders.map(({ supplierName, state }) => [supplierName, state])).toContainEqual([story.yiwu.name, "DRAFT"]);
    expect(page.decisions.earlier.map(({ title }) => title)).toEqual(["USB-C desk lamp", "USB-C desk lamp"]);
    expect(page.decisions.lines[1]?.candidates[0]).toMatchObject({ taken: true, cost: { minor: 1818n, currency: "USD" }, rate: { rate: "0.1403", on: "2026-11-24" } });
    expect((await lamp())?.offers[0]?.rate).toMatchObject({ rate: "0.1403", on: "2026-11-24" });
  });

  it("give up the draft when the merchant ships the variant himself, and draft again when not", async () => {
    const variantId = (await lamp())?.shopifyVariantId ?? "";
    await click((tx) => actOnProduct(tx, formOf({ intent: "own", variantId }), { by, shopCurrency }));
    await story.drain();
    const own = await orderPage(first);
    expect(own.lines[1]?.places).toMatchObject([{ state: "NOT_OURS", quantity: 2, reason: { code: "allocation.own_goods" } }]);
    expect(own.supplierOrders.filter(({ state }) => state === "DRAFT")).toEqual([]);

    await click((tx) => actOnProduct(tx, formOf({ intent: "not-own", variantId }), { by, shopCurrency }));
    await story.drain();
    expect((await orderPage(first)).lines[1]?.places).toMatchObject([{ state: "WAITING", quantity: 2, supplierName: story.yiwu.name }]);
  });

  it("go live from a number: that order goes now, the older one stays", async () => {
    expect(await click((tx, merchant) => actOnHome(tx, formOf({ intent: "go-live", from: "soon" }), { merchant, by }))).toMatchObject({ kind: "refused" });
    expect(await click((tx, merchant) => actOnHome(tx, formOf({ intent: "go-live", from: "1002" }), { merchant, by }))).toMatchObject({ kind: "done", params: { sent: 1 } });
    await story.drain();

    expect(await bookedFor(story.harbor, "#1002")).toHaveLength(1);
    expect(await bookedFor(story.yiwu, "#1001")).toEqual([]);
    expect((await home()).sending).toMatchObject({ mode: "LIVE", fromOrderNumber: 1002, waitingDrafts: [1001] });
    expect((await orders()).rows.map(({ name, isBeforeGoLive }) => [name, isBeforeGoLive])).toEqual([["#1002", false], ["#1001", true]]);
    expect(await click((tx, merchant) => sendChosenOrders(tx, formOf({ orderId: [first, second] }), { merchant, by }))).toMatchObject({ kind: "failed", code: "orders.send.nothing" });
  });

  it("ask Shopify again about what is open, and go back to review", async () => {
    expect(await click((tx, merchant) => actOnHome(tx, formOf({ intent: "check" }), { merchant, by }))).toMatchObject({ kind: "done", params: { orders: 2 } });
    expect(await openJobs(story)).toEqual(["reread-order", "reread-order"]);
    await story.drain();
    await click((tx, merchant) => actOnHome(tx, formOf({ intent: "review" }), { merchant, by }));
    expect((await home()).sending.mode).toBe("REVIEW");
  });

  it("settle a problem by trying again, once, and by marking it as done", async () => {
    await story.shop.placeOrder({ lines: [{ sku: "APRON-LIN", quantity: 1 }] });
    await story.drain();
    const [group] = (await story.inShop(readProblemsPage)).groups;
    const problemId = group?.problems[0]?.id ?? "";
    const press = (intent: string, id: string) => click((tx) => actOnProblem(tx, formOf({ intent, problemId: id }), by));
    expect(await press("retry", problemId)).toMatchObject({ kind: "done", code: "problems.retry.done" });
    expect(await press("retry", problemId)).toMatchObject({ kind: "failed", code: "problems.gone" });
    expect(await openJobs(story)).toEqual(["route-order"]);
    await story.drain();

    const again = await story.inShop(readProblemsPage);
    expect(again).toMatchObject({ open: 1, groups: [{ code: "unroutable.unmapped" }] });
    expect(await press("close", again.groups[0]?.problems[0]?.id ?? "")).toMatchObject({ kind: "done", code: "problems.close.done" });
    expect(await story.inShop(readProblemsPage)).toEqual({ groups: [], open: 0, shown: 0 });
    expect(await press("close", "no id at all")).toMatchObject({ kind: "failed" });
  });
});

describe("the suppliers page", () => {
  const typed = { connector: "rest-api", name: "Lamp Factory", kind: "FACTORY", timeZone: "Asia/Shanghai", locale: "zh-CN" };

  it("asks what the connector's own schemas ask, and gives each supplier the address of its notices", async () => {
    const page = await story.inShop((tx) => readSuppliersPage(tx, "https://daifa.example"));
    expect(page.connectors.find(({ name }) => name === "rest-api")).toEqual({
      name: "rest-api",
      settings: [{ name: "baseUrl", kind: "text", isRequired: true, initial: "" }, { name: "timeoutSeconds", kind: "whole", isRequired: false, initial: "20" }],
      credentials: [{ name: "apiKey", kind: "secret", isRequired: true, initial: "" }, { name: "webhookSecret", kind: "secret", isRequired: true, initial: "" }],
    });
    expect(page.suppliers.find(({ id }) => id === story.harborId)?.webhookAddress).toBe(`https://daifa.example/suppliers/${story.shopId}/${story.harborId}/webhook`);
    expect(JSON.stringify(page)).not.toContain(story.harbor.credentials.apiKey);
  });

  it("refuses what the schemas refuse, by field", async () => {
    const answer = await click((tx) => addSupplier(tx, formOf({ ...typed, name: "", timeZone: "Moon/Base", "settings.baseUrl": "ftp://x", "settings.timeoutSeconds": "90", "credentials.apiKey": "short" }), { sealer: story.tools.sealer, by }));
    expect(answer).toMatchObject({
      kind: "refused",
      errors: {
        name: { code: "form.required" }, timeZone: { code: "form.time_zone" }, "settings.baseUrl": { code: "form.web_address" },
        "settings.timeoutSeconds": { code: "form.at_most", params: { most: 60 } }, "credentials.apiKey": { code: "form.too_short", params: { least: 16 } },
        "credentials.webhookSecret": { code: expect.any(String) },
      },
    });
  });

  it("tries the line before and after, adds once under a name, and pauses", async () => {
    const { apiKey, webhookSecret } = story.harbor.credentials;
    const whole = { ...typed, "settings.baseUrl": story.harbor.url, "settings.timeoutSeconds": "", "credentials.apiKey": apiKey, "credentials.webhookSecret": webhookSecret };
    expect(await tryTypedConnection(formOf(whole), story.tools)).toMatchObject({ kind: "done", code: "connection.works" });
    expect(await tryTypedConnection(formOf({ ...whole, "credentials.apiKey": "not-the-key-at-all" }), story.tools)).toMatchObject({ kind: "failed", code: "connection.supplier_credentials_refused" });

    const add = () => click((tx) => addSupplier(tx, formOf(whole), { sealer: story.tools.sealer, by }));
    expect(await add()).toMatchObject({ kind: "done", code: "suppliers.added" });
    expect(await add()).toEqual({ kind: "refused", errors: { name: { code: "form.name_taken" } } });
    const added = (await story.inShop((tx) => readSuppliersPage(tx, ""))).suppliers.find(({ name }) => name === "Lamp Factory");
    expect(await tryKnownConnection(story.tools, { shopId: story.shopId, form: formOf({ supplierId: added?.id ?? "" }) })).toMatchObject({ kind: "done", code: "connection.works" });
    expect(await tryKnownConnection(story.tools, { shopId: story.shopId, form: formOf({ supplierId: "nobody" }) })).toMatchObject({ kind: "failed", code: "suppliers.gone" });

    const change = (fields: Record<string, string>) => click((tx) => changeConnection(tx, formOf({ ...whole, supplierId: added?.id ?? "", ...fields }), { sealer: story.tools.sealer, by }));
    expect(await change({ "credentials.apiKey": "" })).toMatchObject({ kind: "refused", errors: { "credentials.apiKey": { code: "form.too_short" } } });
    expect(await change({ "credentials.apiKey": "another-key-of-theirs" })).toMatchObject({ kind: "done", code: "suppliers.connection.changed" });
    expect(await tryKnownConnection(story.tools, { shopId: story.shopId, form: formOf({ supplierId: added?.id ?? "" }) })).toMatchObject({ kind: "failed", code: "connection.supplier_credentials_refused" });

    await click((tx) => pauseSupplier(tx, formOf({ intent: "pause", supplierId: added?.id ?? "" }), by));
    expect((await story.inShop((tx) => readSuppliersPage(tx, ""))).suppliers.find(({ name }) => name === "Lamp Factory")).toMatchObject({ isActive: false });
  });
});
