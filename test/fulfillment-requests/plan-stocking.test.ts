// What moves between locations, and what comes back? Each plan is also made again after a part of it was carried out.
import { describe, expect, it } from "vitest";
import { planToLocations, planToService, rememberStock, type Stock } from "../../app/fulfillment-requests/plan-stocking.ts";

const stock = (levels: Record<string, number>, cost: string | null = "11.20"): Stock =>
  ({ inventoryItemId: "item", isTracked: true, cost, levels: Object.entries(levels).map(([locationId, available]) => ({ locationId, available })) });
const before = rememberStock(stock({ shop: 5, back: 3, ours: 0 }), "ours", "6.25");

describe("to the app's location", () => {
  it("all units go there before they are taken from where they were", () => {
    expect(planToService(stock({ shop: 5, back: 3 }), before, "ours")).toEqual([
      { kind: "activate", locationId: "ours", available: 8 }, { kind: "set", locationId: "shop", from: 5, to: 0 }, { kind: "set", locationId: "back", from: 3, to: 0 }, { kind: "cost", cost: "6.25" },
    ]);
  });

  it("a location that was used before is filled, not activated", () => {
    expect(planToService(stock({ shop: 5, back: 3, ours: 0 }, "6.25"), before, "ours")[0]).toEqual({ kind: "set", locationId: "ours", from: 0, to: 8 });
  });

  it("after a half-made change only the rest is done, and what was sold there meanwhile stays sold", () => {
    expect(planToService(stock({ shop: 0, back: 3, ours: 7 }, "6.25"), before, "ours")).toEqual([{ kind: "set", locationId: "back", from: 3, to: 0 }]);
    expect(planToService(stock({ shop: 0, back: 0, ours: 7 }, "6.25"), before, "ours")).toEqual([]);
  });

  it("without a known cost none is written", () => {
    expect(planToService(stock({ ours: 8 }), { ...before, costAfter: null }, "ours")).toEqual([]);
  });
});

describe("back to the shop's own locations", () => {
  it("everything is as it was", () => {
    expect(planToLocations(stock({ shop: 0, back: 0, ours: 8 }, "6.25"), before, "ours")).toEqual([
      { kind: "set", locationId: "shop", from: 0, to: 5 }, { kind: "set", locationId: "back", from: 0, to: 3 }, { kind: "set", locationId: "ours", from: 8, to: 0 }, { kind: "cost", cost: "11.20" },
    ]);
  });

  it("less what was sold, from the first location on", () => {
    const plan = planToLocations(stock({ shop: 0, back: 0, ours: 2 }, "6.25"), before, "ours");
    expect(plan.filter(({ kind }) => kind === "set")).toEqual([{ kind: "set", locationId: "back", from: 0, to: 2 }, { kind: "set", locationId: "ours", from: 2, to: 0 }]);
  });

  it("a cost that somebody has written since is left alone", () => {
    expect(planToLocations(stock({ shop: 5, back: 3, ours: 0 }, "7.00"), before, "ours")).toEqual([]);
  });
});
