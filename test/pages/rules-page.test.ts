// What does a merchant see and do on the page of rules? Over a real store, suppliers and database.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findMerchant } from "../../app/merchants/store.server.ts";
import { goLive, releaseSupplierOrders } from "../../app/supplier-orders/release-supplier-orders.server.ts";
import type { Answer } from "../../app/views/answer.ts";
import { actOnRules, askAboutRules } from "../../app/views/rules-acts.server.ts";
import { anyConditions, moved, totalsOf, type RulesAnswer, type RulesPage, type TypedAutomationRule, type TypedRule } from "../../app/views/rules-page.ts";
import { readRulesPage } from "../../app/views/rules-page.server.ts";
import { bookedFor, by, ourOrderId, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory({ isLive: false });
  await map(story, "LAMP-USBC", { supplierId: story.harborId, itemId: "HG-LAMP-USBC", unitCostMinor: 500n });
  await map(story, "LAMP-USBC", { supplierId: story.yiwuId, itemId: "YW-LAMP-USBC" });
});
afterAll(() => story.close());

const context = { by, shopCurrency: "USD" };
const formOf = (fields: Record<string, string | string[]>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
};

const page = (): Promise<RulesPage> => story.inShop(async (tx) => {
  const merchant = await findMerchant(tx);
  if (!merchant) throw new Error("the shop is gone");
  return await readRulesPage(tx, merchant);
});
const ask = (fields: Record<string, string>): Promise<RulesAnswer> => story.inShop((tx) => askAboutRules(tx, formOf(fields), context));
const click = (fields: Record<string, string | string[]>): Promise<Answer> => story.inShop(async (tx) => {
  const { answer, jobs } = await actOnRules(tx, formOf(fields), context);
  await story.tools.queue.enqueue(tx, jobs);
  return answer;
});

const preferYiwu = async (given: Partial<TypedRule> = {}): Promise<string> => {
  const { rules } = await page();
  return JSON.stringify(rules.map((rule) => (rule.rule === "preferred-supplier" ? { ...rule, isOn: true, supplierId: story.yiwuId, ...given } : rule)));
};
const switches = (isOn: { harbor: boolean; yiwu: boolean }) => JSON.stringify({ [story.harborId]: isOn.harbor, [story.yiwuId]: isOn.yiwu });
const aRule = (given: Partial<TypedAutomationRule>): TypedAutomationRule => ({ key: "new-0", name: "Look first", isOn: true, sends: false, supplierId: "", conditions: anyConditions, ...given });
const activities = async () => (await story.inShop((tx) => tx.db.activity.findMany({ where: { subject: "shop" }, orderBy: { id: "asc" } }))).map(({ code, params }) => ({ code, params }));

describe("rules of routing", () => {
  let orderId = "";
  let shopifyOrderId = "";

  it("stand in the registry's order until the merchant decides", async () => {
    expect((await page()).rules.map(({ rule, isOn }) => [rule, isOn])).toEqual([
      ["ships-to-destination", true], ["in-stock", true], ["preferred-supplier", false], ["fewest-parcels", false], ["lowest-cost", true], ["fastest", false],
    ]);
    expect(await page()).toMatchObject({ isLive: false, orders: [], waitingOrders: 0, automation: [], suppliers: [{ name: "Harbor Goods", sends: true }, { name: "Me, by hand", sends: true }, { sends: true }] });
  });

  it("are tried on an order, which changes nothing", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }], tags: ["VIP", "gift"] });
    await story.drain();
    [orderId, shopifyOrderId] = [await ourOrderId(story, order.id), order.id];
    const before = await story.inShop((tx) => Promise.all([tx.db.routingPlan.count(), tx.db.routingRuleSetting.count(), tx.db.supplierOrder.count()]));

    const tried = await ask({ intent: "try", rules: await preferYiwu(), orderId });
    expect(tried).toMatchObject({ kind: "tried", orders: [{ id: orderId, isDifferent: true, lines: [{ units: 2, before: "Harbor Goods", after: "义乌优选 Yiwu Select" }] }] });
    expect(tried.kind === "tried" && tried.orders[0]?.lines[0]?.reasons.map(({ reason }) => reason.code)).toContain("routing.preferred_supplier.kept");
    expect(await ask({ intent: "try", rules: JSON.stringify((await page()).rules) })).toMatchObject({ orders: [{ isDifferent: false }] });
    expect(await story.inShop((tx) => Promise.all([tx.db.routingPlan.count(), tx.db.routingRuleSetting.count(), tx.db.supplierOrder.count()]))).toEqual(before);
  });

  it("say at the field what cannot be used", async () => {
    const conditions = { ...anyConditions, countries: "US, Germany", atLeast: "10", atMost: "5" };
    expect(await click({ intent: "save-rules", rules: await preferYiwu({ supplierId: "", conditions }) })).toEqual({
      kind: "refused",
      errors: {
        "rules.row-2.supplierId": { code: "form.choose_supplier" }, "rules.row-2.countries": { code: "form.unknown_country", params: { text: "GERMANY" } },
        "rules.row-2.atMost": { code: "form.at_least", params: { least: "10" } },
      },
    });
  });

  it("keep their order, switches, parameter and conditions", async () => {
    const conditions = { ...anyConditions, countries: "us，de", tags: "VIP, gift", atLeast: "10.50" };
    const rules = JSON.parse(await preferYiwu({ conditions })) as TypedRule[];
    expect(await click({ intent: "save-rules", rules: JSON.stringify(moved(rules, 2, -1)) })).toMatchObject({ kind: "done", code: "rules.saved" });
    expect((await page()).rules[1]).toMatchObject({ rule: "preferred-supplier", isOn: true, supplierId: story.yiwuId, conditions: { ...conditions, countries: "US, DE" } });
    expect((await activities()).at(-1)).toEqual({ code: "rules_changed", params: { on: 4 } });
  });

  it("leave waiting orders alone until they are to follow, and then give the unsent draft to the other supplier", async () => {
    await click({ intent: "save-rules", rules: await preferYiwu({ conditions: anyConditions }) });
    await story.drain();
    const suppliersNow = () => story.inShop((tx) => tx.db.supplierOrder.findMany({ where: { orderId, state: "DRAFT" }, select: { supplierId: true, lines: { select: { quantity: true } } } }));
    expect(await suppliersNow()).toMatchObject([{ supplierId: story.harborId }]);
    expect((await page()).waitingOrders).toBe(1);

    expect(await click({ intent: "apply-rules" })).toMatchObject({ kind: "done", params: { orders: 1 } });
    await story.drain();
    expect(await suppliersNow()).toEqual([{ supplierId: story.yiwuId, lines: [{ quantity: 2 }] }]);
    await click({ intent: "apply-rules" });
    await story.drain();
    expect(await story.inShop((tx) => tx.db.supplierOrder.count({ where: { orderId } }))).toBe(2);
    expect([await unitsOf(story, shopifyOrderId), await unbalanced(story)]).toEqual([{ "WAITING waiting.review": 2 }, []]);
  });
});

describe("what goes out by itself", () => {
  let first = "";

  it("does nothing yet in review, and is minded when the shop goes live", async () => {
    await click({ intent: "save-automation", automation: "[]", switches: switches({ harbor: true, yiwu: false }) });
    const released = await story.inShop((tx) => goLive(tx, 1, by));
    expect(released).toEqual([]);
    const [order] = await story.shop.orders();
    first = order?.id ?? "";
    expect(await unitsOf(story, first)).toEqual({ "WAITING waiting.automation_off": 2 });
  });

  it("keeps a draft for a click by a rule, which is named", async () => {
    const automation = JSON.stringify([aRule({ name: "Dear ones", conditions: { ...anyConditions, tags: "vip", atLeast: "0.01" } }), aRule({ name: "Others", conditions: { ...anyConditions, tags: "wholesale" } })]);
    await click({ intent: "save-automation", automation, switches: switches({ harbor: true, yiwu: true }) });
    expect(await unitsOf(story, first)).toEqual({ "WAITING waiting.automation_rule": 2 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 1 }], tags: ["gift", "VIP"] });
    await story.drain();
    expect(await unitsOf(story, order.id)).toEqual({ "WAITING waiting.automation_rule": 1 });
    expect((await page()).automation).toMatchObject([{ name: "Dear ones", sends: false, conditions: { tags: "vip", atLeast: "0.01" } }, { name: "Others" }]);
  });

  it("shows before it is switched on what would go: orders, suppliers, units and cost; and then sends exactly what was confirmed", async () => {
    const change = { automation: "[]", switches: switches({ harbor: true, yiwu: true }) };
    const preview = await ask({ intent: "preview", ...change });
    if (preview.kind !== "preview") throw new Error("no preview");
    expect(preview.released.map(({ orderName, supplierName, units }) => [orderName, supplierName, units])).toEqual([
      ["#1001", "义乌优选 Yiwu Select", 2], ["#1002", "义乌优选 Yiwu Select", 1],
    ]);
    expect(totalsOf(preview.released)).toEqual([{ currency: "USD", minor: 3000n }]);
    expect((await page()).automation).toHaveLength(2);

    const [one] = preview.released;
    const answer = await click({ intent: "save-automation", ...change, draftId: [one?.id ?? "", one?.id ?? "", "no such draft"] });
    expect(answer).toMatchObject({ kind: "done", params: { released: 1, taken: 0 } });
    await story.drain();
    expect(await bookedFor(story.yiwu, "#1001")).toMatchObject([{ lines: ["YW-LAMP-USBC × 2"] }]);
    expect(await bookedFor(story.yiwu, "#1002")).toEqual([]);
    expect((await activities()).at(-1)).toEqual({ code: "automation_changed", params: { released: 1, taken: 0 } });
  });

  it("takes back what has not gone yet when it is switched off, but not what a person has sent", async () => {
    const preview = await ask({ intent: "preview", automation: "[]", switches: switches({ harbor: true, yiwu: true }) });
    if (preview.kind !== "preview") throw new Error("no preview");
    await click({ intent: "save-automation", automation: "[]", switches: switches({ harbor: true, yiwu: true }), draftId: preview.released.map(({ id }) => id) });
    const off = { automation: "[]", switches: switches({ harbor: true, yiwu: false }) };
    expect(await ask({ intent: "preview", ...off })).toMatchObject({ released: [], takenBack: [{ orderName: "#1002" }] });
    expect(await click({ intent: "save-automation", ...off })).toMatchObject({ params: { released: 0, taken: 1 } });
    await story.drain();

    expect(await bookedFor(story.yiwu, "#1002")).toEqual([]);
    const drafts = await story.inShop((tx) => tx.db.supplierOrder.findMany({ where: { orderName: "#1002" }, select: { id: true, state: true, releasedAt: true } }));
    expect(drafts).toEqual([{ id: expect.any(String), state: "DRAFT", releasedAt: null }]);
    await story.inShop((tx) => releaseSupplierOrders(tx, drafts.map(({ id }) => id), by));
    expect(await ask({ intent: "preview", ...off })).toMatchObject({ released: [], takenBack: [] });
    expect(await unbalanced(story)).toEqual([]);
  });
});
