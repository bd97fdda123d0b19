// The merchant removes the app while orders are on their way: nothing more is sent, and nothing is tried for ever.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookedFor, letTimePass, openJobs, problemCodes, shippedIn, startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";
import { tick } from "../../app/worker.server.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
});
afterAll(() => story.close());

const postsSoFar = async () => (await story.harbor.client.readCalls()).filter(({ method, path }) => method === "POST" && path === "/orders").length;

describe("an app removed in the middle", () => {
  it("sends no order that was not with its supplier yet, repeats none of unknown outcome, and writes nothing back", async () => {
    const shipped = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    await story.harbor.client.addFault({ answer: "hang" });
    await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    const before = await postsSoFar();

    const fresh = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.shop.uninstall();
    const [booked] = await bookedFor(story.harbor, shipped.name);
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
    await story.drain();
    await story.drain({ later: true });
    await letTimePass(story, "submit-supplier-order");
    await tick(story.tools);
    await story.drain({ later: true });

    expect(await bookedFor(story.harbor, fresh.name)).toEqual([]);
    expect(await postsSoFar()).toBe(before);
    expect(shippedIn(await story.shop.order(shipped.id))).toEqual([]);
    expect(await openJobs(story)).toEqual([]);
    // Its token dies before its app/uninstalled arrives; what ran in between says so, once each, and is not tried again.
    expect((await problemCodes(story)).filter((code) => code !== "shopify.access_revoked")).toEqual([]);
  });
});
