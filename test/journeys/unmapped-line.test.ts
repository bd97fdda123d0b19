// A line that nobody ships yet holds itself and nothing else; the merchant's own goods are not touched at all.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findVariants, saveOwnGoods, saveSeenVariants } from "../../app/catalog/store.server.ts";
import { fetchVariants } from "../../app/catalog/fetch-variants.server.ts";
import { bookedFor, enqueue, ourOrderId, problemsOf, shippedIn, startStory, unbalanced, unitsOf, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  const card = (await story.shop.variants()).find(({ sku }) => sku === "CARD-HAND");
  const seen = await fetchVariants(story.tools.admin, { id: story.shopId, domain: story.shop.domain }, [card?.id ?? ""]);
  await story.inShop(async (tx) => {
    await saveSeenVariants(tx, seen);
    await saveOwnGoods(tx, card?.id ?? "", true);
    expect(await findVariants(tx, [card?.id ?? ""])).toMatchObject([{ isOwnGoods: true }]);
  });
});
afterAll(() => story.close());

describe("an order with a mapped line, an unmapped one and a card of the merchant's own", () => {
  let orderName = "";
  let orderId = "";

  it("sends what is mapped, leaves the card alone and holds only the unmapped line", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }, { sku: "LAMP-USBC", quantity: 2 }, { sku: "CARD-HAND", quantity: 1 }] });
    [orderName, orderId] = [order.name, order.id];
    await story.drain();

    expect(await bookedFor(story.harbor, orderName)).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
    expect(await unitsOf(story, orderId)).toEqual({ WITH_SUPPLIER: 1, "NEEDS_YOU unroutable.unmapped": 2, "NOT_OURS allocation.own_goods": 1 });
    const problems = await problemsOf(story);
    expect(problems.map(({ code, whoActs, params }) => [code, whoActs, params["title"]])).toEqual([["unroutable.unmapped", "MERCHANT", "USB-C desk lamp"]]);
  });

  it("writes the mapped line's parcel back without waiting for the other", async () => {
    const [booked] = await bookedFor(story.harbor, orderName);
    await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
    await story.drain();

    expect(shippedIn(await story.shop.order(orderId)).map(({ units }) => units)).toEqual([[1]]);
  });

  it("sends the held line once it is mapped, and nothing of the card", async () => {
    await map(story, "LAMP-USBC", { supplierId: story.yiwuId, itemId: "YW-LAMP-USBC" });
    await enqueue(story, "route-order", { orderId: await ourOrderId(story, orderId) });
    await story.drain();

    expect(await bookedFor(story.yiwu, orderName)).toMatchObject([{ lines: ["YW-LAMP-USBC × 2"] }]);
    expect(await bookedFor(story.harbor, orderName)).toHaveLength(1);
    expect(await problemsOf(story)).toEqual([]);
    expect(await unbalanced(story)).toEqual([]);
  });
});
