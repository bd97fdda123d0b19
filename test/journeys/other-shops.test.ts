// Two shops use Daifa: whatever an address or an unsigned header claims, nothing of one has an effect on the other.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signBody } from "../local-store/webhooks/post-webhook.ts";
import { signWebhook } from "../../app/suppliers/connectors/rest-api/read-webhook.server.ts";
import { getMerchant } from "../../app/merchants/store.server.ts";
import { listOpenProblems } from "../../app/problems/store.server.ts";
import { installOther } from "../support/other-shop.ts";
import { bookedFor, problemCodes, startStory, unbalanced, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

let story: Story;
let otherId: string;
beforeAll(async () => {
  story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  otherId = await installOther(story);
});
afterAll(() => story.close());

const inOther = <T>(work: Parameters<typeof story.tools.database.inShop<T>>[1]) => story.tools.database.inShop(otherId, work);

async function postWebhook(body: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${story.proxyUrl}/webhooks`, {
    method: "POST", body,
    headers: {
      "content-type": "application/json", "x-shopify-topic": "orders/create", "x-shopify-webhook-id": crypto.randomUUID(), "x-shopify-api-version": "2026-10",
      "x-shopify-hmac-sha256": signBody(body, story.environment.SHOPIFY_API_SECRET), ...headers,
    },
  });
  await response.arrayBuffer();
  return response.status;
}

describe("a genuine order under another shop's name", () => {
  it.each(["as it is, in a currency that is not the other shop's", "in the other shop's currency"])("(%s) leaves nothing there but its raw message and a problem for us", async (which) => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    const created = (await story.shop.deliveries()).findLast(({ topic }) => topic === "orders/create");
    const { currency } = await inOther(getMerchant);
    const isSame = which.startsWith("in the");
    const body = isSame ? (created?.body ?? "").replaceAll('"USD"', `"${currency}"`).replaceAll(/"(\d+)\.\d\d"/g, '"$1"') : (created?.body ?? "");
    expect(await postWebhook(body, { "x-shopify-shop-domain": "other.myshopify.com" })).toBe(200);
    await story.drain();

    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
    const kept = await inOther(async (tx) => ({
      orders: await tx.db.order.count(), lines: await tx.db.lineItem.count(), addresses: await tx.db.orderAddress.count(), units: await tx.db.allocation.count(),
      supplierOrders: await tx.db.supplierOrder.count(), 
      // The timeline can only be added to; it names the order and its state, and no person.
      told: (await tx.db.activity.findMany({ where: { orderId: { not: null } } })).map(({ params }) => Object.keys(params as object).toSorted().join()),
      isRawKept: (await tx.db.message.findMany()).some(({ request }) => Buffer.from(request ?? []).toString("utf8") === body),
      problem: (await listOpenProblems(tx)).map(({ code, whoActs }) => `${code} ${whoActs}`).at(0),
    }));
    const problem = isSame ? "order_not_in_shop DAIFA" : "unreadable_webhook DAIFA";
    expect(kept).toEqual({ orders: 0, lines: 0, addresses: 0, units: 0, supplierOrders: 0, told: isSame ? ["name,status"] : [], isRawKept: true, problem });
    expect([await problemCodes(story), await unbalanced(story)]).toEqual([[], []]);
  });

  it("is kept and not acted on under the name of a shop that we do not know", async () => {
    const body = (await story.shop.deliveries())[0]?.body ?? "";
    expect(await postWebhook(body, { "x-shopify-shop-domain": "nobody.myshopify.com" })).toBe(200);
    await story.drain();
    expect(await story.inShop((tx) => tx.db.order.count())).toBe(2);
  });

  it("does not uninstall the other shop", async () => {
    const body = JSON.stringify({ id: 1, domain: "demo.myshopify.com" });
    expect(await postWebhook(body, { "x-shopify-shop-domain": "other.myshopify.com", "x-shopify-topic": "app/uninstalled" })).toBe(200);
    await story.drain();
    expect((await story.tools.database.withoutShop.shop.findUniqueOrThrow({ where: { id: otherId } })).uninstalledAt).toBeNull();
  });
});

describe("a supplier's message", () => {
  const post = async (path: string, secret: string) => {
    const body = Buffer.from(JSON.stringify({ type: "shipments", shipments: [] }));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = { "daifa-timestamp": timestamp, "daifa-signature": signWebhook(secret, timestamp, body) };
    return (await fetch(`${story.proxyUrl}/suppliers/${path}/webhook`, { method: "POST", headers, body })).status;
  };

  it("is taken at its own address and nowhere else", async () => {
    const secret = story.harbor.credentials.webhookSecret;
    expect(await post(`${story.shopId}/${story.harborId}`, secret)).toBe(200);
    expect(await post(`${otherId}/${story.harborId}`, secret)).toBe(404);
    expect(await post(`${story.shopId}/${story.yiwuId}`, secret)).toBe(401);
  });

  it("about another supplier's order moves nothing and is told to that supplier", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    const [booked] = await bookedFor(story.harbor, order.name);
    const body = Buffer.from(JSON.stringify({ type: "shipments", shipments: [{ reference: booked?.reference, shipmentReference: "S1", parcels: [{ trackingNumber: "1Z9999999999999999", lines: [{ lineReference: "1", quantity: 1 }] }] }] }));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = { "daifa-timestamp": timestamp, "daifa-signature": signWebhook(story.yiwu.credentials.webhookSecret, timestamp, body) };
    expect((await fetch(`${story.proxyUrl}/suppliers/${story.shopId}/${story.yiwuId}/webhook`, { method: "POST", headers, body })).status).toBe(200);
    await story.drain();

    expect((await story.shop.order(order.id)).fulfillments).toEqual([]);
    expect(await problemCodes(story)).toEqual(["shipment_of_unknown_order"]);
  });
});
