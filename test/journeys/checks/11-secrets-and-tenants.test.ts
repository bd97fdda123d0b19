// Check 11: tokens are sealed, nothing of a person reaches the log, compliance and uninstall webhooks are proved and acted
// on, and one shop's ids open nothing of another's.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findOrder } from "../../../app/orders/store.server.ts";
import { findSupplierOrder } from "../../../app/supplier-orders/store.server.ts";
import { signBody } from "../../local-store/webhooks/post-webhook.ts";
import { installOther } from "../../support/other-shop.ts";
import { bookedFor, startStory, type Story } from "../../support/story.ts";
import { map } from "../../support/world.ts";

let story: Story;
const logged: string[] = [];
const person = { name: "Zuleika Quintessa", first: "Zuleika", last: "Quintessa", street: "4711 Xylophone Terrace", phone: "+1 502-574-3399", email: "zuleika.quintessa@example.com" };
let orderName = "";
beforeAll(async () => {
  story = await startStory({ logTo: { write: (line) => void logged.push(line) } });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  const order = await story.shop.placeOrder({
    lines: [{ sku: "POUR-SET", quantity: 1 }], buyer: { firstName: person.first, lastName: person.last, email: person.email },
    shippingAddress: { firstName: person.first, lastName: person.last, address1: person.street, phone: person.phone, city: "Louisville", provinceCode: "KY", zip: "40202", countryCode: "US" },
  });
  orderName = order.name;
  await story.harbor.client.addFault({ answer: "error_500" });
  await story.drain();
  await story.drain({ later: true });
});
afterAll(() => story.close());

async function compliance(topic: string, body: object, secret: string): Promise<number> {
  const text = JSON.stringify(body);
  const response = await fetch(`${story.proxyUrl}/webhooks`, {
    method: "POST", body: text,
    headers: {
      "content-type": "application/json", "x-shopify-topic": topic, "x-shopify-shop-domain": story.shop.domain, "x-shopify-webhook-id": crypto.randomUUID(),
      "x-shopify-api-version": "2026-10", "x-shopify-hmac-sha256": signBody(text, secret),
    },
  });
  await response.arrayBuffer();
  return response.status;
}

describe("check 11: secrets, people and tenants", () => {
  it("tokens and suppliers' credentials lie sealed in the database", async () => {
    const { access_token: token, refresh_token: refresh } = await story.shop.install();
    const sessions = await story.tools.database.withoutShop.session.findMany();
    const suppliers = await story.inShop((tx) => tx.db.supplier.findMany());
    const kept = JSON.stringify([sessions.map((session) => ({ ...session, userId: null })), suppliers]);
    expect(sessions.length).toBeGreaterThan(0);
    for (const secret of [token, refresh, story.harbor.credentials.apiKey, story.harbor.credentials.webhookSecret, "shpat_", "shpua_", "shprt_"]) expect(kept).not.toContain(secret);
    expect(sessions.every(({ accessToken }) => /^k[^.]+\.[\w-]+$/.test(accessToken))).toBe(true);
  });

  it("the log of a whole order, its failures included, names no person and no secret", async () => {
    expect(await bookedFor(story.harbor, orderName)).toHaveLength(1);
    expect(logged.length).toBeGreaterThan(0);
    const text = logged.join("\n");
    for (const word of [person.first, person.last, "Xylophone", "574-3399", "5025743399", "zuleika", story.harbor.credentials.apiKey, story.environment.SHOPIFY_API_SECRET]) {
      expect(text.toLowerCase()).not.toContain(word.toLowerCase());
    }
  });

  it("compliance and uninstall webhooks are refused with a wrong signature, and nothing happens", async () => {
    for (const topic of ["customers/data_request", "customers/redact", "shop/redact", "app/uninstalled"]) {
      expect([topic, await compliance(topic, { shop_id: Number(story.shopId), shop_domain: story.shop.domain, myshopify_domain: story.shop.domain, id: Number(story.shopId) }, "another-secret")]).toEqual([topic, 401]);
    }
    await story.drain();
    expect(await story.tools.database.withoutShop.shop.findUnique({ where: { id: story.shopId } })).toMatchObject({ uninstalledAt: null, redactedAt: null });
    expect(await story.inShop((tx) => tx.db.privacyTask.count())).toBe(0);
  });

  it("one shop's ids find nothing in another's", async () => {
    const otherId = await installOther(story);
    const { orderId, supplierOrderId } = await story.inShop(async (tx) => {
      const row = await tx.db.supplierOrder.findFirstOrThrow();
      return { orderId: row.orderId, supplierOrderId: row.id };
    });
    const found = await story.tools.database.inShop(otherId, async (tx) => [await findOrder(tx, orderId), await findSupplierOrder(tx, supplierOrderId), (await tx.db.message.findMany()).length]);
    expect(found.slice(0, 2)).toEqual([undefined, undefined]);
  });

  it("an uninstalled shop is quiet: a signed word of Shopify's ends its sessions", async () => {
    await story.shop.uninstall();
    await story.drain();
    expect(await story.tools.database.withoutShop.session.count({ where: { shop: story.shop.domain } })).toBe(0);
    expect((await story.tools.database.withoutShop.shop.findUniqueOrThrow({ where: { id: story.shopId } })).uninstalledAt).not.toBeNull();
  });
});
