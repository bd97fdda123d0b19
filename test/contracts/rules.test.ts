// What every routing rule must keep, whatever the order, the offers, the set of rules and their conditions.
import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { always, fits, type Conditions } from "../../app/orders/conditions.ts";
import { planRouting } from "../../app/routing/plan-routing.ts";
import type { RoutingInput } from "../../app/routing/plan-routing.ts";
import { rules } from "../../app/routing/registry.ts";
import { activeRules, firstChoices } from "../../app/routing/rule-choices.ts";
import type { ActiveRule, RoutingRule } from "../../app/routing/rule.ts";
import type { Offer } from "../../app/suppliers/offer.ts";
import { aLine, anAddress, anOffer, anOrder } from "../support/build.ts";
import { aCalendar, aRoutingInput } from "../support/build-routing.ts";

const variants = ["gid://shopify/ProductVariant/1", "gid://shopify/ProductVariant/2"];
const suppliers = ["s1", "s2", "s3"];
const seen = [null, new Date("2026-11-24T08:00:00Z"), new Date("2026-11-01T08:00:00Z")];

const offer: fc.Arbitrary<Omit<Offer, "id">> = fc
  .record({
    supplier: fc.constantFrom(...suppliers), supplierIsActive: fc.boolean(), shopifyVariantId: fc.constantFrom(...variants),
    packRatio: fc.integer({ min: 0, max: 4 }), cost: fc.integer({ min: 0, max: 5 }), currency: fc.constantFrom("USD", "CNY", "JPY"),
    shipsTo: fc.subarray(["US", "DE", "CN"]), priority: fc.integer({ min: 0, max: 2 }), isActive: fc.boolean(),
    stock: fc.option(fc.integer({ min: 0, max: 6 })), stockSeenAt: fc.constantFrom(...seen), leadTimeDays: fc.option(fc.integer({ min: 0, max: 3 })),
  })
  .map(({ supplier, cost, currency, ...rest }) => {
    const { id: _, ...whole } = anOffer({ ...rest, supplierId: supplier, supplierName: supplier, packCost: { minor: BigInt(cost * 100), currency } });
    return whole;
  });

const conditions: fc.Arbitrary<Conditions> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(always) },
  { weight: 1, arbitrary: fc.record({
    countries: fc.subarray(["US", "DE"]), tags: fc.subarray(["vip", "lamp"]), collections: fc.subarray(["Lights"]),
    atLeastMinor: fc.constantFrom(null, 1000n, 9000n), atMostMinor: fc.constantFrom(null, 5000n),
  }) },
);

const chosenRules: fc.Arbitrary<ActiveRule[]> = fc
  .tuple(fc.shuffledSubarray([...rules]), fc.array(fc.record({ supplierId: fc.constantFrom(null, ...suppliers), conditions }), { minLength: rules.length, maxLength: rules.length }))
  .map(([chosen, settings]) => chosen.map((rule, index) => ({ rule, supplierId: settings[index]?.supplierId ?? null, conditions: settings[index]?.conditions ?? always })));

const calendars = new Map([
  ["s1", aCalendar({ leadTimeDays: 2, cutOffMinute: 900 })],
  ["s2", aCalendar({ workingDays: [], leadTimeDays: 1 })],
  ["s3", aCalendar({ timeZone: "America/New_York", closures: [{ lastOrderOn: "2026-11-20", closedFrom: "2026-11-23", reopensOn: "2026-11-30" }] })],
]);

type Case = { offers: readonly Offer[]; plan: Omit<RoutingInput, "offersByVariant"> };

const input: fc.Arbitrary<Case> = fc
  .record({
    offers: fc.array(offer, { maxLength: 8 }),
    quantities: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }),
    country: fc.constantFrom("US", "DE", null),
    rules: chosenRules,
    hasRate: fc.boolean(),
    chosenSupplierId: fc.constantFrom(null, null, "s2"),
    refused: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7], { maxLength: 3 }),
    tags: fc.subarray(["VIP", "sale"]),
  })
  .map(({ offers, quantities, country, rules: chosen, hasRate, chosenSupplierId, refused, tags }) => {
    const named = offers.map((one, index): Offer => ({ ...one, id: `offer-${index}` }));
    const units = quantities.map((quantity, index) => ({
      line: aLine({ id: `line-${index % 3}`, shopifyVariantId: [...variants, null][index % 3] ?? null, quantity: 99 }),
      quantity,
    }));
    const rates = hasRate ? [{ from: "CNY", to: "USD", rate: "0.1403", quotedOn: "2026-11-01" }] : [];
    const { offersByVariant: _, ...plan } = aRoutingInput({
      order: anOrder({ address: anAddress({ countryCode: country }), chosenSupplierId, tags }), units, rules: chosen, rates, calendars,
      traitsByVariant: new Map([[variants[0] ?? "", { tags: ["Lamp"], collections: ["lights"] }]]),
      refusedBefore: new Map([["line-0", new Set(refused.map((index) => `offer-${index}`))]]),
    });
    return { offers: named, plan };
  });

const byVariant = (offers: readonly Offer[]) => new Map(variants.map((id) => [id, offers.filter((one) => one.shopifyVariantId === id)]));
const sum = (rows: readonly { quantity: number }[]) => rows.reduce((total, row) => total + row.quantity, 0);
const route = (one: Case) => planRouting({ ...one.plan, offersByVariant: byVariant(one.offers) });
const byLine = (plan: ReturnType<typeof planRouting>) => plan.candidates.toSorted((left, right) => (left.lineItemId < right.lineItemId ? -1 : left.lineItemId > right.lineItemId ? 1 : left.position - right.position));

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

  it("decides the same whatever the order of the offers and of the lines", () => {
    const shuffled = input.chain((one) =>
      fc.tuple(fc.constant(one), fc.shuffledSubarray([...one.offers], { minLength: one.offers.length }), fc.shuffledSubarray([...one.plan.units], { minLength: one.plan.units.length })));
    fc.assert(
      fc.property(shuffled, ([one, offers, units]) => {
        expect(byLine(route({ offers, plan: { ...one.plan, units } }))).toEqual(byLine(route(one)));
      }),
    );
  });

  it("gives a reason for each candidate, taken or refused, and hides none", () => {
    fc.assert(
      fc.property(input, (one) => {
        const plan = route(one);
        expect(plan.candidates.every((candidate) => candidate.reasons.length > 0 && candidate.reasons.every((reason) => reason.code.startsWith("routing.")))).toBe(true);
        for (const { line } of one.plan.units.filter((unit) => unit.quantity > 0)) {
          const offered = one.offers.filter((candidate) => candidate.shopifyVariantId === line.shopifyVariantId).map((candidate) => candidate.id);
          const weighed = plan.candidates.filter((candidate) => candidate.lineItemId === line.id);
          expect(weighed.flatMap((candidate) => candidate.offerId ?? []).toSorted()).toEqual(offered.toSorted());
          expect(weighed.filter((candidate) => candidate.taken).length).toBe(plan.assignments.some((assigned) => assigned.lineItemId === line.id) ? 1 : 0);
        }
      }),
    );
  });

  it("is not touched by a rule whose conditions fit no line", () => {
    const nowhere: Conditions = { ...always, tags: ["no such tag"] };
    fc.assert(
      fc.property(input, fc.constantFrom(...rules), fc.nat(6), (one, rule, at) => {
        const others = one.plan.rules.filter((active) => active.rule !== rule);
        const withIt = [...others.slice(0, at), { rule, supplierId: "s1", conditions: nowhere }, ...others.slice(at)];
        expect(route({ ...one, plan: { ...one.plan, rules: withIt } })).toEqual(route({ ...one, plan: { ...one.plan, rules: others } }));
      }),
    );
  });

  it("says nothing of a rule that is off", () => {
    fc.assert(
      fc.property(input, fc.subarray(firstChoices.map(({ rule }) => rule)), (one, on) => {
        const choices = firstChoices.map((choice) => ({ ...choice, isOn: on.includes(choice.rule), supplierId: "s1" }));
        const plan = route({ ...one, plan: { ...one.plan, rules: activeRules(choices) } });
        const said = plan.candidates.flatMap(({ reasons }) => reasons.map(({ code }) => code));
        for (const { rule } of choices.filter(({ isOn }) => !isOn)) {
          const name = rule.replaceAll("-", "_");
          expect(said.filter((code) => code.startsWith(`routing.${name}.`) || code === `routing.behind.${name}`)).toEqual([]);
        }
      }),
    );
  });

  it("takes the lowest cost among those it kept, where cost alone is asked", () => {
    const costOnly = activeRules(firstChoices.map((choice) => ({ ...choice, isOn: ["ships-to-destination", "lowest-cost"].includes(choice.rule) })));
    fc.assert(
      fc.property(input, (one) => {
        const plan = route({ ...one, plan: { ...one.plan, rules: costOnly, order: { ...one.plan.order, chosenSupplierId: null } } });
        for (const taken of plan.candidates.filter((candidate) => candidate.taken)) {
          const rivals = plan.candidates.filter((candidate) => candidate.lineItemId === taken.lineItemId && candidate.cost !== null);
          expect(taken.cost?.currency).toBe("USD");
          expect(rivals.every((rival) => (rival.cost?.minor ?? -1n) >= (taken.cost?.minor ?? 0n))).toBe(true);
        }
      }),
    );
  });

  it("takes nobody who is inactive, does not ship there, has refused before or is known to be short", () => {
    const first = activeRules(firstChoices);
    fc.assert(
      fc.property(input, (one) => {
        const country = one.plan.order.address?.countryCode ?? "";
        for (const { lineItemId, candidate } of route({ ...one, plan: { ...one.plan, rules: first } }).assignments) {
          expect(candidate.offer.isActive && candidate.offer.supplierIsActive).toBe(true);
          expect(candidate.offer.shipsTo.length === 0 || candidate.offer.shipsTo.includes(country)).toBe(true);
          expect(one.plan.refusedBefore.get(lineItemId)?.has(candidate.offer.id) ?? false).toBe(false);
          const isFresh = candidate.offer.stockSeenAt === seen[1];
          expect(isFresh && (candidate.offer.stock ?? Infinity) < candidate.packs).toBe(false);
        }
      }),
    );
  });

  it("takes the supplier that a person chose wherever it was not refused", () => {
    fc.assert(
      fc.property(input, (one) => {
        const plan = route({ ...one, plan: { ...one.plan, order: { ...one.plan.order, chosenSupplierId: "s2" } } });
        for (const { lineItemId, candidate } of plan.assignments) {
          const behind = plan.candidates.filter((rival) => rival.lineItemId === lineItemId && rival.supplierId === "s2" && rival.reasons.some(({ code }) => code.startsWith("routing.behind.")));
          if (candidate.offer.supplierId !== "s2") expect(behind).toEqual([]);
        }
      }),
    );
  });
});

describe("falling back, for any order, offers and rules", () => {
  it("asks each offer at most once, keeps every unit, and comes to an end", () => {
    fc.assert(
      fc.property(input, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (one, answers) => {
        const asked = new Map<string, Set<string>>();
        let units = one.plan.units;
        let placed = 0;
        let stuck = 0;
        for (let round = 0; units.length > 0; round += 1) {
          expect(round).toBeLessThanOrEqual(one.offers.length);
          const plan = planRouting({ ...one.plan, units, refusedBefore: asked, offersByVariant: byVariant(one.offers) });
          stuck += sum(plan.unroutable);
          // Some suppliers take their units, others refuse theirs.
          const refused = plan.assignments.filter(({ candidate }, index) => {
            const isYes = answers[(round + index) % answers.length] ?? false;
            if (isYes) placed += plan.assignments[index]?.quantity ?? 0;
            return !isYes && candidate.offer.id !== "";
          });
          for (const { lineItemId, candidate } of refused) {
            expect(asked.get(lineItemId)?.has(candidate.offer.id) ?? false).toBe(false);
            asked.set(lineItemId, (asked.get(lineItemId) ?? new Set()).add(candidate.offer.id));
          }
          units = refused.flatMap(({ lineItemId, quantity }) => one.plan.units.filter(({ line }) => line.id === lineItemId).slice(0, 1).map(({ line }) => ({ line, quantity })));
        }
        expect(placed + stuck).toBe(sum(one.plan.units));
      }),
    );
  });
});

describe("conditions", () => {
  const occasion = fc.record({ countryCode: fc.constantFrom("US", "DE", null), tags: fc.subarray(["VIP", "Lamp"]), collections: fc.subarray(["LIGHTS"]), totalMinor: fc.bigInt(0n, 10000n) });

  it("fit anything where nothing is asked, and never fit more by asking more", () => {
    fc.assert(
      fc.property(conditions, occasion, fc.constantFrom<Partial<Conditions>>({ countries: ["DE"] }, { tags: ["vip"] }, { collections: ["Lights"] }, { atLeastMinor: 5000n }, { atMostMinor: 5000n }), (asked, one, more) => {
        expect(fits(always, one)).toBe(true);
        const [name] = Object.keys(more);
        const isAsking = name !== undefined && (asked[name as keyof Conditions] === null || JSON.stringify(asked[name as keyof Conditions], (_, value: unknown) => String(value)) === '""');
        if (isAsking && fits({ ...asked, ...more }, one)) expect(fits(asked, one)).toBe(true);
      }),
    );
  });
});

describe("the registry of rules", () => {
  const files = readdirSync(new URL("../../app/routing/rules/", import.meta.url)).map((file) => file.replace(/\.ts$/, ""));

  it("lists exactly the rules that have a file, each by its file's name", () => {
    expect(rules.map((rule) => rule.name).toSorted()).toEqual(files.toSorted());
  });

  it("has a fresh shop decide by destination, stock and cost", () => {
    expect(activeRules(firstChoices).map(({ rule }) => rule.name)).toEqual(["ships-to-destination", "in-stock", "lowest-cost"]);
  });

  it.each(rules)("$name never contradicts itself about two candidates", (rule: RoutingRule) => {
    const candidates = [3n, 1n, 2n, 2n, 5n].map((minor, index) => ({
      offer: anOffer({ id: `o${index}`, supplierId: suppliers[index % 3] ?? "" }), packs: 1, cost: { minor, currency: "USD" }, rate: null,
      stockDoubt: index % 3, leavesOn: [null, "2026-11-25", "2026-11-26"][index % 3] ?? null, reasons: [],
    }));
    const facts = rule.prepare?.([{ lineItemId: "a", kept: candidates }, { lineItemId: "b", kept: candidates.slice(0, 1) }]) ?? new Map();
    const order = (left: number, right: number) => {
      const [one, other] = [candidates[left], candidates[right]];
      return one && other ? Math.sign(rule.compare?.(one, other, { supplierId: "s2", facts }) ?? 0) : 0;
    };
    for (const [a] of candidates.entries()) {
      for (const [b] of candidates.entries()) {
        expect(order(a, b) + order(b, a)).toBe(0);
        for (const [c] of candidates.entries()) if (order(a, b) <= 0 && order(b, c) <= 0) expect(order(a, c)).toBeLessThanOrEqual(0);
      }
    }
  });
});
