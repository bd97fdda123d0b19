// Check 9, its e-mail and its signed HTTP: accepted, refused, part of it, later, and no answer at all; then the next supplier.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signWebhook } from "../../../app/suppliers/connectors/rest-api/read-webhook.server.ts";
import { addMailSupplier, linkIn, look, post } from "../../support/mail-story.ts";
import { bookedFor, letTimePass, shippedIn, startStory, unbalanced, type Story } from "../../support/story.ts";
import { map } from "../../support/world.ts";

let story: Story;
let mailboxId = "";
beforeAll(async () => {
  story = await startStory();
  mailboxId = await addMailSupplier(story, "orders@factory.example", "en");
  // The mailbox is dearer than Harbor, and Harbor than Yiwu: the cheapest is asked first.
  await map(story, "SCARF-RED", { supplierId: mailboxId, itemId: "WJ-12", unitCostMinor: 500n, currency: "USD" });
  await map(story, "SCARF-RED", { supplierId: story.harborId, itemId: "HG-SCARF-RED", unitCostMinor: 900n, currency: "USD" });
  await map(story, "POUR-SET", { supplierId: story.yiwuId, itemId: "YW-POUR-SET", unitCostMinor: 500n, currency: "USD" });
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET", unitCostMinor: 900n, currency: "USD" });
});
afterAll(() => story.close());

const stateAt = async (shopifyOrderId: string, supplierId: string) =>
  (await story.inShop((tx) => tx.db.supplierOrder.findFirst({ where: { supplierId, order: { shopifyOrderId } }, orderBy: { id: "desc" } })))?.state;

describe("check 9: a supplier with a mailbox", () => {
  it("accepts and ships by the link in the mail", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "SCARF-RED", quantity: 2 }] });
    await story.drain();
    const link = linkIn(story.mail.mails().at(-1));
    await post(story, link, { act: "accept", supplierReference: "A-1" });
    expect(await stateAt(order.id, mailboxId)).toBe("ACCEPTED");
    await post(story, link, { act: "ship", number: "1Z999AA10123456784", company: "UPS", "quantity.1": "2" });
    await story.drain();
    expect(shippedIn(await story.shop.order(order.id))).toMatchObject([{ number: "1Z999AA10123456784", units: [2] }]);
  });

  it("refuses by the link, and the next supplier is asked for the same goods", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "SCARF-RED", quantity: 1 }] });
    await story.drain();
    const link = linkIn(story.mail.mails().at(-1));
    await look(story, link);
    await post(story, link, { act: "refuse", reason: "out_of_stock", line: "1" });
    await story.drain();
    expect(await stateAt(order.id, mailboxId)).toBe("REFUSED");
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-SCARF-RED × 1"] }]);
  });

  it("opens nothing by a link with one letter changed", async () => {
    const link = linkIn(story.mail.mails().at(-1));
    const forged = `${link.slice(0, -1)}${link.endsWith("a") ? "b" : "a"}`;
    expect((await look(story, forged)).status).toBe(404);
    expect((await post(story, forged, { act: "accept" })).status).toBe(404);
  });
});

describe("check 9: a supplier with a signed HTTP interface", () => {
  it("refuses what it has not, and the next supplier is asked", async () => {
    await story.yiwu.client.setStock({ "YW-POUR-SET": 0 });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    expect(await stateAt(order.id, story.yiwuId)).toBe("REFUSED");
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
    await story.yiwu.client.setStock({ "YW-POUR-SET": 1_000 });
  });

  it("that never answers is asked first whether it has the order; what it never had goes out once, and only once", async () => {
    await story.yiwu.client.addFault({ answer: "hang" });
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
    await story.drain();
    expect(await stateAt(order.id, story.yiwuId)).toBe("UNKNOWN");
    await letTimePass(story, "submit-supplier-order");
    expect(await bookedFor(story.yiwu, order.name)).toMatchObject([{ lines: ["YW-POUR-SET × 1"] }]);
    expect(await bookedFor(story.harbor, order.name)).toEqual([]);
  });

  it("ships in parts, and a notice with a wrong or an old signature ships nothing", async () => {
    const order = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 3 }] });
    await story.drain();
    const [booked] = await bookedFor(story.yiwu, order.name);
    const reference = booked?.reference ?? "";
    const notice = Buffer.from(JSON.stringify({ type: "shipment", shipment: { reference, shipmentReference: "forged", parcels: [{ trackingNumber: "1Z999AA10123456784", company: "UPS", lines: [{ lineReference: "1", quantity: 3 }] }] } }));
    const now = Math.floor(Date.now() / 1000);
    for (const [secret, timestamp] of [["another-secret", now], [story.yiwu.credentials.webhookSecret, now - 3_600]] as const) {
      const response = await fetch(`${story.proxyUrl}/suppliers/${story.shopId}/${story.yiwuId}/webhook`, {
        method: "POST", body: notice, headers: { "daifa-timestamp": String(timestamp), "daifa-signature": signWebhook(secret, String(timestamp), notice) },
      });
      await response.arrayBuffer();
      expect(response.status).toBe(401);
    }
    await story.yiwu.client.ship(reference, [{ carrier: "ups", lines: [{ lineReference: "1", quantity: 1 }] }]);
    await story.drain();
    expect(shippedIn(await story.shop.order(order.id)).map(({ units }) => units)).toEqual([[1]]);
    expect(await unbalanced(story)).toEqual([]);
  });
});
