// A shop that says nothing for weeks keeps its access, and what Shopify no longer tells or grants is noticed within the hour.
import { parse } from "graphql";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { actOnConnection, readConnectionPage } from "../../app/views/connection-page.server.ts";
import { routed } from "../support/by-hand.ts";
import { enqueue, problemCodes, problemsOf, startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

const hourMs = 3_600_000;
let story: Story;
let aheadMs = 0;
beforeEach(async () => {
  aheadMs = 0;
  story = await startStory({ isLive: false, now: () => new Date(Date.now() + aheadMs) });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  await story.drain();
});
afterEach(() => story.close());

const page = () => story.inShop((tx) => readConnectionPage(tx, { topics: story.tools.topics, now: story.tools.now() }));
const click = async (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const answer = await story.inShop(async (tx) => {
    const act = await actOnConnection(tx, form, story.tools.now());
    await story.tools.queue.enqueue(tx, act.jobs);
    return act.answer;
  });
  await story.drain();
  return answer;
};
const check = async () => {
  await enqueue(story, "check-connection");
  await story.drain();
};
const sweep = async () => {
  await enqueue(story, "sweep-orders");
  await story.drain();
};
const place = async () => {
  const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  await routed(story, order.id);
  await story.drain();
  return order;
};
const session = () => story.tools.database.withoutShop.session.findFirstOrThrow({ where: { shop: story.shop.domain, isOnline: false } });

describe("access", () => {
  it("of a shop where nothing happens is renewed by asking, with the token to renew it", async () => {
    const before = await session();
    aheadMs = 2 * hourMs;
    await story.shop.expireAccessTokens();
    await check();

    const after = await session();
    expect(after.expires && after.expires.getTime() > Date.now() + aheadMs).toBe(true);
    expect([after.accessToken !== before.accessToken, after.refreshToken !== before.refreshToken]).toEqual([true, true]);
    expect(await page()).toMatchObject({ token: { kind: "good" }, findings: [], missingScopes: [], checkedAt: expect.any(Date) });
  });

  it("that ended is a problem with its way out, and a word on the page", async () => {
    await story.tools.database.withoutShop.session.deleteMany({ where: { shop: story.shop.domain } });
    await check();
    expect([await problemCodes(story), (await page()).token.kind]).toEqual([["shopify.access_revoked"], "none"]);
  });

  it("that is about to end for want of use is said beforehand", async () => {
    await story.tools.database.withoutShop.session.updateMany({ where: { shop: story.shop.domain }, data: { refreshTokenExpires: new Date(Date.now() + 20 * 24 * hourMs) } });
    expect((await page()).token).toMatchObject({ kind: "ending" });
  });

  it("with a permission taken away, of which no message told, is noticed and closes itself", async () => {
    const { grantedScopes } = await story.tools.database.withoutShop.shop.findFirstOrThrow();
    await story.shop.addFaults({ webhooks: [{ kind: "drop", topic: "app/scopes_update", times: 2 }] });
    await story.shop.changeScopes(grantedScopes.filter((scope) => scope !== "write_fulfillments"));
    await check();
    expect([await problemCodes(story), (await page()).missingScopes]).toEqual([["scopes_missing"], ["write_fulfillments"]]);

    await story.shop.changeScopes(grantedScopes);
    await check();
    expect([await problemCodes(story), (await page()).missingScopes]).toEqual([[], []]);
  });
});

describe("Shopify's messages", () => {
  it("are listed by when each kind came last, and the page is of use before the first", async () => {
    expect((await page()).topics.every(({ at }) => at === null)).toBe(true);
    expect(await page()).toMatchObject({ sweep: null, isSweeping: false, recoveries: [], checkedAt: null });
    await place();
    const { topics } = await page();
    expect(topics.find(({ topic }) => topic === "orders/create")?.at).toBeInstanceOf(Date);
    expect(topics.find(({ topic }) => topic === "refunds/create")?.at).toBeNull();
    expect(topics.map(({ topic }) => topic)).toContain("shop/redact");
  });

  it("that stay away while orders come are a problem until the next one comes; after our own absence they are not", async () => {
    await sweep();
    await story.shop.addFaults({ webhooks: [{ kind: "drop", topic: null, times: 1_000 }] });
    aheadMs = 5 * hourMs;
    await place();
    await sweep();
    await check();
    expect((await page()).recoveries).toMatchObject([{ finding: "missing", orderId: expect.any(String) }]);
    expect(await problemCodes(story)).toEqual([]);

    aheadMs += 90_000;
    const order = await place();
    await story.shop.updateOrder(order.id, { note: "changed" });
    aheadMs = 5 * hourMs;
    await story.inShop((tx) => tx.db.shop.update({ where: { id: tx.shopId }, data: { ordersSweptUntil: new Date(Date.now() - 60_000) } }));
    aheadMs = 90_000;
    await sweep();
    await check();
    expect((await problemsOf(story)).map(({ code, params, whoActs }) => [code, params["orders"], whoActs])).toEqual([["webhooks_silent", 1, "DAIFA"]]);
    expect((await page()).findings).toMatchObject([{ code: "webhooks_silent" }]);

    await story.shop.clearFaults();
    await place();
    await check();
    expect(await problemCodes(story)).toEqual([]);
  });

  it("in another version, or of a kind that nothing acts on, are named", async () => {
    await place();
    await story.tools.database.withoutShop.inboxMessage.updateMany({ where: {}, data: { apiVersion: "2026-07" } });
    await check();
    expect((await problemsOf(story)).map(({ code, params }) => [code, params["found"], params["expected"]])).toEqual([["webhook_version_differs", "2026-07", "2026-10"]]);

    await story.tools.database.withoutShop.inboxMessage.updateMany({ where: {}, data: { apiVersion: "2026-10" } });
    await story.tools.database.withoutShop.inboxMessage.updateMany({ where: { topic: "orders/paid" }, data: { topic: "carts/update" } });
    await check();
    expect((await problemsOf(story)).map(({ code, params }) => [code, params["topics"]])).toEqual([["webhook_topic_unknown", "carts/update"]]);
  });

  it("that somebody subscribed to in our name are shown with their address, and go on a click", async () => {
    const create = parse(`mutation Extra { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: "https://elsewhere.example.com/hook" }) { webhookSubscription { id } userErrors { message } } }`) as unknown as TypedDocumentNode<unknown, object>;
    await story.tools.admin.mutate({ id: story.shopId, domain: story.shop.domain }, create, {});
    expect(await click({ intent: "check" })).toMatchObject({ kind: "done", code: "connection.state.checking" });
    expect((await problemsOf(story)).map(({ code, params, whoActs }) => [code, params["topics"], params["addresses"], whoActs]))
      .toEqual([["subscription_extra", "orders/create", "https://elsewhere.example.com/hook", "MERCHANT"]]);

    expect(await click({ intent: "remove" })).toMatchObject({ code: "connection.extra.removing" });
    expect([await problemCodes(story), (await page()).findings]).toEqual([[], []]);
  });
});

describe("looking now", () => {
  it("reaches back as far as was asked, finds what is missing, and is not started twice", async () => {
    await story.shop.addFaults({ webhooks: [{ kind: "drop", topic: null, times: 100 }] });
    const order = await place();
    await story.inShop((tx) => tx.db.shop.update({ where: { id: tx.shopId }, data: { ordersSweptUntil: new Date(Date.now() + 3 * hourMs) } }));
    aheadMs = 4 * hourMs;
    await sweep();
    expect((await page()).recoveries).toEqual([]);

    expect(await click({ intent: "sweep", hours: "24" })).toMatchObject({ kind: "done", code: "connection.sweep.asked" });
    const { sweep: last, recoveries, isSweeping } = await page();
    expect([last?.recovered, isSweeping, recoveries.map(({ orderName }) => orderName)]).toEqual([1, false, [order.name]]);

    await story.inShop((tx) => tx.db.orderSweep.updateMany({ data: { finishedAt: null } }));
    expect((await page()).isSweeping).toBe(true);
    expect(await click({ intent: "sweep", hours: "24" })).toMatchObject({ kind: "failed", code: "connection.sweep.busy" });
  });
});
