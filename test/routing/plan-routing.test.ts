import { describe, expect, it } from "vitest";
import { planRouting } from "../../app/routing/plan-routing.ts";
import type { RoutingInput } from "../../app/routing/plan-routing.ts";
import type { Offer } from "../../app/suppliers/offer.ts";
import { aLine, anAddress, anOffer, anOrder, cny, usd } from "../support/build.ts";
import { aRoutingInput } from "../support/build-routing.ts";

const variant = "gid://shopify/ProductVariant/1";

function route(offers: Offer[], given: Partial<RoutingInput> = {}) {
  return planRouting(aRoutingInput({ offersByVariant: new Map([[variant, offers]]), ...given }));
}

const codesOf = (plan: ReturnType<typeof planRouting>) => Object.fromEntries(plan.candidates.map((one) => [one.offerId, one.reasons.map((reason) => reason.code)]));

describe("who ships a line", () => {
  it("takes the offer that costs the shop least and says of the other what decided", () => {
    const plan = route([anOffer({ id: "dear", packCost: usd(900) }), anOffer({ id: "cheap", packCost: usd(700), supplierName: "Cheap Lamps" })]);

    expect(plan.assignments).toMatchObject([{ lineItemId: "line-1", quantity: 2, candidate: { offer: { id: "cheap" }, cost: usd(1400), packs: 2 } }]);
    expect(codesOf(plan)).toEqual({
      cheap: ["routing.ships_to_destination.kept", "routing.in_stock.unknown", "routing.lowest_cost.kept", "routing.taken"],
      dear: ["routing.ships_to_destination.kept", "routing.in_stock.unknown", "routing.lowest_cost.kept", "routing.behind.lowest_cost"],
    });
    expect(plan.candidates[1]?.reasons.at(-1)?.params).toEqual({ supplier: "Cheap Lamps" });
  });

  it("counts whole packs: a cheap pack of ten is dear for two units", () => {
    const plan = route([anOffer({ id: "ten", packRatio: 10, packCost: usd(2000) }), anOffer({ id: "one", packCost: usd(900) })]);

    expect(plan.assignments[0]?.candidate.offer.id).toBe("one");
    expect(plan.candidates.map(({ offerId, packs, cost }) => [offerId, packs, cost])).toEqual([["one", 2, usd(1800)], ["ten", 1, usd(2000)]]);
  });

  it("compares currencies by the dated rate and keeps that rate with the decision", () => {
    const rate = { from: "CNY", to: "USD", rate: "0.14", quotedOn: "2026-11-01" };

    const plan = route([anOffer({ id: "yuan", packCost: cny(5000) }), anOffer({ id: "dollar", packCost: usd(701) })], { rates: [rate] });

    expect(plan.assignments[0]?.candidate).toMatchObject({ offer: { id: "yuan" }, cost: usd(1400), rate });
    expect(plan.candidates[0]?.reasons[2]).toEqual({
      code: "routing.lowest_cost.converted",
      params: { cost: "14.00", currency: "USD", from: "CNY", to: "USD", rate: "0.14", on: "2026-11-01" },
    });
  });

  it("refuses an offer whose currency has no rate, by that reason", () => {
    const plan = route([anOffer({ packCost: cny(100) })]);

    expect(plan.assignments).toEqual([]);
    expect(plan.unroutable).toEqual([{ lineItemId: "line-1", quantity: 2, reason: { code: "all_refused", params: { title: "Lamp", offers: 1 } } }]);
    expect(plan.candidates[0]?.reasons.at(-1)).toEqual({ code: "routing.lowest_cost.no_rate", params: { from: "CNY", to: "USD" } });
  });

  it("shows why inactive offers, inactive suppliers and impossible packs were not asked", () => {
    const plan = route([
      anOffer({ id: "a", isActive: false, packRatio: 0 }), anOffer({ id: "b", supplierIsActive: false }), anOffer({ id: "c", packRatio: 0 }), anOffer({ id: "d", shipsTo: ["DE", "FR"] }),
    ]);

    expect(codesOf(plan)).toEqual({
      a: ["routing.offer_inactive"], b: ["routing.supplier_inactive"], c: ["routing.pack_ratio_unusable"], d: ["routing.ships_to_destination.refused"],
    });
    expect(plan.candidates.every((one) => !one.taken && Number.isFinite(one.packs))).toBe(true);
  });

  it("decides between equals by priority, then always the same way", () => {
    expect(route([anOffer({ id: "a", priority: 2 }), anOffer({ id: "b", priority: 1 })]).assignments[0]?.candidate.offer.id).toBe("b");
    expect(route([anOffer({ id: "b" }), anOffer({ id: "a" })]).assignments[0]?.candidate.offer.id).toBe("a");
  });

  it.each([
    ["unmapped", route([])],
    ["no_variant", route([anOffer()], { units: [{ line: aLine({ shopifyVariantId: null }), quantity: 2 }] })],
    ["no_destination", route([anOffer()], { order: anOrder({ address: null }) })],
    ["no_destination", route([anOffer()], { order: anOrder({ address: anAddress({ countryCode: null }) }) })],
  ])("holds a line as %s, with all its units and a reason on record", (code, plan) => {
    expect(plan.assignments).toEqual([]);
    expect(plan.unroutable).toMatchObject([{ lineItemId: "line-1", quantity: 2, reason: { code } }]);
    expect(plan.candidates).toHaveLength(1);
    expect(plan.candidates[0]?.reasons.length).toBeGreaterThan(0);
  });

  it("holds only the line without a supplier, never its neighbour", () => {
    const other = aLine({ id: "line-2", shopifyVariantId: "gid://shopify/ProductVariant/2" });

    const plan = route([anOffer()], { units: [{ line: aLine(), quantity: 2 }, { line: other, quantity: 1 }] });

    expect(plan.assignments.map((one) => one.lineItemId)).toEqual(["line-1"]);
    expect(plan.unroutable.map((one) => one.lineItemId)).toEqual(["line-2"]);
  });

  it("counts units of the same line together, so that they share packs", () => {
    const units = [{ line: aLine(), quantity: 1 }, { line: aLine(), quantity: 1 }];
    expect(route([anOffer({ packRatio: 2 })], { units }).assignments).toMatchObject([{ quantity: 2, candidate: { packs: 1 } }]);
  });
});
