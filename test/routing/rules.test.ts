// What each of the merchant's rules decides, and what it says of it.
import { describe, expect, it } from "vitest";
import { planRouting, type RoutingInput } from "../../app/routing/plan-routing.ts";
import type { Offer } from "../../app/suppliers/offer.ts";
import { aLine, anOffer, anOrder, usd } from "../support/build.ts";
import { aCalendar, active, aRoutingInput } from "../support/build-routing.ts";

const variant = (number: number) => `gid://shopify/ProductVariant/${number}`;

function route(offers: readonly Offer[], given: Partial<RoutingInput> = {}) {
  return planRouting(aRoutingInput({ offersByVariant: Map.groupBy(offers, (offer) => offer.shopifyVariantId), ...given }));
}

type Plan = ReturnType<typeof route>;
const takenIn = (plan: Plan) => Object.fromEntries(plan.assignments.map(({ lineItemId, candidate }) => [lineItemId, candidate.offer.id]));
const reasonOf = (plan: Plan, offerId: string, code: string) => plan.candidates.find((one) => one.offerId === offerId)?.reasons.find((reason) => reason.code === code)?.params;

const from = (supplierId: string, given: Partial<Offer> = {}) => anOffer({ id: `${supplierId}:${given.shopifyVariantId ?? 1}`, supplierId, supplierName: supplierId, ...given });

describe("in stock", () => {
  const hoursAgo = (hours: number) => new Date(new Date("2026-11-24T09:00:00Z").getTime() - hours * 3_600_000);

  it("refuses a fresh count that is too small, with the figures, counted in packs", () => {
    const plan = route([from("a", { stock: 1, stockSeenAt: hoursAgo(1) }), from("b", { stock: 1, packRatio: 2, stockSeenAt: hoursAgo(1), packCost: usd(9000) })]);
    expect(takenIn(plan)).toEqual({ "line-1": "b:1" });
    expect(reasonOf(plan, "a:1", "routing.in_stock.short")).toEqual({ stock: 1, packs: 2 });
    expect(reasonOf(plan, "b:1", "routing.in_stock.kept")).toEqual({ stock: 1, packs: 1 });
  });

  it("ranks an old count behind, with its age, and never refuses for it", () => {
    const plan = route([from("old", { stock: 0, stockSeenAt: hoursAgo(73) }), from("unknown", { packCost: usd(9000) })]);
    expect(takenIn(plan)).toEqual({ "line-1": "unknown:1" });
    expect(reasonOf(plan, "old:1", "routing.in_stock.stale")).toEqual({ stock: 0, packs: 2, hours: 73, fresh: 72 });
    expect(reasonOf(plan, "old:1", "routing.behind.in_stock")).toEqual({ supplier: "unknown" });
    expect(takenIn(route([from("old", { stock: 0, stockSeenAt: hoursAgo(73) })]))).toEqual({ "line-1": "old:1" });
    expect(takenIn(route([from("old", { stock: 9, stockSeenAt: hoursAgo(72) }), from("b", { packCost: usd(9000) })]))).toEqual({ "line-1": "old:1" });
  });

  it("believes no count without a date, and prefers an old one that would do to one that would not", () => {
    const plan = route([from("a", { stock: 1, packCost: usd(1) }), from("b", { stock: 5 })]);
    expect(takenIn(plan)).toEqual({ "line-1": "b:1" });
    expect(reasonOf(plan, "b:1", "routing.in_stock.undated")).toEqual({ stock: 5, packs: 2 });
  });
});

describe("preferred supplier", () => {
  const offers = [from("cheap", { packCost: usd(100) }), from("friend", { packCost: usd(900) })];

  it("comes first, and the dearer wins by it", () => {
    const plan = route(offers, { rules: [active("preferred-supplier", { supplierId: "friend" }), active("lowest-cost")] });
    expect(takenIn(plan)).toEqual({ "line-1": "friend:1" });
    expect(reasonOf(plan, "cheap:1", "routing.behind.preferred_supplier")).toEqual({ supplier: "friend" });
  });

  it("can stand twice, each for its own orders", () => {
    const rules = [
      active("preferred-supplier", { supplierId: "friend", conditions: { countries: ["DE"] } }),
      active("preferred-supplier", { supplierId: "cheap", conditions: { tags: ["VIP"] } }),
    ];
    expect(takenIn(route(offers, { rules: [...rules, active("lowest-cost")] }))).toEqual({ "line-1": "cheap:1" });
    const german = anOrder({ tags: ["vip"], address: { ...anOrder().address, countryCode: "DE" } as never });
    expect(takenIn(route(offers, { rules, order: german }))).toEqual({ "line-1": "friend:1" });
  });
});

describe("fewest parcels", () => {
  const lines = [1, 2, 3].map((number) => ({ line: aLine({ id: `line-${number}`, shopifyVariantId: variant(number) }), quantity: 1 }));
  const offers = [
    from("one", { shopifyVariantId: variant(1), packCost: usd(1) }), from("two", { shopifyVariantId: variant(2), packCost: usd(1) }),
    from("three", { shopifyVariantId: variant(3), packCost: usd(1) }),
    ...[1, 2].map((number) => from("both", { shopifyVariantId: variant(number), packCost: usd(900) })),
  ];
  const rules = [active("fewest-parcels"), active("lowest-cost")];

  it("puts whoever ships more of the order's lines together before the cheaper ones", () => {
    const plan = route(offers, { units: lines, rules });
    expect(takenIn(plan)).toEqual({ "line-1": `both:${variant(1)}`, "line-2": `both:${variant(2)}`, "line-3": `three:${variant(3)}` });
    expect(reasonOf(plan, `both:${variant(1)}`, "routing.fewest_parcels.kept")).toEqual({ lines: 2, ofLines: 3 });
    expect(reasonOf(plan, `one:${variant(1)}`, "routing.behind.fewest_parcels")).toEqual({ supplier: "both" });
  });

  it("looks only at the lines that it speaks for", () => {
    const narrowed = [active("fewest-parcels", { conditions: { tags: ["bulky"] } }), active("lowest-cost")];
    const traitsByVariant = new Map([[variant(2), { tags: ["Bulky"], collections: [] }], [variant(3), { tags: ["bulky"], collections: [] }]]);
    expect(takenIn(route(offers, { units: lines, rules: narrowed, traitsByVariant }))).toMatchObject({ "line-1": `one:${variant(1)}` });
  });

  it("counts no offer that a rule has refused", () => {
    const abroad = offers.map((offer) => (offer.supplierId === "both" ? { ...offer, shipsTo: ["DE"] } : offer));
    expect(takenIn(route(abroad, { units: lines, rules: [active("ships-to-destination"), ...rules] }))).toMatchObject({ "line-1": `one:${variant(1)}` });
  });
});

describe("fastest", () => {
  const rules = [active("fastest"), active("lowest-cost")];

  it("takes whoever would send first in its own calendar, whatever it costs", () => {
    const calendars = new Map([["slow", aCalendar({ leadTimeDays: 5 })], ["quick", aCalendar({ leadTimeDays: 1 })]]);
    const plan = route([from("slow", { packCost: usd(1) }), from("quick")], { rules, calendars });
    expect(takenIn(plan)).toEqual({ "line-1": "quick:1" });
    expect(reasonOf(plan, "quick:1", "routing.fastest.kept")).toEqual({ on: "2026-11-25", days: 1 });
    expect(reasonOf(plan, "slow:1", "routing.behind.fastest")).toEqual({ supplier: "quick" });
  });

  it("lets the offer's own lead time stand before its supplier's", () => {
    const calendars = new Map([["a", aCalendar({ leadTimeDays: 9 })], ["b", aCalendar({ leadTimeDays: 2 })]]);
    expect(takenIn(route([from("a", { leadTimeDays: 1 }), from("b", { packCost: usd(1) })], { rules, calendars }))).toEqual({ "line-1": "a:1" });
  });

  it("ranks an unknown lead time last, by that reason", () => {
    const calendars = new Map([["known", aCalendar({ leadTimeDays: 30 })], ["unknown", aCalendar()]]);
    const plan = route([from("unknown", { packCost: usd(1) }), from("known")], { rules, calendars });
    expect(takenIn(plan)).toEqual({ "line-1": "known:1" });
    expect(reasonOf(plan, "unknown:1", "routing.fastest.unknown")).toEqual({});
  });
});

describe("a person's choice", () => {
  it("stands before every rule, and says so", () => {
    const offers = [from("cheap", { packCost: usd(100) }), from("chosen", { packCost: usd(900) })];
    const plan = route(offers, { order: anOrder({ chosenSupplierId: "chosen" }) });
    expect(takenIn(plan)).toEqual({ "line-1": "chosen:1" });
    expect(reasonOf(plan, "chosen:1", "routing.chosen_by_person")).toEqual({});
    expect(reasonOf(plan, "cheap:1", "routing.behind.chosen")).toEqual({ supplier: "chosen" });
  });

  it("does not make a supplier ship where it does not", () => {
    const plan = route([from("cheap"), from("chosen", { shipsTo: ["DE"] })], { order: anOrder({ chosenSupplierId: "chosen" }) });
    expect(takenIn(plan)).toEqual({ "line-1": "cheap:1" });
  });
});

it("an offer that refused these units is not taken again, and says why", () => {
  const plan = route([from("cheap", { packCost: usd(1) }), from("next")], { refusedBefore: new Map([["line-1", new Set(["cheap:1"])]]) });
  expect(takenIn(plan)).toEqual({ "line-1": "next:1" });
  expect(reasonOf(plan, "cheap:1", "routing.refused_before")).toEqual({ supplier: "cheap" });
});
