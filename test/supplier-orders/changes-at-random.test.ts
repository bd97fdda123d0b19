// An order changes, its supplier answers, ships, and says it twice, in any order: is every unit counted after each of it, is
// nobody asked for what is not wanted back, and does the newest word of the shop alone decide? On a real database.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCheck } from "../../app/order-check/run-check.server.ts";
import { listAllocations, moveAllocated } from "../../app/orders/allocation-store.server.ts";
import type { Order } from "../../app/orders/order.ts";
import { saveImport } from "../../app/orders/save-import.server.ts";
import { findOrder } from "../../app/orders/store.server.ts";
import { system } from "../../app/platform/activity.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import { newId } from "../../app/platform/ids.server.ts";
import { keepMessage } from "../../app/platform/messages.server.ts";
import { createSealer, parseSealingKeys } from "../../app/platform/secrets.server.ts";
import { createSigner } from "../../app/platform/signer.server.ts";
import { recordShipment } from "../../app/shipments/record-shipment.server.ts";
import { settleByHand } from "../../app/supplier-orders/call-back.server.ts";
import { isLive, unitsCalledBack } from "../../app/supplier-orders/change-request.ts";
import { listChanges } from "../../app/supplier-orders/change-store.server.ts";
import { planChanges } from "../../app/supplier-orders/plan-changes.server.ts";
import { createDraft, listSupplierOrders } from "../../app/supplier-orders/store.server.ts";
import { packsFor } from "../../app/suppliers/offer.ts";
import { createSupplier } from "../../app/suppliers/store.server.ts";
import { aLine, anOrder } from "../support/build.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let test: TestDatabase;
let supplierId = "";
const shopId = "78";
const keys = parseSealingKeys(`1:${Buffer.alloc(32, 9).toString("base64")}`);
const tools = { sealer: createSealer(keys), signer: createSigner(keys), now: () => new Date(startAt) };
const startAt = Date.parse("2026-11-20T10:00:00Z");
const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T> => test.database.inShop(shopId, work);

beforeAll(async () => {
  test = await createTestDatabase();
  const shop = { id: shopId, domain: "changes.myshopify.com", name: "Changes", currency: "USD", timeZone: "UTC", locale: "en", installedAt: new Date(startAt), grantedScopes: [] };
  await test.database.withoutShop.shop.create({ data: shop });
  supplierId = await inShop(async (tx) => {
    await tx.db.merchantSettings.create({ data: { shopId } });
    return await createSupplier(tx, tools.sealer, { name: "Sample Factory", kind: "FACTORY", connector: "manual", settings: {}, credentials: {}, locale: "en", timeZone: "UTC" });
  });
});
afterAll(() => test.close());

type Happening = { readonly kind: "refund" | "restore"; readonly line: number; readonly units: number } | { readonly kind: "cancel" };
type Act =
  | { readonly kind: "answer"; readonly as: "ACCEPTED" | "REFUSED" | "TOO_LATE" }
  | { readonly kind: "ship"; readonly line: number; readonly packs: number };

const line = fc.nat({ max: 1 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom("refund" as const, "restore" as const), line, units: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "cancel" as const }) },
);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant("answer" as const), as: fc.constantFrom("ACCEPTED" as const, "ACCEPTED" as const, "REFUSED" as const, "TOO_LATE" as const) }),
  fc.record({ kind: fc.constant("ship" as const), line, packs: fc.integer({ min: 1, max: 3 }) }),
);
const life = fc.record({ lines: fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 6 }), ratio: fc.constantFrom(1, 1, 2) }), { minLength: 1, maxLength: 2 }), happenings: fc.array(happening, { minLength: 1, maxLength: 4 }) });
type Life = { readonly lines: readonly { quantity: number; ratio: number }[]; readonly happenings: readonly Happening[] };
const weather = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));

function versionsOf({ lines, happenings }: Life, shopifyOrderId: string): Order[] {
  const versions: Order[] = [{ ...anOrder({ lines: lines.map(({ quantity }, index) => aLine({ shopifyLineItemId: `gid://shopify/LineItem/${index}`, position: index, quantity })) }), shopifyOrderId, shopifyUpdatedAt: new Date(startAt) }];
  for (const one of happenings) {
    const before = versions.at(-1);
    if (before) versions.push({ ...change(before, one), shopifyUpdatedAt: new Date(startAt + versions.length * 1_000) });
  }
  return versions;
}

function change(order: Order, one: Happening): Order {
  if (one.kind === "cancel") return { ...order, cancelledAt: new Date(startAt), lines: order.lines.map((each) => ({ ...each, currentQuantity: 0 })) };
  const after = ({ quantity, currentQuantity }: Order["lines"][number]) => (one.kind === "refund" ? Math.max(0, currentQuantity - one.units) : Math.min(quantity, currentQuantity + one.units));
  return { ...order, lines: order.lines.map((each, index) => (index === one.line ? { ...each, currentQuantity: after(each) } : each)) };
}

async function deliver(tx: ShopTransaction, order: Order): Promise<string> {
  const rawMessageId = await keepMessage(tx, { direction: "IN", channel: "SHOPIFY_WEBHOOK", title: "orders/updated", request: "{}" });
  const { orderId } = await saveImport(tx, tools.sealer, { order, rawMessageId, actor: system, now: new Date(startAt) });
  const { shopifyUpdatedAt } = await tx.db.order.findUniqueOrThrow({ where: { shopId_id: { shopId, id: orderId } } });
  // The shop's own count, as the confirmation would bring it.
  const lines = await tx.db.lineItem.findMany({ where: { orderId } });
  await tx.db.order.update({ where: { shopId_id: { shopId, id: orderId } }, data: { confirmedAt: shopifyUpdatedAt, confirmedUnits: lines.reduce((sum, each) => sum + each.currentQuantity, 0) } });
  return orderId;
}

/** The supplier has all of it and has accepted. */
async function give(tx: ShopTransaction, orderId: string, { lines }: Life): Promise<void> {
  const order = await findOrder(tx, orderId);
  const id = newId();
  const rows = (order?.lines ?? []).map((each, index) => ({
    id: newId(), shopId, supplierOrderId: id, lineItemId: each.id, position: index, lineReference: String(index + 1), itemId: `I${index}`, titleEn: each.title,
    quantity: each.quantity, packRatio: lines[index]?.ratio ?? 1, packs: packsFor(each.quantity, lines[index]?.ratio ?? 1), unitCostMinor: 100n, currency: "USD",
  }));
  const reference = id.replaceAll("-", "");
  const total = rows.reduce((sum, { packs }) => sum + BigInt(packs) * 100n, 0n);
  await createDraft(tx, { id, orderId, supplierId, reference, idempotencyKey: `${reference}.r1`, shopBrand: "Shop", orderName: "#1", createdAt: new Date(startAt), createdTimeZone: "UTC", isTest: false, currency: "USD", goodsMinor: total, totalMinor: total }, rows);
  await tx.db.supplierOrder.update({ where: { shopId_id: { shopId, id } }, data: { state: "ACCEPTED", sentAt: new Date(startAt) } });
  await moveAllocated(tx, orderId, rows.map((row) => ({ quantity: row.quantity, from: (one) => one.lineItemId === row.lineItemId && one.state === "WAITING", to: { state: "WITH_SUPPLIER" as const, supplierOrderLineId: row.id } })));
}

const plan = async (orderId: string) => inShop(await planChanges.run(tools, { shopId, orderId }));

let next = 0;
const begin = async (one: Life) => {
  const versions = versionsOf(one, `gid://shopify/Order/${(next += 1)}`);
  const [first] = versions;
  if (!first) throw new Error("an order has a first version");
  const orderId = await inShop(async (tx) => {
    const id = await deliver(tx, first);
    await give(tx, id, one);
    return id;
  });
  return { orderId, versions };
};

/** What is asked of the supplier now, without ids and numbers. */
const askedOf = (orderId: string) => inShop(async (tx) => (await listChanges(tx, orderId)).filter(isLive).map(({ kind, difference }) => `${kind} ${difference.lines.map(({ lineReference, from, to }) => `${lineReference}:${from}→${to}`).join(" ")}`));

describe("messages of an order that a supplier has", () => {
  it("come to the same question, which is the newest one's, in whatever order and number they come", async () => {
    await fc.assert(fc.asyncProperty(life, weather, async (one, dice) => {
      const inTurn = await begin(one);
      for (const version of inTurn.versions) {
        await inShop((tx) => deliver(tx, version));
        await plan(inTurn.orderId);
      }
      const shuffled = await begin(one);
      const scattered = shuffled.versions.flatMap((version) => [version, version]).map((version) => ({ version, at: dice.next().value ?? 0 })).toSorted((left, right) => left.at - right.at);
      for (const { version } of scattered) {
        await inShop((tx) => deliver(tx, version));
        await plan(shuffled.orderId);
      }
      expect(await askedOf(shuffled.orderId)).toEqual(await askedOf(inTurn.orderId));
    }), { numRuns: 15 });
  });
});

async function perform(orderId: string, one: Act, number: number): Promise<void> {
  if (one.kind === "answer") {
    const [request] = await inShop(async (tx) => (await listChanges(tx, orderId)).filter(isLive));
    if (request) await inShop((tx) => settleByHand(tx, tools, { orderId, changeId: request.id, as: one.as, by: { name: "Owner", at: new Date(startAt) } }));
    return;
  }
  const { reference, messageId } = await inShop(async (tx) => {
    const [supplierOrder] = await listSupplierOrders(tx, orderId);
    return { reference: supplierOrder?.reference ?? "", messageId: await keepMessage(tx, { direction: "IN", channel: "SUPPLIER", title: "notice", request: "{}" }) };
  });
  const notice = { reference, shipmentReference: `S${number}`, problems: [], parcels: [{ trackingNumber: `NO${number}`, lines: [{ lineReference: String(one.line + 1), quantity: one.packs }] }] };
  // Told twice, as suppliers do.
  for (let told = 0; told < 2; told += 1) await inShop(await recordShipment.run(tools, { shopId, supplierId, messageId, notice }));
}

describe("messages, answers and parcels in any order", () => {
  it("leave every unit counted once after each of them, and nothing called back that is wanted", async () => {
    await fc.assert(fc.asyncProperty(life, fc.array(act, { maxLength: 6 }), weather, async (one, acts, dice) => {
      const { orderId, versions } = await begin(one);
      const work = [...versions, ...versions].map((version) => ({ at: dice.next().value ?? 0, run: async () => void (await inShop((tx) => deliver(tx, version))) }));
      const moves = acts.map((each, index) => ({ at: dice.next().value ?? 0, run: () => perform(orderId, each, index) }));
      for (const { run } of [...work, ...moves].toSorted((left, right) => left.at - right.at)) {
        await run();
        await plan(orderId);
        const { findings, order, rows, asked } = await inShop(async (tx) => ({
          findings: (await runCheck(tx, orderId, { at: new Date(startAt) }))?.findings ?? [], order: await findOrder(tx, orderId), rows: await listAllocations(tx, orderId),
          asked: (await listChanges(tx, orderId)).filter(isLive).reduce((sum, { difference }) => sum + unitsCalledBack(difference), 0),
        }));
        // Half a pack cannot be asked for; everything else that is not wanted is asked for, or was refused.
        expect(findings.filter(({ code }) => code !== "check.refunded_after_sending" || one.lines.every(({ ratio }) => ratio === 1))).toEqual([]);
        const paid = order?.lines.reduce((sum, each) => sum + each.quantity, 0) ?? 0;
        const wanted = order?.cancelledAt ? 0 : (order?.lines.reduce((sum, each) => sum + each.currentQuantity, 0) ?? 0);
        expect(rows.reduce((sum, row) => sum + row.quantity, 0)).toBe(paid);
        expect(asked).toBeLessThanOrEqual(paid - wanted);
      }
    }), { numRuns: 20 });
  });
});
