import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FulfillmentOrder, KnownFulfillment } from "../../app/fulfillments/fulfillment.ts";
import { findExisting, planFulfillment } from "../../app/fulfillments/plan-fulfillment.ts";
import { BugError } from "../../app/platform/errors.ts";
import { aFulfillmentOrder } from "../support/build.ts";

const lamp = "gid://shopify/LineItem/1";
const cup = "gid://shopify/LineItem/2";
const parcelOf = (quantity: number, shopifyLineItemId = lamp) => ({ lines: [{ shopifyLineItemId, quantity }] });
const holding = (id: string, remainingQuantity: number, given: Partial<FulfillmentOrder> = {}) =>
  aFulfillmentOrder({ id, lines: [{ id: `${id}-lamp`, shopifyLineItemId: lamp, remainingQuantity }], ...given });

describe("where a parcel's units are taken from in Shopify", () => {
  it("takes them from the open fulfillment order, in part where the parcel is partial", () => {
    expect(planFulfillment(parcelOf(1), [holding("a", 2)])).toEqual({ kind: "create", groups: [{ fulfillmentOrderId: "a", lines: [{ id: "a-lamp", quantity: 1 }] }] });
  });

  it("goes on with one in progress after an earlier parcel", () => {
    expect(planFulfillment(parcelOf(1), [holding("a", 1, { status: "IN_PROGRESS" })])).toMatchObject({ kind: "create" });
  });

  it("takes from several fulfillment orders of one location in one call", () => {
    expect(planFulfillment(parcelOf(3), [holding("b", 2), holding("a", 2)])).toEqual({
      kind: "create",
      groups: [{ fulfillmentOrderId: "a", lines: [{ id: "a-lamp", quantity: 2 }] }, { fulfillmentOrderId: "b", lines: [{ id: "b-lamp", quantity: 1 }] }],
    });
  });

  it("chooses the location that holds all of it", () => {
    const plan = planFulfillment(parcelOf(2), [holding("a", 1), holding("b", 2, { locationId: "other" })]);
    expect(plan).toMatchObject({ kind: "create", groups: [{ fulfillmentOrderId: "b" }] });
  });

  it("never counts a closed one, whatever its lines still read", () => {
    expect(planFulfillment(parcelOf(2), [holding("a", 2, { status: "CLOSED", supportedActions: [] }), holding("b", 2)])).toMatchObject({ groups: [{ fulfillmentOrderId: "b" }] });
  });

  it.each<[string, FulfillmentOrder[]]>([
    ["not_routed_yet", []],
    ["not_routed_yet", [aFulfillmentOrder({ lines: [{ id: "x", shopifyLineItemId: cup, remainingQuantity: 2 }] })]],
    ["on_hold", [holding("a", 2, { status: "ON_HOLD", supportedActions: ["RELEASE_HOLD"], holdReasons: ["HIGH_RISK_OF_FRAUD"] })]],
    ["on_hold", [holding("a", 1), holding("b", 1, { status: "ON_HOLD", supportedActions: [] })]],
    ["scheduled", [holding("a", 2, { status: "SCHEDULED", supportedActions: [] })]],
    ["not_permitted", [holding("a", 2, { supportedActions: ["MOVE"] })]],
    ["several_locations", [holding("a", 1), holding("b", 1, { locationId: "other" })]],
    ["several_locations", [holding("a", 1, { locationId: null }), holding("b", 1, { locationId: null })]],
    ["not_enough_open", [holding("a", 1)]],
    ["already_fulfilled", [holding("a", 2, { status: "CLOSED", supportedActions: [] })]],
    ["already_fulfilled", [holding("a", 0, { status: "CLOSED" }), holding("b", 2, { status: "CANCELLED" })]],
    ["fulfillment_cancelled", [holding("a", 2, { status: "CANCELLED", supportedActions: [] })]],
  ])("waits with %s", (code, orders) => {
    expect(planFulfillment(parcelOf(2), orders)).toMatchObject({ kind: "wait", reason: { code } });
  });

  it("says which holds stand in the way", () => {
    const held = holding("a", 2, { status: "ON_HOLD", holdReasons: ["OTHER", "AWAITING_PAYMENT"] });
    expect(planFulfillment(parcelOf(2), [held])).toEqual({ kind: "wait", reason: { code: "on_hold", params: { holds: "OTHER, AWAITING_PAYMENT" } } });
  });

  it("refuses a parcel of nothing as a fault of ours", () => {
    expect(() => planFulfillment({ lines: [] }, [holding("a", 1)])).toThrow(BugError);
  });

  it("for any fulfillment orders tells exactly the parcel's units, from one location, and never more than is left", () => {
    const order = fc.record({
      status: fc.constantFrom("OPEN", "IN_PROGRESS", "ON_HOLD", "CLOSED", "CANCELLED"), locationId: fc.constantFrom("l1", "l2", null),
      supportedActions: fc.constantFrom(["CREATE_FULFILLMENT"], []), lamps: fc.nat(4), cups: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 6 }), fc.nat(5), fc.integer({ min: 1, max: 5 }), (drawn, lamps, cups) => {
        const orders = drawn.map((one, index): FulfillmentOrder => ({
          id: `fo-${index}`, status: one.status, locationId: one.locationId, supportedActions: one.supportedActions, holdReasons: [],
          lines: [{ id: `fo-${index}/lamp`, shopifyLineItemId: lamp, remainingQuantity: one.lamps }, { id: `fo-${index}/cup`, shopifyLineItemId: cup, remainingQuantity: one.cups }],
        }));
        const plan = planFulfillment({ lines: [...parcelOf(lamps).lines, ...parcelOf(cups, cup).lines] }, orders);
        const usable = orders.filter((one) => ["OPEN", "IN_PROGRESS"].includes(one.status) && one.supportedActions.length > 0);
        const canHold = (location: (one: FulfillmentOrder) => boolean) => [lamp, cup].every((line, index) =>
          usable.filter(location).flatMap((one) => one.lines).filter((one) => one.shopifyLineItemId === line).reduce((sum, one) => sum + one.remainingQuantity, 0) >= (index === 0 ? lamps : cups));
        const isPossible = ["l1", "l2"].some((id) => canHold((one) => one.locationId === id)) || usable.some((alone) => alone.locationId === null && canHold((one) => one === alone));

        expect(plan.kind).toBe(isPossible ? "create" : "wait");
        if (plan.kind === "wait") return;
        const taken = plan.groups.flatMap((group) => group.lines);
        const units = (kind: string) => taken.filter((line) => line.id.endsWith(kind)).reduce((sum, line) => sum + line.quantity, 0);
        expect([units("lamp"), units("cup")]).toEqual([lamps, cups]);
        const used = plan.groups.map((group) => usable.find((one) => one.id === group.fulfillmentOrderId));
        expect(used.every((one) => one !== undefined)).toBe(true);
        expect(new Set(used.map((one) => one?.locationId ?? one?.id)).size).toBe(1);
        for (const line of taken) {
          const left = usable.flatMap((one) => one.lines).find((one) => one.id === line.id)?.remainingQuantity ?? 0;
          expect(line.quantity > 0 && line.quantity <= left).toBe(true);
        }
      }),
    );
  });
});

describe("whether Shopify already knows a parcel", () => {
  const known: KnownFulfillment = { id: "f1", name: "#1001-F1", status: "SUCCESS", trackingNumbers: ["1Z 999"], lines: [{ shopifyLineItemId: lamp, quantity: 2 }] };
  const parcel = { trackingNumber: "1z999", ...parcelOf(2) };

  it("is told by number and units together", () => {
    expect(findExisting(parcel, [known])).toBe(known);
    expect(findExisting({ ...parcel, trackingNumber: "1Z998" }, [known])).toBeUndefined();
    expect(findExisting({ ...parcel, ...parcelOf(1) }, [known])).toBeUndefined();
    expect(findExisting({ ...parcel, ...parcelOf(2, cup) }, [known])).toBeUndefined();
    expect(findExisting(parcel, [{ ...known, lines: [...known.lines, { shopifyLineItemId: cup, quantity: 1 }] }])).toBeUndefined();
  });

  it("is not told by a cancelled one", () => {
    expect(findExisting(parcel, [{ ...known, status: "CANCELLED" }])).toBeUndefined();
  });
});
