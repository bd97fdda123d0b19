// A buyer asks what we hold, then to be forgotten; at last the shop leaves. Over Shopify's own webhooks, from door to database.
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { findTraces, findTracesInQueue } from "../privacy/marked-rows.ts";
import { bookedFor, problemCodes, startStory, unbalanced, type Story } from "../support/story.ts";
import { newId } from "../../app/platform/ids.server.ts";
import { map } from "../support/world.ts";

const buyer = { firstName: "Goesfirst", lastName: "Goeslast", email: "goes.buyer@example.com", phone: "+12125550177" };
const shippingAddress = { firstName: buyer.firstName, lastName: buyer.lastName, address1: "17 Goes Street", phone: buyer.phone };
const words = ["Goesfirst", "Goeslast", "goes.buyer@example.com", "2125550177", "17 Goes Street", "Goesgift"];

let story: Story;
const orders = { goes: "", stays: "" };

beforeAll(async () => {
  story = await startStory();
  await map(story, "SCARF-RED", { supplierId: story.harborId, itemId: "HG-SCARF-RED" });
  orders.goes = await shipped({ buyer, shippingAddress, note: "Goesgift wrap", attributes: [{ name: "Card", value: "Goesgift" }] });
  orders.stays = await shipped({ buyer: { firstName: "Staysfirst", lastName: "Stayslast", email: "stays.buyer@example.com", phone: "+12125550188" }, shippingAddress: { address1: "18 Stays Street" } });
});
afterAll(() => story.close());

type Placed = Omit<Parameters<Story["shop"]["placeOrder"]>[0], "lines">;

async function shipped(placed: Placed): Promise<string> {
  const order = await story.shop.placeOrder({ lines: [{ sku: "SCARF-RED", quantity: 1 }], ...placed });
  await story.drain();
  const [booked] = await bookedFor(story.harbor, order.name);
  await story.harbor.client.ship(booked?.reference ?? "", [{ carrier: "ups" }]);
  await story.drain();
  return order.id;
}

function adminUrl(): string {
  const url = new URL(inject("postgres").adminUrl);
  url.pathname = new URL(story.tools.env.DATABASE_URL).pathname;
  return url.href;
}

async function tracesOf(marks: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const mark of marks) found.push(...[...(await findTraces(adminUrl(), mark)), ...(await findTracesInQueue(adminUrl(), mark))].map((place) => `${place}: ${mark}`));
  return found;
}

/** Carriers name who took a parcel in, suppliers whom they could not reach: work that is done, that is dead and that still waits. */
async function leaveInQueue(shopifyOrderId: string, name: string): Promise<void> {
  const { orderId, supplierOrders, parcels } = await story.inShop(async (tx) => {
    const { id } = await tx.db.order.findFirstOrThrow({ where: { shopifyOrderId } });
    return { orderId: id, supplierOrders: await tx.db.supplierOrder.findMany({ where: { orderId: id } }), parcels: await tx.db.parcel.findMany({ where: { orderId: id } }) };
  });
  const scan = { status: "DELIVERED", happenedAt: "2026-11-25T10:00:00.000Z", description: `Left with ${name}`, location: `Porch of ${name}`, providerCode: "D" };
  const scans = { shopId: story.shopId, orderId, parcelId: parcels[0]?.id ?? "", events: [scan] };
  const notice = { reference: supplierOrders[0]?.reference ?? "", shipmentReference: "S2", parcels: [], problems: [{ path: "note", text: `${name} was not there` }] };
  const told = { shopId: story.shopId, supplierId: story.harborId, messageId: orderId, notice };
  await story.inShop((tx) => story.tools.queue.enqueue(tx, [{ step: "record-tracking", input: scans }]));
  await story.drain();
  await story.inShop((tx) => story.tools.queue.enqueue(tx, [
    { step: "record-tracking", input: scans, afterS: 3600 }, { step: "record-tracking.dead", input: scans }, { step: "record-shipment", input: told, afterS: 3600 },
    { step: "record-shipment.dead", input: told },
  ]));
  await story.inShop((tx) => tx.db.problem.create({
    data: { id: newId(), shopId: story.shopId, code: "gave_up", params: { step: "record-shipment" }, whoActs: "DAIFA", openedAt: new Date(), retryStep: "record-shipment", retryInput: told, resolvedAt: new Date() },
  }));
}

describe("a buyer", () => {
  it("asks what is held: the owner gets one file, which names the supplier that was given the data", async () => {
    await story.shop.sendComplianceRequest({ topic: "customers/data_request", orderId: orders.goes });
    await story.drain();
    const task = await story.inShop((tx) => tx.db.privacyTask.findFirst({ where: { topic: "CUSTOMERS_DATA_REQUEST" } }));
    const file = Buffer.from(task?.file ?? []).toString("utf8");
    for (const word of [...words.filter((one) => one !== "2125550177"), story.harbor.name]) expect(file).toContain(word);
    expect(file).not.toContain("Stays");
    expect(await problemCodes(story)).toContain("data_request_ready");
  });

  it("is forgotten everywhere, and no one else is", async () => {
    await leaveInQueue(orders.goes, "Goesfirst");
    await leaveInQueue(orders.stays, "Staysfirst");
    expect(await tracesOf(words)).toEqual(expect.arrayContaining(["pgboss.job: Goesfirst", "Problem.retryInput: Goesfirst"]));
    const neighbors = await tracesOf(["Staysfirst", "18 Stays Street"]);
    await story.shop.sendComplianceRequest({ topic: "customers/redact", orderId: orders.goes });
    await story.drain();

    expect(await tracesOf(words)).toEqual([]);
    expect(await tracesOf(["Staysfirst", "18 Stays Street"])).toEqual(neighbors);
    expect(await unbalanced(story)).toEqual([]);
  });
});

describe("a shop that removes the app", () => {
  it("is asked and sent nothing more, whatever still waits", async () => {
    await story.shop.uninstall();
    await story.drain({ later: true });
    const shop = await story.tools.database.withoutShop.shop.findUnique({ where: { id: story.shopId } });
    expect(shop?.uninstalledAt).toBeInstanceOf(Date);
    const calls = (await story.shop.calls()).length;
    await story.drain({ later: true });
    expect((await story.shop.calls()).length).toBe(calls);
  });

  it("is gone after Shopify's word of two days later", async () => {
    await story.shop.sendComplianceRequest({ topic: "shop/redact" });
    await story.drain();
    expect(await tracesOf(["Stays", "Goes", story.harbor.name, story.shop.domain])).toEqual([]);
    const tasks = await story.inShop((tx) => tx.db.privacyTask.findMany());
    expect(tasks).toMatchObject([{ topic: "SHOP_REDACT", ordersFound: 2 }]);
  });
});
