// "Hold orders that …": what a merchant's own rule fits waits for him, whatever is switched on; the rest goes.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getMerchant } from "../../app/merchants/store.server.ts";
import { actOnOrder } from "../../app/views/order-acts.server.ts";
import type { Act } from "../../app/views/open-shop-page.server.ts";
import { actOnRules } from "../../app/views/rules-acts.server.ts";
import { readRulesPage } from "../../app/views/rules-page.server.ts";
import { anyConditions, type TypedConditions } from "../../app/views/rules-page.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import { bookedFor, by, ourOrderId, startStory, unbalanced, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
});
afterAll(() => story.close());

const click = async (work: (tx: ShopTransaction) => Promise<Act>) => {
  const answer = await story.inShop(async (tx) => {
    const act = await work(tx);
    await story.tools.queue.enqueue(tx, act.jobs);
    return act.answer;
  });
  await story.drain();
  return answer;
};
const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};
const saveRule = (name: string, conditions: Partial<TypedConditions>, isOn = true) =>
  click((tx) => actOnRules(tx, formOf({ intent: "save-holds", holds: JSON.stringify([{ key: "new-0", name, isOn, conditions: { ...anyConditions, ...conditions } }]) }), { by, shopCurrency: "USD" }));
const place = async (quantity: number) => {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity }] });
  await story.drain();
  return order;
};
const holdsOf = async (shopifyOrderId: string) => (await story.inShop((tx) => tx.db.orderHold.findMany({ where: { order: { shopifyOrderId }, endedAt: null } }))).map(({ code, owner, params }) => ({ code, owner, params }));

describe("a merchant's rule that holds orders", () => {
  it("is refused with the field where it cannot be kept", async () => {
    expect(await saveRule("", { countries: "Atlantis" })).toMatchObject({ kind: "refused", errors: { "holds.new-0.name": { code: "form.required" }, "holds.new-0.countries": { code: "form.unknown_country" } } });
  });

  it("keeps what it fits until a person lets it go, and nothing else", async () => {
    expect(await saveRule("Large orders", { atLeast: "150" })).toMatchObject({ kind: "done", code: "rules.holds.saved" });
    const small = await place(1);
    const large = await place(9);
    expect(await bookedFor(story.harbor, small.name)).toHaveLength(1);
    expect(await bookedFor(story.harbor, large.name)).toEqual([]);
    expect(await holdsOf(large.id)).toEqual([{ code: "merchant_rule", owner: "MERCHANT", params: { rule: "Large orders" } }]);

    const orderId = await ourOrderId(story, large.id);
    const [hold] = await story.inShop((tx) => tx.db.orderHold.findMany({ where: { orderId } }));
    expect(await click((tx) => actOnOrder(tx, formOf({ intent: "let_go", holdId: hold?.id ?? "" }), { orderId, by }))).toMatchObject({ kind: "done" });
    expect(await bookedFor(story.harbor, large.name)).toHaveLength(1);
    expect(await unbalanced(story)).toEqual([]);
  });

  it("lets them go by itself once it is switched off, and stands on the page as it was typed", async () => {
    const held = await place(10);
    expect((await holdsOf(held.id)).map(({ code }) => code)).toEqual(["merchant_rule"]);
    await saveRule("Large orders", { atLeast: "150" }, false);
    expect(await holdsOf(held.id)).toEqual([]);
    expect(await bookedFor(story.harbor, held.name)).toHaveLength(1);
    const page = await story.inShop(async (tx) => readRulesPage(tx, await getMerchant(tx)));
    expect(page.holds).toEqual([{ key: "row-0", name: "Large orders", isOn: false, conditions: { ...anyConditions, atLeast: "150.00" } }]);
  });
});
