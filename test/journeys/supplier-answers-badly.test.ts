// A supplier that answers with silence, noise or half a sentence may have taken the order: it is asked before anything is
// sent again, and other suppliers' orders do not wait for it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../local-suppliers/faults.ts";
import { bookedFor, letTimePass, openJobs, problemCodes, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await map(story, "BOARD-S", { supplierId: story.yiwuId, itemId: "YW-BOARD-S" });
});
afterAll(() => story.close());

const submit = "submit-supplier-order";

async function stateOf(shopifyOrderId: string, supplierId: string): Promise<(string | null)[]> {
  const row = await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { supplierId, order: { shopifyOrderId } } }));
  return [row.state, row.reasonCode];
}

async function posts(): Promise<number> {
  return (await story.harbor.client.readCalls()).filter(({ method, path }) => method === "POST" && path === "/orders").length;
}

describe("a supplier that accepts and then cuts the line", () => {
  it("is looked up once and not asked to ship again", async () => {
    await story.harbor.client.addFault({ answer: "cut", when: "after" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }] });
    await story.drain();
    expect(await stateOf(order.id, story.harborId)).toEqual(["UNKNOWN", "unknown.reset"]);
    expect(await unitsOf(story, order.id)).toEqual({ "WITH_SUPPLIER with_supplier.sending": 2 });

    await letTimePass(story, submit);

    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"], lookUps: 1 }]);
    expect(await posts()).toBe(1);
    expect(await stateOf(order.id, story.harborId)).toEqual(["ACCEPTED", null]);
    expect([await unitsOf(story, order.id), await openJobs(story)]).toEqual([{ WITH_SUPPLIER: 2 }, []]);
  });

  it("may ship before we have heard that it accepted", async () => {
    await story.harbor.client.addFault({ answer: "cut", when: "after" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
    await story.drain();
    await letTimePass(story, submit);

    expect((await story.shop.order(order.id)).displayFulfillmentStatus).toBe("FULFILLED");
    expect(await stateOf(order.id, story.harborId)).toEqual(["SHIPPED", null]);
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
  });
});

const bad: readonly [Extract<Fault, { answer: string }>["answer"], string][] = [
  ["hang", "unknown.timeout"], ["error_500", "unknown.server_error"], ["html", "unknown.not_json"], ["empty", "unknown.empty"],
  ["huge", "unknown.too_large"], ["slow_drip", "unknown.timeout"], ["not_json", "unknown.not_json"], ["wrong_shape", "unknown.unexpected_answer"],
];

describe("a supplier whose answer is no answer", () => {
  it.each(bad)("(%s) leaves it unknown, its neighbor goes on, and after a look-up in vain it is sent again once", async (answer, reason) => {
    await story.harbor.client.addFault({ answer });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { sku: "BOARD-S", quantity: 1 }] });
    await story.drain();

    expect(await stateOf(order.id, story.harborId)).toEqual(["UNKNOWN", reason]);
    expect(await bookedFor(story.yiwu, order.name)).toMatchObject([{ lines: ["YW-BOARD-S × 1"] }]);

    await letTimePass(story, submit);
    const [booked] = await bookedFor(story.harbor, order.name);
    expect(booked?.lines).toEqual(["HG-POUR-SET × 1"]);
    const { vainLookUps } = await story.harbor.client.readBook();
    expect(vainLookUps[booked?.reference ?? ""]).toBe(1);
  });

  it("asks for patience and gets it", async () => {
    await story.harbor.client.addFault({ answer: "slow_down" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);

    await letTimePass(story, submit);
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
  });

  it("is told to a person after a while, who need not do anything once it answers", async () => {
    await story.harbor.client.addFault({ answer: "error_500", times: 1 });
    await story.harbor.client.addFault({ answer: "error_500", on: "look_up", times: 4 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    for (let turn = 0; turn < 4; turn += 1) await letTimePass(story, submit);
    expect(await problemCodes(story)).toEqual(["supplier_outcome_unknown"]);
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);

    await letTimePass(story, submit);
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
    expect([await problemCodes(story), await unbalanced(story)]).toEqual([[], []]);
  });
});
