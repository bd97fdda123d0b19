// The only supplier of an item says no: its units wait for a person, and nothing but that person has it asked again.
// With another supplier left they go on by themselves: see fallback.test.ts.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actOnProblem } from "../../app/views/problems-page.server.ts";
import { bookedFor, by, openJobs, problemsOf, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "LAMP-USBC", { supplierId: story.harborId, itemId: "HG-LAMP-USBC" });
});
afterAll(() => story.close());

const postsOf = async () => (await story.harbor.client.readCalls()).filter(({ method, path }) => method === "POST" && path === "/orders").length;

async function tryAgain(): Promise<void> {
  const [problem] = await problemsOf(story);
  const form = new FormData();
  form.set("intent", "retry");
  form.set("problemId", problem?.id ?? "");
  await story.inShop(async (tx) => {
    const act = await actOnProblem(tx, form, by);
    await story.tools.queue.enqueue(tx, act.jobs);
  });
}

describe("an item that the supplier has run out of", () => {
  let orderId = "";
  let orderName = "";

  it("is told to the merchant with the supplier's reason", async () => {
    await story.harbor.client.setStock({ "HG-LAMP-USBC": 0 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "LAMP-USBC", quantity: 2 }] });
    [orderId, orderName] = [order.id, order.name];
    await story.drain();

    expect(await unitsOf(story, orderId)).toEqual({ "NEEDS_YOU refused.out_of_stock": 2 });
    expect((await problemsOf(story)).map(({ code, whoActs, params }) => [code, whoActs, params["order"], params["supplier"]]))
      .toEqual([["supplier_refused.out_of_stock", "MERCHANT", orderName, "Harbor Goods"]]);
  });

  it("is not asked for again because the order is told again, or edited elsewhere", async () => {
    const created = (await story.shop.deliveries()).find(({ topic }) => topic === "orders/create");
    await story.shop.sendWebhook({ topic: "orders/updated", body: created?.body ?? "" });
    await story.drain();
    await story.shop.editOrder(orderId, { add: [{ title: "Engraving", quantity: 1, requiresShipping: false }] });
    await story.drain();

    expect(await postsOf()).toBe(1);
    expect(await openJobs(story)).toEqual([]);
  });

  it("is refused once more when the person tries too early, and goes when it is there", async () => {
    await tryAgain();
    await story.drain();
    expect((await problemsOf(story)).map(({ code }) => code)).toEqual(["supplier_refused.out_of_stock"]);

    await story.harbor.client.setStock({ "HG-LAMP-USBC": 5 });
    await tryAgain();
    await story.drain();

    expect(await bookedFor(story.harbor, orderName)).toMatchObject([{ lines: ["HG-LAMP-USBC × 2"] }]);
    expect((await story.harbor.client.readBook()).stock["HG-LAMP-USBC"]).toBe(3);
    expect([await problemsOf(story), await unbalanced(story)]).toEqual([[], []]);
  });
});
