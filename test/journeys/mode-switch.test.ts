// From the shop's own locations to a fulfillment service and back, with orders under way in both directions: stock and cost
// move variant by variant, a lost answer is read and not repeated, and no order is lost or shipped twice.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actOnFulfillment } from "../../app/views/fulfillment-acts.server.ts";
import { readFulfillmentPage } from "../../app/views/fulfillment-page.server.ts";
import type { FulfillmentPage } from "../../app/views/fulfillment-page.ts";
import { askShopify } from "../../app/views/fulfillment-stock.server.ts";
import { getMerchant } from "../../app/merchants/store.server.ts";
import { getMode } from "../../app/fulfillment-requests/mode-store.server.ts";
import { assignedTo } from "../support/by-request.ts";
import { bookedFor, callsOf, openJobs, problemCodes, shippedIn, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let dieAt = "";
beforeAll(async () => {
  story = await startStory({ crash: (point) => {
    if (point !== dieAt) return;
    dieAt = "";
    throw new Error(`the process died at ${point}`);
  } });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET", unitCostMinor: 1250n, packRatio: 2 });
  await map(story, "BOARD-S", { supplierId: story.yiwuId, itemId: "YW-BOARD-S", currency: "CNY" });
});
afterAll(() => story.close());

async function act(fields: Record<string, string>): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return await story.inShop(async (tx) => {
    const { answer, jobs } = await actOnFulfillment(tx, form, { name: "Store Owner", at: new Date() });
    await story.tools.queue.enqueue(tx, jobs);
    return `${answer.kind} ${"code" in answer ? answer.code : ""}`;
  });
}

async function page(): Promise<FulfillmentPage> {
  const shop = { id: story.shopId, domain: story.shop.domain };
  const live = await askShopify({ admin: story.tools.admin, inShop: story.inShop }, { shop, now: new Date() });
  return await story.inShop(async (tx) => readFulfillmentPage(tx, { merchant: await getMerchant(tx), live, now: new Date() }));
}

const variant = async (sku: string) => (await page()).variants.find((one) => one.sku === sku);
const stockOf = async (sku: string) => Object.fromEntries((await variant(sku))?.stock?.map(({ location, available }) => [location, available]) ?? []);
const costOf = async (sku: string) => (await story.shop.variants()).find((one) => one.sku === sku)?.unitCost;
const locationId = async () => (await story.inShop((tx) => getMode(tx))).locationId ?? "";

async function place(sku: string, quantity = 2) {
  const order = await story.shop.placeOrder({ lines: [{ sku, quantity }] });
  await story.drain();
  return order;
}

async function shipAll(order: { id: string; name: string }, supplier: Story["harbor"]) {
  const [booked] = await bookedFor(supplier, order.name);
  await supplier.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
  await story.drain({ later: true });
  return shippedIn(await story.shop.order(order.id));
}

describe("from the shop's own locations to a fulfillment service", () => {
  const before = { stock: {}, cost: null as string | null | undefined };
  let inFlight: { id: string; name: string };

  it("shows beforehand what lies where, and that nothing has begun", async () => {
    inFlight = await place("POUR-SET");
    before.stock = await stockOf("POUR-SET");
    before.cost = await costOf("POUR-SET");
    expect(await page()).toMatchObject({ mode: "SHOP_LOCATION", lastSwitch: null, canGoBack: false, ordersInFlight: 1, withoutRate: ["US"] });
    expect(before.stock).toEqual({ "Shop location": expect.any(Number) });
    expect(await act({ intent: "start" })).toBe("failed service.none_chosen");
    expect(await act({ intent: "back" })).toBe("failed service.nothing_to_undo");
  });

  it("moves stock and cost, although one answer got lost and the process died in between", async () => {
    await story.shop.addFaults({ graphql: [{ kind: "answer-lost", root: "inventoryActivate", times: 1 }] });
    dieAt = "stock-variant:intent-saved";
    const units = Object.values(await stockOf("POUR-SET"))[0];
    expect(await act({ intent: "start", variant: (await variant("POUR-SET"))?.shopifyVariantId ?? "" })).toBe("done service.started");
    await story.drain({ later: true });

    expect(dieAt).toBe("");
    expect(await stockOf("POUR-SET")).toEqual({ "Shop location": 0, Daifa: units });
    expect(await costOf("POUR-SET")).toBe("6.25");
    expect(await callsOf(story, "inventoryActivate")).toBe(1);
    expect(await page()).toMatchObject({ mode: "FULFILLMENT_SERVICE", lastSwitch: { kind: "TO_SERVICE", isRunning: false, done: 1, of: 1, refused: [] }, canGoBack: true });
  });

  it("warns until the location has a shipping rate", async () => {
    expect((await page()).withoutRate).toEqual(["US"]);
    await story.shop.addShippingRates(await locationId());
    expect((await page()).withoutRate).toEqual([]);
  });

  it("ships what was under way as it began, without a request", async () => {
    expect(await shipAll(inFlight, story.harbor)).toMatchObject([{ units: [2] }]);
  });

  it("lets a new order wait for its request, and ships it then", async () => {
    const order = await place("POUR-SET");
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING held.not_requested": 2 });
    const [assigned] = await assignedTo(story, order.id, await locationId());
    await story.shop.requestFulfillment(assigned?.id ?? "");
    await story.drain();
    expect(await shipAll(order, story.harbor)).toMatchObject([{ units: [2] }]);
  });

  it("and back with one click: what waited goes on, what was accepted is shipped, stock and cost are as before, less what was sold", async () => {
    const accepted = await place("POUR-SET");
    const [assigned] = await assignedTo(story, accepted.id, await locationId());
    await story.shop.requestFulfillment(assigned?.id ?? "");
    await story.drain();
    const waiting = await place("POUR-SET");
    const ours = (await variant("POUR-SET"))?.stock?.find(({ isOurs }) => isOurs)?.available ?? 0;

    expect(await act({ intent: "back" })).toBe("done service.going_back");
    await story.drain({ later: true });
    expect(await stockOf("POUR-SET")).toEqual({ "Shop location": ours, Daifa: 0 });
    expect(Number(await costOf("POUR-SET"))).toBe(Number(before.cost));
    expect(await page()).toMatchObject({ mode: "SHOP_LOCATION", canGoBack: false, ordersWaiting: 0, lastSwitch: { kind: "TO_LOCATIONS", isRunning: false, done: 1 } });

    expect(await shipAll(accepted, story.harbor)).toMatchObject([{ units: [2] }]);
    expect(await shipAll(waiting, story.harbor)).toMatchObject([{ units: [2] }]);
    expect(await shipAll(await place("POUR-SET"), story.harbor)).toMatchObject([{ units: [2] }]);
    expect([await unbalanced(story), await problemCodes(story), await openJobs(story)]).toEqual([[], [], []]);
  });
});
