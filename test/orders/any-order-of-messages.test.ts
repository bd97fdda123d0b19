// Messages of one order come in any order, more than once, while suppliers take and ship its goods: is the end always the
// same, does the newest win, and is no unit ever lost or doubled? Over random orders, on a real database.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moveAllocated, listAllocations } from "../../app/orders/allocation-store.server.ts";
import type { AllocationState } from "../../app/orders/allocation.ts";
import type { FinancialStatus, Order, SavedOrder } from "../../app/orders/order.ts";
import { saveImport } from "../../app/orders/save-import.server.ts";
import { findOrder } from "../../app/orders/store.server.ts";
import { system } from "../../app/platform/activity.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import { keepMessage } from "../../app/platform/messages.server.ts";
import { createSealer, parseSealingKeys } from "../../app/platform/secrets.server.ts";
import { aLine, anAddress, anOrder } from "../support/build.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let test: TestDatabase;
const shopId = "77";
const sealer = createSealer(parseSealingKeys(`1:${Buffer.alloc(32, 7).toString("base64")}`));
const startAt = Date.parse("2026-11-20T10:00:00Z");

beforeAll(async () => {
  test = await createTestDatabase();
  const shop = { id: shopId, domain: "random.myshopify.com", name: "Random", currency: "USD", timeZone: "UTC", locale: "en", installedAt: new Date(startAt), grantedScopes: [] };
  await test.database.withoutShop.shop.create({ data: shop });
  await inShop((tx) => tx.db.merchantSettings.create({ data: { shopId } }));
});
afterAll(() => test.close());

/** What happens to an order in Shopify between two of its messages. */
type Happening =
  | { readonly kind: "refund" | "restore" | "add"; readonly line: number; readonly units: number }
  | { readonly kind: "pay"; readonly status: FinancialStatus }
  | { readonly kind: "move"; readonly street: number }
  | { readonly kind: "cancel" };

const line = fc.nat({ max: 2 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constantFrom("refund" as const, "restore" as const, "add" as const), line, units: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant("pay" as const), status: fc.constantFrom<FinancialStatus>("PENDING", "PAID", "PARTIALLY_REFUNDED", "AUTHORIZED") }),
  fc.record({ kind: fc.constant("move" as const), street: fc.integer({ min: 1, max: 99 }) }),
  fc.constant({ kind: "cancel" as const }),
);
const lives = fc.record({ quantities: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }), happenings: fc.array(happening, { maxLength: 5 }) });

type Life = { readonly quantities: readonly number[]; readonly happenings: readonly Happening[] };

function versionsOf({ quantities, happenings }: Life, shopifyOrderId: string): Order[] {
  const lines = quantities.map((quantity, index) => aLine({ shopifyLineItemId: `gid://shopify/LineItem/${index}`, position: index, quantity }));
  const versions: Order[] = [{ ...anOrder({ lines }), shopifyOrderId, shopifyUpdatedAt: new Date(startAt) }];
  for (const one of happenings) {
    const before = versions.at(-1);
    if (before) versions.push({ ...change(before, one), shopifyUpdatedAt: new Date(startAt + versions.length * 1_000) });
  }
  return versions;
}

function change(order: Order, one: Happening): Order {
  if (one.kind === "pay") return { ...order, financialStatus: one.status };
  if (one.kind === "move") return { ...order, address: anAddress({ line1: `${one.street} Sample Street` }) };
  if (one.kind === "cancel") return { ...order, cancelledAt: new Date(startAt), lines: order.lines.map((each) => ({ ...each, currentQuantity: 0 })) };
  return { ...order, lines: order.lines.map((each, index) => (index === one.line ? { ...each, ...unitsAfter(each, one) } : each)) };
}

function unitsAfter({ quantity, currentQuantity }: Order["lines"][number], { kind, units }: { kind: "refund" | "restore" | "add"; units: number }) {
  if (kind === "refund") return { quantity, currentQuantity: Math.max(0, currentQuantity - units) };
  if (kind === "restore") return { quantity, currentQuantity: Math.min(quantity, currentQuantity + units) };
  return { quantity: quantity + units, currentQuantity: currentQuantity + units };
}

async function deliver(tx: ShopTransaction, order: Order): Promise<string> {
  const rawMessageId = await keepMessage(tx, { direction: "IN", channel: "SHOPIFY_WEBHOOK", title: "orders/updated", request: "{}" });
  return (await saveImport(tx, sealer, { order, rawMessageId, actor: system, now: new Date(startAt) })).orderId;
}

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T> => test.database.inShop(shopId, work);

/** All that counts of an order, without ids and times of ours. */
async function stateOf(orderId: string) {
  return await inShop(async (tx) => {
    const order = await findOrder(tx, orderId);
    if (!order) throw new Error("the order is gone");
    const position = new Map(order.lines.map((each) => [each.id, each.position]));
    const units: Record<string, number> = {};
    for (const row of await listAllocations(tx, orderId)) {
      const key = `${position.get(row.lineItemId)} ${row.state} ${row.reason?.code ?? ""}`;
      units[key] = (units[key] ?? 0) + row.quantity;
    }
    const holds = (await tx.db.orderHold.findMany({ where: { orderId, endedAt: null } })).map(({ code, lineItemId }) => `${lineItemId ?? "order"} ${code}`).toSorted();
    return { units, holds, hold: order.hold, status: order.financialStatus, street: order.address?.line1, updatedAt: order.shopifyUpdatedAt.toISOString() };
  });
}

function lostUnits(order: SavedOrder, rows: readonly { lineItemId: string; quantity: number }[]): string[] {
  return order.lines.flatMap((each) => {
    const counted = rows.filter((row) => row.lineItemId === each.id).reduce((sum, row) => sum + row.quantity, 0);
    return counted === each.quantity ? [] : [`line ${each.position}: ${counted} of ${each.quantity}`];
  });
}

let next = 0;
const newOrderId = () => `gid://shopify/Order/${(next += 1)}`;

describe("messages in any order and number", () => {
  it("come to the same end, which is the newest one's", async () => {
    await fc.assert(fc.asyncProperty(lives, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), async (life, weather) => {
      const told = versionsOf(life, newOrderId());
      const inTurn = await inShop(async (tx) => {
        let orderId = "";
        for (const version of told) orderId = await deliver(tx, version);
        return orderId;
      });
      const scattered = versionsOf(life, newOrderId()).flatMap((version) => [version, version]).map((version) => ({ version, at: weather.next().value ?? 0 }));
      const shuffled = await inShop(async (tx) => {
        let orderId = "";
        for (const { version } of scattered.toSorted((left, right) => left.at - right.at)) orderId = await deliver(tx, version);
        return orderId;
      });
      expect(await stateOf(shuffled)).toEqual(await stateOf(inTurn));
      expect((await stateOf(shuffled)).updatedAt).toBe(told.at(-1)?.shopifyUpdatedAt.toISOString());
    }), { numRuns: 25 });
  });
});

/** A supplier takes or ships what it can of a line: the moves that the steps make. */
type Act = { readonly kind: "take" | "ship"; readonly line: number; readonly units: number };
const act: fc.Arbitrary<Act> = fc.record({ kind: fc.constantFrom("take" as const, "ship" as const), line, units: fc.integer({ min: 1, max: 4 }) });

async function perform(tx: ShopTransaction, orderId: string, { kind, line: position, units }: Act): Promise<void> {
  const order = await findOrder(tx, orderId);
  const lineItemId = order?.lines.find((each) => each.position === position)?.id;
  const from: AllocationState = kind === "take" ? "WAITING" : "WITH_SUPPLIER";
  const free = (await listAllocations(tx, orderId)).filter((row) => row.lineItemId === lineItemId && row.state === from);
  const quantity = Math.min(units, free.reduce((sum, row) => sum + row.quantity, 0));
  if (quantity === 0) return;
  const to = kind === "take" ? ({ state: "WITH_SUPPLIER" } as const) : ({ state: "SHIPPED" } as const);
  await moveAllocated(tx, orderId, [{ quantity, from: (row) => row.lineItemId === lineItemId && row.state === from, to }]);
}

describe("messages between what suppliers do", () => {
  it("never lose or double a unit, and never take one back from a supplier by themselves", async () => {
    await fc.assert(fc.asyncProperty(lives, fc.array(act, { maxLength: 6 }), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), async (life, acts, weather) => {
      const shopifyOrderId = newOrderId();
      const [first, ...later] = versionsOf(life, shopifyOrderId);
      if (!first) return;
      const orderId = await inShop((tx) => deliver(tx, first));
      const work = [...later, ...later, first].map((version) => ({ at: weather.next().value ?? 0, run: async (tx: ShopTransaction) => void (await deliver(tx, version)) }));
      const moves = acts.map((one) => ({ at: weather.next().value ?? 0, run: (tx: ShopTransaction) => perform(tx, orderId, one) }));
      let given = 0;
      for (const { run } of [...work, ...moves].toSorted((left, right) => left.at - right.at)) {
        await inShop(run);
        const { lost, withOthers, open } = await inShop(async (tx) => {
          const order = await findOrder(tx, orderId);
          const rows = await listAllocations(tx, orderId);
          const count = (...states: AllocationState[]) => rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.quantity, 0);
          const wanted = order && !order.cancelledAt ? order.lines.reduce((sum, each) => sum + each.currentQuantity, 0) : 0;
          return { lost: order ? lostUnits(order, rows) : ["gone"], withOthers: count("WITH_SUPPLIER", "SHIPPED"), open: count("WAITING") - wanted };
        });
        expect(lost).toEqual([]);
        expect(withOthers).toBeGreaterThanOrEqual(given);
        expect(open).toBeLessThanOrEqual(0);
        given = withOthers;
      }
    }), { numRuns: 20 });
  });
});
