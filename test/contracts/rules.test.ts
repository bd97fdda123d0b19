// What every routing rule must keep, whatever the order, the offers and the set of rules.
import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planRouting } from "../../app/routing/plan-routing.ts";
import type { RoutingInput } from "../../app/routing/plan-routing.ts";
import { rules } from "../../app/routing/registry.ts";
import type { RoutingRule } from "../../app/routing/rule.ts";
import type { Offer } from "../../app/suppliers/offer.ts";
import { aLine, anAddress, anOffer, anOrder } from "../support/build.ts";

const variants = ["gid://shopify/ProductVariant/1", "gid://shopify/ProductVariant/2"];

const offer: fc.Arbitrary<Omit<Offer, "id">> = fc
  .record({
    supplier: fc.constantFrom("s1", "s2", "s3"), supplierIsActive: fc.boolean(), shopifyVariantId: fc.constantFrom(...variants),
    packRatio: fc.integer({ min: 0, max: 4 }), cost: fc.integer({ min: 0, max: 5 }), currency: fc.constantFrom("USD", "CNY", "JPY"),
    shipsTo: fc.subarray(["US", "DE", "CN"]), priority: fc.integer({ min: 0, max: 2 }), isActive: fc.boolean(),
  })
  .map(({ supplier, cost, currency, ...rest }) => {
    const { id: _, ...whole } = anOffer({ ...rest, supplierId: supplier, supplierName: supplier, packCost: { minor: BigInt(cost * 100), currency } });
    return whole;
  });

const input = fc
  .record({
    offers: fc.array(offer, { maxLength: 8 }),
    quantities: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }),
    country: fc.constantFrom("US", "DE", null),
    rules: fc.shuffledSubarray([...rules]),
    hasRate: fc.boolean(),
  })
  .map(({ offers, quantities, country, rules: chosen, hasRate }) => {
    const named = offers.map((one, index): Offer => ({ ...one, id: `offer-${index}` }));
    const units = quantities.map((quantity, index) => ({
      line: aLine({ id: `line-${index % 3}`, shopifyVariantId: [...variants, null][index % 3] ?? null, quantity: 99 }),
      quantity,
    }));
    const rates = hasRate ? [{ from: "CNY", to: "USD", rate: "0.1403", quotedOn: "2026-11-01" }] : [];
    return { offers: named, plan: { order: anOrder({ address: anAddress({ countryCode: country }) }), units, rules: chosen, shopCurrency: "USD", rates } };
  });

const byVariant = (offers: readonly Offer[]) => new Map(variants.map((id) => [id, offers.filter((one) => one.shopifyVariantId === id)]));
const sum = (rows: readonly { quantity: number }[]) => rows.reduce((total, row) => total + row.quantity, 0);

function route(one: { offers: readonly Offer[]; plan: Omit<RoutingInput, "offersByVariant"> }) {
  return planRouting({ ...one.plan, offersByVariant: byVariant(one.offers) });
}

describe("routing, for any order, offers and rules", () => {
  it("loses no unit and doubles none", () => {
    fc.assert(
      fc.property(input, (one) => {
        const plan = route(one);
        for (const id of ["line-0", "line-1", "line-2"]) {
          const placed = [...plan.assignments, ...plan.unroutable].filter((row) => row.lineItemId === id);
          expect(sum(placed)).toBe(sum(one.plan.units.filter(({ line }) => line.id === id)));
          expect(placed.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("decides the same whatever the order of the offers", () => {
    fc.assert(
      fc.property(input.chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray(one.offers, { minLength: one.offers.length }))), ([one, shuffled]) => {
        expect(route({ ...one, offers: shuffled })).toEqual(route(one));
      }),
    );
  });

  it("gives a reason for each candidate, taken or refused, and hides none", () => {
    fc.assert(
      fc.property(input, (one) => {
        const plan = route(one);
        expect(plan.candidates.every((candidate) => candidate.reasons.length > 0 && candidate.reasons.every((reason) => reason.code.startsWith("routing.")))).toBe(true);
        for (const { line, quantity } of one.plan.units.filter((unit) => unit.quantity > 0)) {
          const offered = one.offers.filter((candidate) => candidate.shopifyVariantId === line.shopifyVariantId).map((candidate) => candidate.id);
          const weighed = plan.candidates.filter((candidate) => candidate.lineItemId === line.id);
          expect(weighed.flatMap((candidate) => candidate.offerId ?? []).toSorted()).toEqual(offered.toSorted());
          expect(weighed.filter((candidate) => candidate.taken).length).toBe(plan.assignments.some((assigned) => assigned.lineItemId === line.id) ? 1 : 0);
          expect(quantity).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("takes the lowest cost among those it kept, where cost is asked", () => {
    fc.assert(
      fc.property(input, (one) => {
        const plan = route({ ...one, plan: { ...one.plan, rules } });
        for (const taken of plan.candidates.filter((candidate) => candidate.taken)) {
          const rivals = plan.candidates.filter((candidate) => candidate.lineItemId === taken.lineItemId && candidate.cost !== null);
          expect(taken.cost?.currency).toBe("USD");
          expect(rivals.every((rival) => (rival.cost?.minor ?? -1n) >= (taken.cost?.minor ?? 0n))).toBe(true);
        }
      }),
    );
  });

  it("takes nobody who is inactive or does not ship there", () => {
    fc.assert(
      fc.property(input, (one) => {
        const country = one.plan.order.address?.countryCode ?? "";
        for (const { candidate } of route({ ...one, plan: { ...one.plan, rules } }).assignments) {
          expect(candidate.offer.isActive && candidate.offer.supplierIsActive).toBe(true);
          expect(candidate.offer.shipsTo.length === 0 || candidate.offer.shipsTo.includes(country)).toBe(true);
        }
      }),
    );
  });
});

describe("the registry of rules", () => {
  const files = readdirSync(new URL("../../app/routing/rules/", import.meta.url)).map((file) => file.replace(/\.ts$/, ""));

  it("lists exactly the rules that have a file, each by its file's name", () => {
    expect(rules.map((rule) => rule.name).toSorted()).toEqual(files.toSorted());
  });

  it.each(rules)("$name never contradicts itself about two candidates", (rule: RoutingRule) => {
    const candidates = [3n, 1n, 2n, 2n].map((minor, index) => ({ offer: anOffer({ id: `o${index}` }), packs: 1, cost: { minor, currency: "USD" }, rate: null, reasons: [] }));
    for (const left of candidates) {
      for (const right of candidates) expect(Math.sign(rule.compare?.(left, right) ?? 0) + Math.sign(rule.compare?.(right, left) ?? 0)).toBe(0);
    }
  });
});
