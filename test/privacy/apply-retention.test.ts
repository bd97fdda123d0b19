// What has been kept for long enough goes, and only that: over a database in which every column of every table is filled.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runCheck } from "../../app/order-check/run-check.server.ts";
import { applyRetention } from "../../app/privacy/apply-retention.server.ts";
import { findLastRun } from "../../app/privacy/retention-store.server.ts";
import { withClient } from "../../scripts/database-roles.ts";
import { runStep } from "../merchants/merchants-world.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { findTraces, insertMarkedRows, snapshot } from "./marked-rows.ts";
import { addShop, at, receive, toolsOf } from "./privacy-world.ts";

const day = 86_400_000;
const ago = (days: number): Date => new Date(at.getTime() - days * day);
const sql = (instant: Date): string => `'${instant.toISOString()}'`;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

let shops = 0;
let shopId: string;
beforeEach(async () => {
  shops += 1;
  shopId = String(500 + shops);
  await addShop(test, shopId);
  await test.database.inShop(shopId, (tx) => tx.db.merchantSettings.create({ data: { shopId } }));
});

/** Everything of it happened so many days ago, and is over. */
async function addOrder(mark: string, days: number, values: Record<string, string> = {}): Promise<string> {
  return await insertMarkedRows(test.adminUrl, {
    shopId, mark, orderNumber: String(10_000 + Math.floor(Math.random() * 1e9)), without: ["MerchantSettings", "RetentionRun", "PrivacyTask", "OfferImport", "OfferImportRow"],
    values: {
      "Order.placedAt": sql(ago(days)), "Order.cancelledAt": "null", "Allocation.changedAt": sql(ago(days)), "OrderDispute.changedAt": sql(ago(days)), "Parcel.deliveredAt": sql(ago(days)),
      "Message.at": sql(ago(days)), "Problem.openKey": "null", "Problem.resolvedAt": sql(at), "ChangeRequest.state": "'ACCEPTED'", "FulfillmentRequest.state": "'ACCEPTED'", "OrderDispute.status": "'WON'", ...values,
    },
  });
}

const run = (isAsked = false) => runStep(applyRetention, toolsOf(test), { shopId, ...(isAsked ? { isAsked } : {}) });
const lastRun = () => test.database.inShop(shopId, findLastRun);

describe("a finished order", () => {
  it("loses its buyer after the period, keeps its numbers, and its neighbor of yesterday loses nothing", async () => {
    const old = await addOrder("expired-row", 181);
    const young = await addOrder("younger-row", 179, { "Message.at": sql(ago(1)) });
    const neighbor = await snapshot(test.adminUrl, young);
    expect(await run()).toEqual({ kind: "done" });

    const { order, address, activity, check } = await test.database.inShop(shopId, async (tx) => ({
      order: await tx.db.order.findFirst({ where: { id: old } }),
      address: await tx.db.orderAddress.findFirst({ where: { orderId: old } }),
      activity: await tx.db.activity.count({ where: { orderId: old, code: "buyer_data_expired" } }),
      check: await runCheck(tx, old, { at }),
    }));
    expect(order).toMatchObject({ email: null, phone: null, redactedAt: at, totalMinor: 1n, holdCode: "expired-row" });
    expect(address).toMatchObject({ name: null, line1: null, raw: null });
    expect([activity, check?.balanced]).toEqual([1, true]);
    expect((await findTraces(test.adminUrl, "expired-row")).filter((place) => /^(OrderAddress|SupplierOrderReceiver)\.(name|line1|city|raw|oneLine)|^(BuyerIdentity|SupplierOrderIdentity)\.valueSealed|^OrderAttribute|^LineItemProperty|^Message\.re|^OrderSearchTerm/.test(place))).toEqual([]);
    expect(await snapshot(test.adminUrl, young)).toEqual(neighbor);
    expect(await lastRun()).toMatchObject({ orders: 1, stays: [], finishedAt: at });
  });

  const open: readonly (readonly [string, Record<string, string>])[] = [
    ["units_open", { "Allocation.state": "'NEEDS_YOU'" }],
    ["supplier_order_open", { "SupplierOrder.state": "'SENT'" }],
    ["parcel_open", { "Fulfillment.state": "'WAITING'" }],
    ["change_open", { "ChangeRequest.state": "'ASKED'" }],
    ["request_open", { "FulfillmentRequest.state": "'OPEN'" }],
    ["dispute_open", { "OrderDispute.status": "'NEEDS_RESPONSE'" }],
    ["problem_open", { "Problem.openKey": "'one'", "Problem.resolvedAt": "null" }],
  ];
  it.each(open)("stays with all its messages and says why: %s", async (code, values) => {
    const id = await addOrder(`open-${code}`, 400, values);
    const before = await snapshot(test.adminUrl, id);
    await run();
    expect(await snapshot(test.adminUrl, id)).toEqual(before);
    expect(await lastRun()).toMatchObject({ orders: 0, stays: [{ code, count: 1, orderIds: [id] }, { code: "message_of_open_order", count: 1, orderIds: [id] }] });
  });

  it("moves once more, and is kept from then on", async () => {
    await addOrder("returned-row", 400, { "OrderDispute.changedAt": sql(ago(3)) });
    await run();
    expect(await lastRun()).toMatchObject({ orders: 0 });
    expect(await test.database.inShop(shopId, (tx) => tx.db.order.count({ where: { redactedAt: null } }))).toBe(1);
  });
});

describe("raw bodies and files", () => {
  it("go after their own periods: messages of finished orders, worked-through webhooks, old uploads, fetched files", async () => {
    await addOrder("message-row", 100);
    const old = await receive(test, { shopId, topic: "orders/create", body: "{}" });
    const young = await receive(test, { shopId, topic: "orders/create", body: "{}" });
    const waiting = await receive(test, { shopId, topic: "orders/create", body: "{}" });
    const { inboxMessage } = test.database.withoutShop;
    await inboxMessage.updateMany({ where: { id: { in: [old, young] } }, data: { handledAt: at } });
    await inboxMessage.updateMany({ where: { id: { in: [old, waiting] } }, data: { receivedAt: ago(31) } });
    await test.database.inShop(shopId, async (tx) => {
      const upload = { shopId, fileName: "x", file: Buffer.from("upload"), createdBy: "x", totalRows: 1 };
      await tx.db.offerImport.create({ data: { ...upload, id: crypto.randomUUID(), createdAt: ago(91), state: "DONE" } });
      await tx.db.offerImport.create({ data: { ...upload, id: crypto.randomUUID(), createdAt: ago(91), state: "UPLOADED" } });
      const task = { shopId, topic: "CUSTOMERS_DATA_REQUEST" as const, receivedAt: ago(95), doneAt: ago(91), file: Buffer.from("{}") };
      await tx.db.privacyTask.create({ data: { ...task, id: crypto.randomUUID(), inboxMessageId: crypto.randomUUID(), downloadedAt: ago(90) } });
      await tx.db.privacyTask.create({ data: { ...task, id: crypto.randomUUID(), inboxMessageId: crypto.randomUUID() } });
    });
    await run();

    expect(await lastRun()).toMatchObject({ orders: 0, messages: 1, webhooks: 1, files: 2, stays: [{ code: "webhook_open", count: 1 }, { code: "file_not_fetched", count: 1 }] });
    expect((await inboxMessage.findMany({ where: { id: { in: [old, young, waiting] } } })).map(({ id }) => id).toSorted()).toEqual([young, waiting].toSorted());
    const left = await test.database.inShop(shopId, async (tx) => ({
      message: await tx.db.message.findFirst(),
      uploads: (await tx.db.offerImport.findMany({ orderBy: { state: "asc" } })).map(({ state, file }) => [state, file.length]),
      files: (await tx.db.privacyTask.findMany()).map(({ downloadedAt, file }) => [downloadedAt !== null, file !== null]).toSorted(),
    }));
    expect(left).toMatchObject({ message: { request: null, response: null, redactedAt: at, title: "message-row" }, uploads: [["UPLOADED", 6], ["DONE", 0]], files: [[false, true], [true, false]] });
  });
});

describe("a run", () => {
  it("is not begun again on the same day, unless a person asks", async () => {
    await run();
    expect(await run()).toEqual({ kind: "too_soon" });
    await addOrder("asked-row", 200);
    expect(await run(true)).toEqual({ kind: "done" });
    expect(await lastRun()).toMatchObject({ orders: 1 });
  });

  it("of more orders than one job takes is cut off anywhere and goes on where it stood, and counts each once", async () => {
    for (let index = 0; index < 45; index += 1) await addOrder(`many-${index}`, 200);
    let transactions = 0;
    const failing: TestDatabase["database"] = {
      ...test.database,
      inShop: (id, work, options) => {
        transactions += 1;
        return transactions > 2 ? Promise.reject(new Error("the process ends here")) : test.database.inShop(id, work, options);
      },
    };
    await expect(applyRetention.run({ ...toolsOf(test), database: failing }, { shopId })).rejects.toThrow("ends here");
    const half = await lastRun();
    expect(half).toMatchObject({ orders: 20, finishedAt: null, phase: "ORDERS" });
    expect(await run()).toEqual({ kind: "done" });
    expect(await lastRun()).toMatchObject({ id: half?.id, orders: 45, messages: 0 });
  });

  it("uses the periods that the merchant chose, and touches no other shop", async () => {
    await addShop(test, `9${shopId}`);
    const own = await addOrder("own-row", 40);
    const mine = shopId;
    shopId = `9${mine}`;
    const other = await addOrder("other-row", 400);
    const before = await snapshot(test.adminUrl, other);
    shopId = mine;
    await test.database.inShop(shopId, (tx) => tx.db.merchantSettings.update({ where: { shopId }, data: { keepsAddressesDays: 30 } }));
    await run();
    expect(await test.database.inShop(shopId, (tx) => tx.db.order.findFirst({ where: { id: own } }))).toMatchObject({ redactedAt: at });
    expect(await snapshot(test.adminUrl, other)).toEqual(before);
  });

  it("looks at bodies by an index that forgets what was emptied", async () => {
    const { rows } = await withClient(test.adminUrl, (client) => client.query<{ indexdef: string }>(`select indexdef from pg_indexes where indexname = 'Message_bodies_idx'`));
    expect(rows[0]?.indexdef).toMatch(/WHERE \(\(request IS NOT NULL\) OR \(response IS NOT NULL\)\)/);
  });
});
