// Check 1: forged, stale or wrong-shop signatures. 401 and nothing stored; what another shop has signed does nothing here.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signBody } from "../../local-store/webhooks/post-webhook.ts";
import { installOther } from "../../support/other-shop.ts";
import { bookedFor, startStory, type Story } from "../../support/story.ts";
import { map } from "../../support/world.ts";

let story: Story;
let body = "";
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  await story.drain();
  body = (await story.shop.deliveries()).find(({ topic }) => topic === "orders/create")?.body ?? "";
});
afterAll(() => story.close());

async function post(sent: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${story.proxyUrl}/webhooks`, {
    method: "POST", body: sent,
    headers: {
      "content-type": "application/json", "x-shopify-topic": "orders/create", "x-shopify-shop-domain": story.shop.domain,
      "x-shopify-webhook-id": crypto.randomUUID(), "x-shopify-api-version": "2026-10", ...headers,
    },
  });
  await response.arrayBuffer();
  return response.status;
}

const kept = () => story.tools.database.withoutShop.inboxMessage.count();
const secret = () => story.environment.SHOPIFY_API_SECRET;

describe("check 1: a webhook that is not Shopify's", () => {
  const forgeries: readonly [string, () => { sent: string; hmac?: string }][] = [
    ["without a signature", () => ({ sent: body })],
    ["signed with another secret", () => ({ sent: body, hmac: signBody(body, "another-secret") })],
    ["whose body was altered after signing", () => ({ sent: body.replace('"quantity":1', '"quantity":9'), hmac: signBody(body, secret()) })],
    ["whose body was parsed and written anew, number by number the same", () => ({ sent: JSON.stringify(JSON.parse(body), null, 1), hmac: signBody(body, secret()) })],
    ["with half a signature", () => ({ sent: body, hmac: signBody(body, secret()).slice(0, 20) })],
    ["whose signature is in hex instead of base64", () => ({ sent: body, hmac: Buffer.from(signBody(body, secret()), "base64").toString("hex") })],
  ];

  it.each(forgeries)("(%s) is answered 401, and nothing of it is stored", async (_, forge) => {
    const { sent, hmac } = forge();
    const before = await kept();
    expect(await post(sent, hmac === undefined ? {} : { "x-shopify-hmac-sha256": hmac })).toBe(401);
    await story.drain();
    expect(await kept()).toBe(before);
    expect(await story.inShop((tx) => tx.db.order.count())).toBe(1);
  });

  it("(an old one, genuinely signed and sent again under a new id) changes nothing and buys nothing", async () => {
    const calls = (await story.harbor.client.readCalls()).length;
    const before = await story.inShop((tx) => tx.db.order.findFirstOrThrow());
    expect(await post(body, { "x-shopify-hmac-sha256": signBody(body, secret()) })).toBe(200);
    await story.drain();
    const { holdCode, shopifyUpdatedAt, confirmedUnits } = await story.inShop((tx) => tx.db.order.findFirstOrThrow());
    expect({ holdCode, shopifyUpdatedAt, confirmedUnits }).toEqual({ holdCode: before.holdCode, shopifyUpdatedAt: before.shopifyUpdatedAt, confirmedUnits: before.confirmedUnits });
    expect((await story.harbor.client.readCalls()).length).toBe(calls);
    expect(await bookedFor(story.harbor, "#1001")).toHaveLength(1);
  });

  it("(genuinely signed for this shop, under another shop's name) leaves no order there", async () => {
    const otherId = await installOther(story);
    expect(await post(body, { "x-shopify-hmac-sha256": signBody(body, secret()), "x-shopify-shop-domain": "other.myshopify.com" })).toBe(200);
    await story.drain();
    expect(await story.tools.database.inShop(otherId, (tx) => tx.db.order.count())).toBe(0);
    expect(await bookedFor(story.harbor, "#1001")).toHaveLength(1);
  });
});
