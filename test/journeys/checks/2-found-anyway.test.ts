// Check 2, the other half: orders whose webhooks were never acknowledged, because they never came, are found by their
// `updated_at`. Two hundred of them after hours without the app, in small pages, within the shop's budget of points.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enqueue, openJobs, startStory, unbalanced, unitsOf, type Story } from "../../support/story.ts";
import { map } from "../../support/world.ts";

const orders = 200;
const atOnce = 20;

let story: Story;
let aheadMs = 0;
const placed: string[] = [];
beforeAll(async () => {
  story = await startStory({ isLive: false, now: () => new Date(Date.now() + aheadMs) });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await story.shop.addFaults({ webhooks: [{ kind: "drop", topic: null, times: 10_000 }] });
  while (placed.length < orders) {
    const some = await Promise.all(Array.from({ length: atOnce }, () => story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] })));
    placed.push(...some.map(({ id }) => id));
  }
  aheadMs = 6 * 3_600_000;
  await story.shop.expireAccessTokens();
}, 120_000);
afterAll(() => story.close());

const pagesRead = async () => (await story.shop.calls()).filter(({ query }) => query.includes("ChangedOrders"));
const newestSweep = () => story.inShop((tx) => tx.db.orderSweep.findFirstOrThrow({ orderBy: { startedAt: "desc" } }));

describe("check 2: what is not acknowledged", () => {
  it("is found by the sweep: 200 of 200, each once", async () => {
    await story.drain();
    expect(await story.inShop((tx) => tx.db.order.count())).toBe(0);

    // Shopify's points run out after the first page: what was read counts, and the rest waits for its time.
    await story.shop.addFaults({ graphql: [{ kind: "throttled", root: "orders", after: 1, times: 3 }] });
    await enqueue(story, "sweep-orders");
    await story.drain();
    while ((await newestSweep()).finishedAt === null) await story.drain();
    expect(await newestSweep()).toMatchObject({ seen: orders, recovered: orders, finishedAt: expect.any(Date) });
    const known = await story.inShop((tx) => tx.db.order.findMany({ select: { shopifyOrderId: true, confirmedAt: true } }));
    expect(known.map(({ shopifyOrderId }) => shopifyOrderId).toSorted()).toEqual(placed.toSorted());
    expect(known.every(({ confirmedAt }) => confirmedAt !== null)).toBe(true);

    const pages = await pagesRead();
    expect(pages.map(({ fault }) => fault)).toEqual([null, "throttled", "throttled", "throttled", null, null, null]);
    const waitedMs = Date.parse(pages[4]?.at ?? "") - Date.parse(pages[3]?.at ?? "");
    expect(waitedMs).toBeGreaterThan(8_000);
  }, 600_000);

  it("goes the way of every order from there, and no sweep finds it again", async () => {
    // What met an empty budget waits for its next try.
    await story.drain({ later: true });
    expect(await unitsOf(story, placed[0] ?? "")).toEqual({ "WAITING waiting.review": 1 });
    expect([await unbalanced(story), await openJobs(story)]).toEqual([[], []]);

    aheadMs += 5 * 60_000;
    await enqueue(story, "sweep-orders");
    await story.drain();
    expect(await newestSweep()).toMatchObject({ recovered: 0 });
  }, 60_000);
});
