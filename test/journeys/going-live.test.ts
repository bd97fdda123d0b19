// A fresh install sends nothing by itself: a person releases one draft, or names the number from which all are sent.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getMerchant } from "../../app/merchants/store.server.ts";
import { actOnHome } from "../../app/views/home-acts.server.ts";
import { actOnOrder } from "../../app/views/order-acts.server.ts";
import { bookedFor, by, openJobs, ourOrderId, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory({ isLive: false });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
});
afterAll(() => story.close());

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const place = () => story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { sku: "BOARD-S", quantity: 1 }] });

describe("a shop in review", () => {
  const names: string[] = [];
  const ids: string[] = [];

  it("sends one supplier's part when a person releases that one, and not the other", async () => {
    for (let count = 0; count < 3; count += 1) {
      const order = await place();
      names.push(order.name);
      ids.push(order.id);
    }
    await story.drain();
    const orderId = await ourOrderId(story, ids[1] ?? "");
    const draft = await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { orderId, supplierId: story.harborId } }));
    for (let click = 0; click < 2; click += 1) {
      await story.inShop(async (tx) => {
        const act = await actOnOrder(tx, formOf({ intent: "send", supplierOrderId: draft.id }), { orderId, by });
        await story.tools.queue.enqueue(tx, act.jobs);
      });
    }
    await story.drain();

    expect(await bookedFor(story.harbor, names[1] ?? "")).toHaveLength(1);
    const others = [...(await story.harbor.client.readBook()).orders, ...(await story.yiwu.client.readBook()).orders];
    expect(others).toHaveLength(1);
  });

  it("sends from the number on that its owner names, and leaves older orders alone", async () => {
    await story.inShop(async (tx) => {
      const act = await actOnHome(tx, formOf({ intent: "go-live", from: names[1]?.slice(1) ?? "" }), { merchant: await getMerchant(tx), by });
      await story.tools.queue.enqueue(tx, act.jobs);
    });
    await story.drain();

    const bought = async (name: string) => [(await bookedFor(story.harbor, name)).length, (await bookedFor(story.yiwu, name)).length];
    expect(await Promise.all(names.map(bought))).toEqual([[0, 0], [1, 1], [1, 1]]);
    expect(await unitsOf(story, ids[0] ?? "")).toEqual({ "WAITING waiting.before_go_live": 2 });
  });

  it("leaves the older order alone also when it is told again, and sends new ones by itself", async () => {
    const created = (await story.shop.deliveries()).find(({ topic }) => topic === "orders/create");
    await story.shop.sendWebhook({ topic: "orders/updated", body: created?.body ?? "" });
    const order = await place();
    await story.drain();

    expect(await bookedFor(story.harbor, names[0] ?? "")).toEqual([]);
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
    expect([await unbalanced(story), await openJobs(story)]).toEqual([[], []]);
  });
});
