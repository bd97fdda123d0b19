// What does a merchant see of an order that lacks facts, and what can he do: ask by a link, take it back, type it in?
// Bad addresses each have their outcome: held with the field's name, or told as a doubt.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findMerchant } from "../../app/merchants/store.server.ts";
import { serveDetails } from "../../app/ui/details/serve-details.server.ts";
import { actOnDetails } from "../../app/views/details-acts.server.ts";
import { readOrderDetails } from "../../app/views/order-details.server.ts";
import { readOrderPage } from "../../app/views/order-page.server.ts";
import { declareGoods } from "../support/declare-goods.ts";
import { bookedFor, by, ourOrderId, startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let now = new Date();
beforeAll(async () => {
  story = await startStory({ now: () => now });
  await map(story, "LAMP-USBC", { supplierId: story.yiwuId, itemId: "YW-LAMP-USBC" });
  await declareGoods(story, "LAMP-USBC");
  await story.inShop((tx) => tx.db.supplier.updateMany({ where: { id: story.yiwuId }, data: { shipsFromCountryCode: "CN", takesPoBoxes: false } }));
});
afterAll(() => story.close());

const usual = { firstName: "Test", lastName: "Buyer", address1: "100 Sample Street", city: "New York", provinceCode: "NY", zip: "10001", countryCode: "US", phone: "+12125550100" };

async function orderTo(address: object): Promise<{ id: string; orderId: string; name: string }> {
  const { id, name } = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 1 }], isWholeAddress: true, shippingAddress: { ...usual, ...address } });
  await story.drain();
  return { id, name, orderId: await ourOrderId(story, id) };
}

const details = (orderId: string) => story.inShop((tx) => readOrderDetails(tx, story.tools, orderId));
const holds = (orderId: string) => story.inShop(async (tx) => {
  const merchant = await findMerchant(tx);
  return merchant ? ((await readOrderPage(tx, merchant, orderId))?.holds ?? []) : [];
});

const click = (orderId: string, fields: Record<string, string>) => story.inShop(async (tx) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const { answer, jobs } = await actOnDetails(tx, form, { orderId, by: { ...by, at: now }, sealer: story.tools.sealer });
  await story.tools.queue.enqueue(tx, jobs);
  return answer;
});

describe("an address that cannot be used as it is", () => {
  it.each([
    ["without a province", { provinceCode: null }, ["address_incomplete"], ["province"], []],
    ["a post-office box, to a supplier that takes none", { address1: "PO Box 12" }, ["address_unshippable"], ["line1", "line2", "city", "province", "postal_code"], []],
    ["without a phone", { phone: null }, ["phone_missing"], ["phone"], []],
    ["in Cyrillic", { address1: "ул. Образцовая, 1", city: "Нью-Йорк" }, [], [], ["line1", "city"]],
    ["in Chinese", { address1: "样品路1号" }, [], [], ["line1"]],
  ] as const)("%s: held with what to ask, or a doubt that names the field", async (_, address, codes, fields, doubts) => {
    const { orderId, name } = await orderTo(address);
    const shown = await details(orderId);
    expect((await holds(orderId)).map((hold) => hold.name.replace("hold.name.", ""))).toEqual(codes);
    expect([shown?.asked.fields, shown?.doubts]).toEqual([fields, doubts]);
    expect(await bookedFor(story.yiwu, name)).toHaveLength(codes.length === 0 ? 1 : 0);
  });

  it("another box is no answer", async () => {
    const { orderId, name } = await orderTo({ address1: "PO Box 12" });
    const typed = { intent: "details.type", line1: "P.O. Box 99", city: "New York", province: "NY", postal_code: "10001" };
    expect(await click(orderId, typed)).toMatchObject({ kind: "refused", errors: { line1: { code: "details.error.box" } } });
    expect(await click(orderId, { ...typed, line1: "5 Other Street" })).toMatchObject({ kind: "done" });
    await story.drain();
    expect([await holds(orderId), await bookedFor(story.yiwu, name)]).toMatchObject([[], [{ lines: ["YW-LAMP-USBC × 1"] }]]);
    expect((await details(orderId))?.given).toMatchObject({ state: "WRITTEN", by: by.name, fields: ["line1", "city", "province", "postal_code"] });
  });
});

describe("the customer's link on the order's page", () => {
  it("shows never opened, opened, answered, expired and revoked", async () => {
    const { orderId } = await orderTo({ provinceCode: null });
    expect(await click(orderId, { intent: "details.ask" })).toMatchObject({ kind: "done" });
    const made = (await details(orderId))?.link;
    expect([made?.state, made?.address?.startsWith(`${story.proxyUrl}/c/`)]).toEqual(["never_opened", true]);
    await click(orderId, { intent: "details.ask" });
    expect((await details(orderId))?.link?.address).toBe(made?.address);

    const token = made?.address?.split("/c/")[1] ?? "";
    await serveDetails(story.tools, new Request(`${story.proxyUrl}/c/${token}`), token);
    expect((await details(orderId))?.link?.state).toBe("opened");
    now = new Date(now.getTime() + 31 * 86_400_000);
    expect((await details(orderId))?.link).toMatchObject({ state: "expired", address: null });
    await click(orderId, { intent: "details.ask" });
    expect(await click(orderId, { intent: "details.revoke" })).toMatchObject({ kind: "done" });
    expect((await details(orderId))?.link).toMatchObject({ state: "revoked", address: null });
    await click(orderId, { intent: "details.ask" });
    const last = (await details(orderId))?.link?.address?.split("/c/")[1] ?? "";
    await serveDetails(story.tools, new Request(`${story.proxyUrl}/c/${last}`, { method: "POST", body: new URLSearchParams({ province: "NY" }) }), last);
    expect(await details(orderId)).toMatchObject({ link: { state: "answered" }, given: { state: "GIVEN", by: null, fields: ["province"] } });
  });

  it("is not offered where nothing is missing", async () => {
    const { orderId } = await orderTo({});
    expect([await details(orderId), (await click(orderId, { intent: "details.ask" })).kind]).toEqual([null, "failed"]);
  });
});
