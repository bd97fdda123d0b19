import { describe, expect, it } from "vitest";
import { checkOrder } from "../../app/order-check/check-order.ts";
import type { OrderToCheck } from "../../app/order-check/check-order.ts";
import { aLine, anAllocation } from "../support/build.ts";

const reference = "a".repeat(32);

/** Three lamps with a supplier, one of them shipped and told; two cups are the merchant's own. */
function balanced(given: Partial<OrderToCheck> = {}): OrderToCheck {
  return {
    lines: [aLine({ quantity: 4, currentQuantity: 3 }), aLine({ id: "line-2", shopifyLineItemId: "gid://shopify/LineItem/2", title: "Cup", quantity: 2 })],
    allocations: [
      anAllocation({ id: "a", quantity: 2, state: "WITH_SUPPLIER", supplierOrderLineId: "s1" }),
      anAllocation({ id: "b", quantity: 1, state: "SHIPPED", supplierOrderLineId: "s1", parcelLineId: "p1" }),
      anAllocation({ id: "c", quantity: 1, state: "CANCELLED" }),
      anAllocation({ id: "d", quantity: 2, state: "NOT_OURS", lineItemId: "line-2" }),
    ],
    confirmedUnits: 5,
    fulfillments: [{ state: "CREATED", lines: [{ lineItemId: "line-1", quantity: 1 }] }],
    supplierOrders: [{ reference, state: "PARTLY_SHIPPED", lines: [{ id: "s1", lineItemId: "line-1", quantity: 3, packs: 3, answer: "accepted" }] }],
    outside: { supplierBooks: new Map([[reference, 3]]), storeBook: new Map([["gid://shopify/LineItem/1", 1]]) },
    ...given,
  };
}

const codes = (order: OrderToCheck) => checkOrder(order).findings.map((finding) => finding.code);
const replaceRow = (id: string, given: Partial<ReturnType<typeof anAllocation>>) => balanced().allocations.map((row) => (row.id === id ? { ...row, ...given } : row));
const orderIn = (state: OrderToCheck["supplierOrders"][number]["state"], answer = "accepted") =>
  [{ reference, state, lines: [{ id: "s1", lineItemId: "line-1", quantity: 3, packs: 3, answer }] }];

describe("the check of an order", () => {
  it("balances when all three counts agree, and says where each paid unit stands", () => {
    expect(checkOrder(balanced())).toEqual({
      balanced: true, paidUnits: 6, notOurs: 2, waiting: 0, withSupplier: 2, shipped: 1, cancelled: 1, needsYou: 0, findings: [],
    });
  });

  it.each<[string, string, Partial<OrderToCheck>]>([
    ["check.shopify_count_differs", "Shopify counts one more", { confirmedUnits: 6 }],
    ["check.shopify_count_differs", "wanted units were cancelled here", { allocations: replaceRow("d", { state: "CANCELLED" }) }],
    ["check.line_not_covered", "a row was lost", { allocations: balanced().allocations.slice(0, 3), confirmedUnits: 3 }],
    ["check.unknown_line", "a row belongs to no line", { allocations: [...balanced().allocations, anAllocation({ id: "e", lineItemId: "line-9", quantity: 1, state: "CANCELLED" })] }],
    ["check.bad_row", "a row holds nothing", { allocations: [...balanced().allocations, anAllocation({ id: "e", quantity: 0 })] }],
    ["check.supplier_order_missing", "nobody was asked for a unit that should be with a supplier", { supplierOrders: [], outside: {} }],
    ["check.supplier_order_differs", "a draft already counts as sent", { supplierOrders: orderIn("DRAFT"), outside: {} }],
    ["check.supplier_order_differs", "a refused line counts as sent", { supplierOrders: orderIn("ACCEPTED", "refused"), outside: {} }],
    ["check.supplier_order_differs", "a cancelled order still holds units", { supplierOrders: orderIn("CANCELLED"), outside: {} }],
    ["check.parcels_differ", "a parcel was lost", { fulfillments: [], outside: {} }],
    ["check.supplier_book_differs", "the supplier has it twice", { outside: { supplierBooks: new Map([[reference, 6]]) } }],
    ["check.supplier_book_differs", "the supplier never got it", { outside: { supplierBooks: new Map() } }],
    ["check.supplier_book_differs", "the supplier has an order that we do not know", { outside: { supplierBooks: new Map([[reference, 3], ["b".repeat(32), 1]]) } }],
    ["check.store_book_differs", "the store was told twice", { outside: { storeBook: new Map([["gid://shopify/LineItem/1", 2]]) } }],
    ["check.store_book_differs", "the store was never told", { outside: { storeBook: new Map() } }],
  ])("finds %s when %s", (code, _planted, given) => {
    expect([...new Set(codes(balanced(given)))]).toEqual([code]);
    expect(checkOrder(balanced(given)).balanced).toBe(false);
  });

  it("finds both the supplier's order and its parcels when a unit moved back by itself", () => {
    expect(codes(balanced({ allocations: replaceRow("b", { state: "WAITING" }), outside: {} }))).toEqual(["check.supplier_order_differs", "check.parcels_differ"]);
  });

  it("waits with Shopify's count until Shopify has confirmed the order", () => {
    expect(codes(balanced({ confirmedUnits: null }))).toEqual([]);
  });

  it("takes a call on its way for done or not done, never for half done", () => {
    const rows = (state: "WAITING" | "WITH_SUPPLIER", quantity: number) => [
      anAllocation({ id: "a", quantity, state, supplierOrderLineId: "s1" }),
      ...(quantity < 3 ? [anAllocation({ id: "b", quantity: 3 - quantity })] : []),
      ...balanced().allocations.slice(2),
    ];
    const given = { supplierOrders: orderIn("UNKNOWN"), fulfillments: [], outside: {} };
    expect(codes(balanced({ ...given, allocations: rows("WAITING", 3) }))).toEqual([]);
    expect(codes(balanced({ ...given, allocations: rows("WITH_SUPPLIER", 3) }))).toEqual([]);
    expect(codes(balanced({ ...given, allocations: rows("WITH_SUPPLIER", 2) }))).toEqual(["check.supplier_order_differs"]);
  });

  it("names goods refunded while a supplier has them, and accepts goods refunded after they were shipped", () => {
    const refunded = (units: number) => [aLine({ quantity: 4, currentQuantity: 3 - units }), ...balanced().lines.slice(1)];
    const late = checkOrder(balanced({ lines: refunded(1), confirmedUnits: 4 }));
    expect(late.findings).toEqual([{ code: "check.refunded_after_sending", params: { title: "Lamp", found: 1 } }]);

    const allocations = replaceRow("a", { state: "SHIPPED" });
    const fulfillments = [{ state: "CREATED" as const, lines: [{ lineItemId: "line-1", quantity: 3 }] }];
    expect(codes(balanced({ lines: refunded(1), confirmedUnits: 4, allocations, fulfillments, outside: {} }))).toEqual([]);
  });

  it("expects nothing of a cancelled order, even where Shopify's quantities were left standing", () => {
    const lines = [aLine({ quantity: 2 })];
    const order = { lines, allocations: [anAllocation({ state: "CANCELLED" })], confirmedUnits: 2, cancelled: true, fulfillments: [], supplierOrders: [] };
    expect(codes(order)).toEqual([]);
    expect(codes({ ...order, allocations: [anAllocation()] })).toEqual(["check.shopify_count_differs"]);
  });

  it("lets the merchant fulfill his own goods, and a call without an answer have arrived", () => {
    const books = (lamps: number, cups: number) => ({ storeBook: new Map([["gid://shopify/LineItem/1", lamps], ["gid://shopify/LineItem/2", cups]]) });
    expect(codes(balanced({ outside: books(1, 2) }))).toEqual([]);
    expect(codes(balanced({ outside: books(1, 3) }))).toEqual(["check.store_book_differs"]);
    const fulfillments = [{ state: "UNKNOWN" as const, lines: [{ lineItemId: "line-1", quantity: 1 }] }];
    expect([codes(balanced({ fulfillments, outside: books(0, 0) })), codes(balanced({ fulfillments, outside: books(1, 0) }))]).toEqual([[], []]);
  });
});
