import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moveUnits, unitsIn } from "../../app/orders/allocation.ts";
import type { Allocation } from "../../app/orders/allocation.ts";
import { planAllocations } from "../../app/orders/reconcile-lines.ts";
import type { SavedLineItem } from "../../app/orders/order.ts";
import { aLine, anAllocation, countingIds } from "../support/build.ts";

const plan = (lines: SavedLineItem[], existing: Allocation[] = [], given: { own?: boolean; cancelled?: boolean } = {}) =>
  planAllocations(lines, existing, { isOwnGoods: () => given.own ?? false, cancelled: given.cancelled ?? false, newId: countingIds("new") });

const where = (rows: readonly Allocation[]) => rows.map((row) => [row.state, row.quantity, row.reason?.code ?? null]);

describe("where the units of an order stand after it changed", () => {
  it("lets each new unit wait for a supplier", () => {
    expect(where(plan([aLine({ quantity: 3 })]).rows)).toEqual([["WAITING", 3, null]]);
  });

  it("leaves gift cards, services and the merchant's own goods alone, each by its reason", () => {
    expect(where(plan([aLine({ isGiftCard: true })]).rows)).toEqual([["NOT_OURS", 2, "allocation.gift_card"]]);
    expect(where(plan([aLine({ requiresShipping: false })]).rows)).toEqual([["NOT_OURS", 2, "allocation.nothing_to_ship"]]);
    expect(where(plan([aLine()], [], { own: true }).rows)).toEqual([["NOT_OURS", 2, "allocation.own_goods"]]);
  });

  it("takes waiting units to the merchant's own goods once he says so, and back", () => {
    const own = plan([aLine()], [anAllocation()], { own: true }).rows;
    expect(where(own)).toEqual([["NOT_OURS", 2, "allocation.own_goods"]]);
    expect(where(plan([aLine()], [...own]).rows)).toEqual([["WAITING", 2, null]]);
  });

  it("adds units of an edit that asks for more", () => {
    expect(where(plan([aLine({ quantity: 5 })], [anAllocation({ state: "SHIPPED" })]).rows)).toEqual([["SHIPPED", 2, null], ["WAITING", 3, null]]);
  });

  it("cancels refunded units out of those nobody was asked for, before drafted ones", () => {
    const existing = [
      anAllocation({ id: "drafted", supplierOrderLineId: "draft-line" }),
      anAllocation({ id: "needs", quantity: 1, state: "NEEDS_YOU" }),
      anAllocation({ id: "free", quantity: 1 }),
    ];

    const { rows, undrafted } = plan([aLine({ quantity: 4, currentQuantity: 2 })], existing);

    expect(rows.filter((row) => row.state === "CANCELLED").map((row) => row.id).toSorted()).toEqual(["free", "needs"]);
    expect(undrafted).toEqual([]);
    expect(rows.find((row) => row.id === "drafted")?.supplierOrderLineId).toBe("draft-line");
  });

  it("gives up a draft whose units are refunded, so that the rest is decided anew", () => {
    const drafted = anAllocation({ quantity: 3, supplierOrderLineId: "draft-line", reason: { code: "waiting.review", params: {} } });

    const { rows, undrafted } = plan([aLine({ quantity: 3, currentQuantity: 2 })], [drafted]);

    expect(undrafted).toEqual(["draft-line"]);
    expect(where(rows)).toEqual(expect.arrayContaining([["WAITING", 2, null], ["CANCELLED", 1, "allocation.refunded"]]));
    expect(rows.every((row) => row.supplierOrderLineId === null)).toBe(true);
  });

  it("counts a parcel of others as the supplier's or the merchant's own before it doubts a refund, so that nobody is asked to give more back", () => {
    const refunded = anAllocation({ id: "refunded", quantity: 1, state: "CANCELLED", reason: { code: "allocation.refunded", params: {} } });
    const line = aLine({ quantity: 3, currentQuantity: 2 });
    const seen = (rows: Allocation[], outside: number, isOwn = false) =>
      planAllocations([line], rows, { isOwnGoods: () => isOwn, cancelled: false, outside: new Map([[line.id, outside]]), newId: countingIds("new") });

    const given = anAllocation({ id: "given", state: "WITH_SUPPLIER", supplierOrderLineId: "s" });
    expect(seen([given, refunded], 2)).toMatchObject({ rows: expect.arrayContaining([given, refunded]), afterSending: [], shippedTwice: [{ lineItemId: line.id, quantity: 2 }] });
    const own = anAllocation({ id: "own", state: "NOT_OURS", reason: { code: "allocation.own_goods", params: {} } });
    expect(seen([own, refunded], 2, true).rows).toEqual(expect.arrayContaining([own, refunded]));
    // Shopify has more parcels than wanted units: then a refunded one left, too.
    const waiting = anAllocation({ id: "waiting" });
    expect(unitsIn(seen([waiting, refunded], 3).rows, "SHIPPED")).toBe(3);
  });

  it("never takes units back from a supplier or out of a parcel, and tells of the former", () => {
    const existing = [anAllocation({ id: "a", quantity: 1, state: "WITH_SUPPLIER", supplierOrderLineId: "s" }), anAllocation({ id: "b", quantity: 1, state: "SHIPPED" })];

    const { rows, afterSending } = plan([aLine({ currentQuantity: 0 })], existing);

    expect(rows).toEqual(existing);
    expect(afterSending).toEqual([{ lineItemId: "line-1", quantity: 1 }]);
  });

  it("cancels every open unit of a cancelled order, whatever its quantities still read", () => {
    const existing = [anAllocation({ id: "a", quantity: 1 }), anAllocation({ id: "b", quantity: 1, state: "WITH_SUPPLIER" })];

    const { rows, afterSending } = plan([aLine()], existing, { cancelled: true });

    expect(where(rows)).toEqual(expect.arrayContaining([["CANCELLED", 1, "allocation.order_cancelled"], ["WITH_SUPPLIER", 1, null]]));
    expect(afterSending).toEqual([{ lineItemId: "line-1", quantity: 1 }]);
  });

  it("lets units wait again that a later edit wants back", () => {
    expect(where(plan([aLine()], [anAllocation({ state: "CANCELLED" })]).rows)).toEqual([["WAITING", 2, null]]);
  });
});

type Change = { ordered: number; refunded: number; cancelled: boolean; own: boolean; sent: number; shipped: number };
const change: fc.Arbitrary<Change> = fc.record({
  ordered: fc.integer({ min: 0, max: 20 }), refunded: fc.integer({ min: 0, max: 20 }), cancelled: fc.boolean(), own: fc.boolean(),
  sent: fc.integer({ min: 0, max: 20 }), shipped: fc.integer({ min: 0, max: 20 }),
});

/** What suppliers do between two messages of Shopify's. */
function suppliersWork(rows: readonly Allocation[], { sent, shipped }: Change, newId: () => string): Allocation[] {
  const free = rows.filter((row) => row.state === "WAITING");
  const asked = [...rows.filter((row) => row.state !== "WAITING"), ...moveUnits(free, { quantity: Math.min(sent, unitsIn(free, "WAITING")), to: { state: "WITH_SUPPLIER", supplierOrderLineId: "s" } }, newId)];
  const away = asked.filter((row) => row.state === "WITH_SUPPLIER");
  return [...asked.filter((row) => row.state !== "WITH_SUPPLIER"), ...moveUnits(away, { quantity: Math.min(shipped, unitsIn(away, "WITH_SUPPLIER")), to: { state: "SHIPPED" } }, newId)];
}

describe("for any sequence of orders, edits, refunds and shipments", () => {
  it("conserves units, changes nothing when run twice, and leaves sent units alone", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const newId = countingIds();
        let quantity = 0;
        let rows: readonly Allocation[] = [];
        for (const one of changes) {
          quantity += one.ordered;
          const line = aLine({ quantity, currentQuantity: Math.max(0, quantity - one.refunded) });
          const context = { isOwnGoods: () => one.own, cancelled: one.cancelled, newId };
          const before = rows;

          const planned = planAllocations([line], rows, context);

          expect(planned.rows.reduce((sum, row) => sum + row.quantity, 0)).toBe(quantity);
          expect(planned.rows.every((row) => row.quantity > 0)).toBe(true);
          expect(new Set(planned.rows.map((row) => row.id)).size).toBe(planned.rows.length);
          for (const state of ["WITH_SUPPLIER", "SHIPPED"] as const) expect(unitsIn(planned.rows, state)).toBe(unitsIn(before, state));
          const again = planAllocations([line], planned.rows, context);
          expect(new Set(again.rows)).toEqual(new Set(planned.rows));
          expect(again).toMatchObject({ afterSending: planned.afterSending, undrafted: [] });
          rows = suppliersWork(planned.rows, one, newId);
        }
      }),
    );
  });

  it("holds exactly the refunded units as cancelled while none was sent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }), (quantity, wanted) => {
        let rows: readonly Allocation[] = [];
        for (const units of wanted) {
          const currentQuantity = Math.min(units, quantity);
          rows = plan([aLine({ quantity, currentQuantity })], [...rows]).rows;
          expect(unitsIn(rows, "CANCELLED")).toBe(quantity - currentQuantity);
          rows = rows.map((row, index) => ({ ...row, id: `kept-${index}` }));
        }
      }),
    );
  });
});
