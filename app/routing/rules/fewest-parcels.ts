// Which suppliers together need the fewest parcels for this order? Whoever can ship most of its lines comes first, then
// whoever ships most of what is left, and so on: a greedy cover, which is close to the best and easy to follow.
import type { JudgedLine, OrderFacts, RoutingRule } from "../rule.ts";

export const fewestParcels: RoutingRule = {
  name: "fewest-parcels",
  isOnAtFirst: false,
  prepare: (lines) => cover(linesBySupplier(lines), lines.filter(({ kept }) => kept.length > 0).length),
  remark({ offer }, facts) {
    const { lines, ofLines } = facts.get(offer.supplierId) ?? { lines: 1, ofLines: 1 };
    return { code: "routing.fewest_parcels.kept", params: { lines, ofLines } };
  },
  compare: (left, right, { facts }) => placeIn(facts, left.offer.supplierId) - placeIn(facts, right.offer.supplierId),
};

type Lines = ReadonlySet<string>;

function linesBySupplier(lines: readonly JudgedLine[]): Map<string, Lines> {
  const found = new Map<string, Set<string>>();
  for (const { lineItemId, kept } of lines) {
    for (const { offer } of kept) found.set(offer.supplierId, (found.get(offer.supplierId) ?? new Set()).add(lineItemId));
  }
  return found;
}

/** Suppliers that add nothing to the cover stand last, all at one place: of them this rule has no opinion. */
function cover(bySupplier: ReadonlyMap<string, Lines>, ofLines: number): OrderFacts {
  const covered = new Set<string>();
  const order: string[] = [];
  for (let best = pickBest(bySupplier, covered); best !== undefined; best = pickBest(bySupplier, covered)) {
    order.push(best.supplierId);
    for (const line of best.lines) covered.add(line);
  }
  const placeOf = (supplierId: string): number => (order.includes(supplierId) ? order.indexOf(supplierId) : order.length);
  return new Map([...bySupplier].map(([supplierId, lines]) => [supplierId, { place: placeOf(supplierId), lines: lines.size, ofLines }]));
}

/** Adds most; of equals the one with more lines altogether, then by id, so that the order of the offers never decides. */
function pickBest(bySupplier: ReadonlyMap<string, Lines>, covered: Lines): { supplierId: string; lines: Lines } | undefined {
  const adding = [...bySupplier].map(([supplierId, lines]) => ({ supplierId, lines, gain: [...lines].filter((line) => !covered.has(line)).length })).filter(({ gain }) => gain > 0);
  return adding.toSorted((one, other) => other.gain - one.gain || other.lines.size - one.lines.size || (one.supplierId < other.supplierId ? -1 : 1))[0];
}

const placeIn = (facts: OrderFacts, supplierId: string): number => facts.get(supplierId)?.place ?? facts.size;
