// When is another app, a setting or a missing approval a conflict, and when not yet?
import { describe, expect, it } from "vitest";
import { findConflicts, type SeenOrder, type Surroundings } from "../../app/fulfillments/find-conflicts.ts";

const placedAt = new Date("2026-11-25T10:00:00Z");
const after = (seconds: number) => new Date(placedAt.getTime() + seconds * 1000);
const anOrder = (over: Partial<SeenOrder> = {}): SeenOrder => ({ name: "#1", placedAt, requiresShipping: true, hasAddress: true, fulfillments: [], ...over });
const quiet: Surroundings = { services: [], orders: [], ours: new Set(), stocked: new Map(), isAddressDenied: false };
const codes = (over: Partial<Surroundings>) => findConflicts({ ...quiet, ...over }).map(({ code }) => code);
const parcel = (over: object = {}) => ({ id: "F1", createdAt: after(5), serviceId: null, hasNumber: false, ...over });

describe("finding conflicts", () => {
  it("finds nothing in a quiet shop", () => {
    expect(findConflicts({ ...quiet, orders: [anOrder(), anOrder()] })).toEqual([]);
  });

  it.each([
    ["a minute after the order", parcel({ createdAt: after(60) }), []],
    ["within the minute", parcel({ createdAt: after(59) }), ["conflict.ships_automatically"]],
    ["with a number", parcel({ hasNumber: true }), []],
    ["by ourselves", parcel({ id: "OURS" }), []],
  ])("judges a parcel that was made %s", (_name, fulfillment, expected) => {
    expect(codes({ orders: [anOrder({ fulfillments: [fulfillment] })], ours: new Set(["OURS"]) })).toEqual(expected);
  });

  it("tells another app's parcel from an automatic one, and forgives an app that is switched off", () => {
    const orders = [anOrder({ fulfillments: [parcel({ serviceId: "S" })] })];

    expect(codes({ orders, services: [{ id: "S", name: "Far", isActive: true }] })).toEqual(["conflict.other_app_ships"]);
    expect(codes({ orders, services: [{ id: "S", name: "Far", isActive: false }] })).toEqual([]);
  });

  it("counts orders once, however many parcels they have", () => {
    const [found] = findConflicts({ ...quiet, services: [{ id: "S", name: "Far", isActive: true }], orders: [anOrder({ fulfillments: [parcel({ serviceId: "S" }), parcel({ id: "F2", serviceId: "S" })] })] });

    expect(found?.params).toEqual({ service: "Far", orders: 1, order: "#1" });
  });

  it("takes three orders without an address, and no other, for a missing approval; a denial at once", () => {
    const bare = anOrder({ hasAddress: false });

    expect(codes({ orders: [bare, bare] })).toEqual([]);
    expect(codes({ orders: [bare, bare, bare] })).toEqual(["conflict.customer_data_withheld"]);
    expect(codes({ orders: [bare, bare, bare, anOrder()] })).toEqual([]);
    expect(codes({ orders: [bare, bare, anOrder({ requiresShipping: false, hasAddress: false })] })).toEqual([]);
    expect(codes({ isAddressDenied: true })).toEqual(["conflict.customer_data_withheld"]);
  });
});
