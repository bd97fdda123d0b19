// Does the setup guide tick itself from facts, in any order, and go when it is done; and needs a first order no set-up?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveSeenVariants } from "../../app/catalog/store.server.ts";
import { findMerchant } from "../../app/merchants/store.server.ts";
import type { Merchant } from "../../app/merchants/merchant.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import { ensureBuiltIn, learnLanguage } from "../../app/suppliers/built-in.server.ts";
import type { Answer } from "../../app/views/answer.ts";
import { actOnHome } from "../../app/views/home-acts.server.ts";
import { readHomePage } from "../../app/views/home-page.server.ts";
import type { Act } from "../../app/views/open-shop-page.server.ts";
import { actOnProblem } from "../../app/views/problems-page.server.ts";
import { seeVariants } from "../../app/views/see-variants.server.ts";
import { readGuide, sumDrafts, type GuideFacts } from "../../app/views/setup-guide.ts";
import { actOnTestOrder } from "../../app/views/test-order-acts.server.ts";
import { isMoving } from "../../app/views/test-order-page.ts";
import { readTestOrderPage } from "../../app/views/test-order-page.server.ts";
import { by, letTimePass, problemsOf, unbalanced, unitsOf } from "../support/story.ts";
import { startTestWorld, type TestWorld } from "../support/world.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await startTestWorld();
});
afterAll(() => world.close());

const formOf = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

const merchantNow = async (tx: ShopTransaction): Promise<Merchant> => {
  const merchant = await findMerchant(tx);
  if (!merchant) throw new Error("the shop is gone");
  return merchant;
};

const click = (work: (tx: ShopTransaction, merchant: Merchant) => Promise<Act>): Promise<Answer> =>
  world.inShop(async (tx) => {
    const { answer, jobs } = await work(tx, await merchantNow(tx));
    await world.tools.queue.enqueue(tx, jobs);
    return answer;
  });

const guide = () => world.inShop(async (tx) => (await readHomePage(tx, await merchantNow(tx))).guide);
const atHome = (fields: Record<string, string>) => click((tx, merchant) => actOnHome(tx, formOf(fields), { merchant, by }));
const atTest = (intent: string) => click((tx, merchant) => actOnTestOrder(tx, formOf({ intent }), { merchant, by }));
const testPage = () => world.inShop(async (tx) => readTestOrderPage(tx, await merchantNow(tx)));

describe("the first hour", () => {
  it("begins with nothing done, and the shop itself as the one supplier", async () => {
    expect(await guide()).toMatchObject({ done: [], next: "goods", standing: "shown" });
    const suppliers = await world.inShop((tx) => tx.db.supplier.findMany());
    expect(suppliers.map(({ name, kind, connector, builtIn }) => [name, kind, connector, builtIn])).toEqual([["Me, by hand", "SELF", "manual", "self"]]);
  });

  it("makes that supplier once, and calls it by the shop's language until somebody renames it", async () => {
    const nameNow = () => world.inShop(async (tx) => (await tx.db.supplier.findFirstOrThrow({ where: { builtIn: "self" } })).name);
    const again = () => world.inShop((tx) => ensureBuiltIn(tx, "self"));
    const ids = await Promise.all([again(), again()]);
    expect(new Set(ids).size).toBe(1);

    await world.inShop((tx) => tx.db.merchantSettings.update({ where: { shopId: tx.shopId }, data: { language: "zh-CN" } }));
    await again();
    expect(await nameNow()).toBe("我自己发货");
    await world.inShop((tx) => tx.db.supplier.updateMany({ where: { builtIn: "self" }, data: { name: "Garage" } }));
    await again();
    expect(await nameNow()).toBe("Garage");
    await world.inShop(async (tx) => {
      await tx.db.supplier.updateMany({ where: { builtIn: "self" }, data: { name: "我自己发货" } });
      await tx.db.merchantSettings.update({ where: { shopId: tx.shopId }, data: { language: null } });
    });
    await again();
    expect(await nameNow()).toBe("Me, by hand");
  });

  it("learns the shop's language from whoever installs it, and from nobody later", async () => {
    const { installedAt } = await world.inShop((tx) => tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId } }));
    const learn = (minutes: number, language: "en" | "zh-CN") => world.inShop((tx) => learnLanguage(tx, language, new Date(installedAt.getTime() + minutes * 60_000)));
    const nameNow = () => world.inShop(async (tx) => (await tx.db.supplier.findFirstOrThrow({ where: { builtIn: "self" } })).name);

    await learn(61, "zh-CN");
    expect(await nameNow()).toBe("Me, by hand");
    await learn(59, "zh-CN");
    expect(await nameNow()).toBe("我自己发货");
    await learn(59, "en");
    expect(await nameNow()).toBe("Me, by hand");
  });

  it("sends a first order without any set-up: one click on the problem maps the product to the owner", async () => {
    const placed = await world.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await world.drain();
    const [problem] = await problemsOf(world);
    expect(problem).toMatchObject({ code: "unroutable.unmapped" });

    const ship = () => click((tx) => actOnProblem(tx, formOf({ intent: "ship-myself", problemId: problem?.id ?? "", variantId: problem?.variantId ?? "" }), by));
    expect(await ship()).toMatchObject({ kind: "done", code: "setup.self.done" });
    await ship();
    await world.drain();

    expect(await problemsOf(world)).toEqual([]);
    expect(await unitsOf(world, placed.id)).toEqual({ "WAITING waiting.review": 2 });
    const offers = await world.inShop((tx) => tx.db.offer.findMany({ include: { supplier: true } }));
    expect(offers.map(({ itemId, unitCostMinor, currency, supplier }) => [itemId, unitCostMinor, currency, supplier.builtIn])).toEqual([["POUR-SET", 0n, "USD", "self"]]);
    expect(await click((tx) => actOnProblem(tx, formOf({ intent: "ship-myself", variantId: "gid://shopify/ProductVariant/1" }), by))).toMatchObject({ kind: "failed", code: "setup.self.gone" });
  });

  it("shows before going live who would be sent what", async () => {
    const { sending } = await world.inShop(async (tx) => readHomePage(tx, await merchantNow(tx)));

    expect(sending.drafts).toEqual([{ orderNumber: 1001, supplier: "Me, by hand", units: 2, cost: { minor: 0n, currency: "USD" } }]);
    expect(sumDrafts(sending.drafts, 1001)).toEqual([{ supplier: "Me, by hand", drafts: 1, units: 2, cost: { minor: 0n, currency: "USD" } }]);
    expect(sumDrafts(sending.drafts, 1002)).toEqual([]);
  });

  it("ticks what is sold, and who ships, and counts what is covered", async () => {
    await atHome({ intent: "goods", sold: "both" });
    expect((await guide()).done).toEqual(["goods", "supplier", "mapping"]);
    const seen = await seeVariants(world.tools.admin, { id: world.shopId, domain: world.shop.domain }, { search: "", pages: 5 });
    if (seen.kind === "seen") await world.inShop((tx) => saveSeenVariants(tx, seen.variants));
    const { done, facts } = await guide();
    expect(done).toEqual(["goods", "supplier"]);
    expect(facts).toMatchObject({ sellsOwnGoods: true, sellsSuppliedGoods: true, covered: 1, isOwnSupplier: true });

    await world.inShop((tx) => tx.db.variant.updateMany({ where: { sku: "LAMP-USBC" }, data: { isOwnGoods: true } }));
    expect(await atHome({ intent: "map-rest" })).toMatchObject({ kind: "done", params: { variants: facts.variants - 2 } });
    expect((await guide()).done).toEqual(["goods", "supplier", "mapping"]);
    expect(await world.inShop((tx) => tx.db.variant.count({ where: { isOwnGoods: true } }))).toBe(1);
  });

  it("plays the test order on its page, stage by stage, and ticks itself at the end", async () => {
    expect(await testPage()).toMatchObject({ standing: "none", missingScope: null, order: null });
    expect(await atTest("remove")).toMatchObject({ kind: "failed", code: "setup.test.nothing_to_remove" });
    expect(await atTest("place")).toMatchObject({ kind: "done", code: "setup.test.placing" });
    expect(await atTest("place")).toMatchObject({ kind: "failed", code: "setup.test.busy" });
    expect(await testPage()).toMatchObject({ standing: "asked" });
    await world.drain();

    const half = await testPage();
    expect(half.stages.filter(({ at }) => at).map(({ stage }) => stage)).toEqual(["placed", "arrived", "confirmed", "routed", "sent", "accepted"]);
    expect([half.isFinished, isMoving(half)]).toEqual([false, true]);
    expect(await atTest("place")).toMatchObject({ kind: "failed", code: "setup.test.busy" });
    await world.drain({ later: true });
    await world.drain();

    const whole = await testPage();
    expect(whole).toMatchObject({ standing: "made", isFinished: true, isStuck: false, removal: { kind: "no" }, order: { name: "#1002" } });
    expect(whole.stages.map(({ at }) => at !== null)).not.toContain(false);
    expect((await guide()).done).toEqual(["goods", "supplier", "mapping", "test"]);
    expect(await unbalanced(world)).toEqual([]);
  });

  it("takes the test order away by a click, and lets another be placed", async () => {
    expect(await atTest("remove")).toMatchObject({ kind: "done", code: "setup.test.removing" });
    expect(await testPage()).toMatchObject({ removal: { kind: "going" } });
    expect(await atTest("remove")).toMatchObject({ kind: "failed" });
    await world.drain();
    for (let look = 0; look < 5; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      await world.drain();
      await letTimePass(world, "remove-test-order");
    }
    const page = await testPage();
    expect(page).toMatchObject({ removal: { kind: "deleted" } });
    expect(isMoving(page)).toBe(false);
    expect(await atTest("place")).toMatchObject({ kind: "done" });
  });

  it("asks for the permission first where it was never granted", async () => {
    await world.inShop((tx) => tx.db.shop.update({ where: { id: tx.shopId }, data: { grantedScopes: ["read_orders"] } }));
    expect(await testPage()).toMatchObject({ missingScope: "write_orders" });
    expect(await atTest("place")).toMatchObject({ kind: "failed" });
    expect(await atTest("scopes")).toMatchObject({ kind: "done", code: "setup.test.scope.asked" });
    await world.drain();
    expect(await testPage()).toMatchObject({ missingScope: null });
  });

  it("is put away and brought back, and is gone once the shop is live", async () => {
    await atHome({ intent: "guide-hide" });
    expect((await guide()).standing).toBe("dismissed");
    await atHome({ intent: "guide-show" });
    expect((await guide()).standing).toBe("shown");
    await atHome({ intent: "go-live", from: "2000" });
    expect(await guide()).toMatchObject({ standing: "finished", next: undefined });
  });
});

describe("the guide's steps", () => {
  const nothing: GuideFacts = {
    sellsOwnGoods: null, sellsSuppliedGoods: null, suppliers: 0, isOwnSupplier: false, variants: 0, covered: 0,
    hasSeenTestOrder: false, isTestUnderWay: false, isLive: false, isDismissed: false,
  };
  it.each([
    ["nothing", {}, []],
    ["going live first", { isLive: true }, ["live"]],
    ["own goods only, which need no supplier", { sellsOwnGoods: true, sellsSuppliedGoods: false }, ["goods", "supplier"]],
    ["a supplier", { suppliers: 1 }, ["supplier"]],
    ["some of the products", { variants: 3, covered: 2 }, []],
    ["all of the products", { variants: 3, covered: 3 }, ["mapping"]],
    ["a test order on its way", { isTestUnderWay: true }, []],
  ])("count %s", (_name, over, done) => {
    expect(readGuide({ ...nothing, ...over }).done).toEqual(done);
  });
});
