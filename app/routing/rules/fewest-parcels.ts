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

function linesBySupplier(lines: readonly JudgedLine[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { lineItemId, kept } of lines) {
    for (const { offer } of kept) found.set(offer.supplierId, (found.get(offer.supplierId) ?? new Set()).add(lineItemId));
  }
  return found;
}

/** Suppliers that add nothing to the cover stand last, all at one place: of them this rule has no opinion. */
function cover(bySupplier: ReadonlyMap<string, ReadonlySet<string>>, ofLines: number): OrderFacts {
  const facts = new Map<string, { place: number; lines: number; ofLines: number }>();
  const covered = new Set<string>();
  const left = new Set([...bySupplier.keys()].toSorted());
  while (left.size > 0) {
    const gains = [...left].map((supplierId) => ({ supplierId, gain: [...(bySupplier.get(supplierId) ?? [])].filter((line) => !covered.has(line)).length }));
    // Of equal gain the one with more lines altogether, then by id, so that the order of the offers never decides.
    const [best] = gains.toSorted((one, other) => other.gain - one.gain || sizeOf(bySupplier, other) - sizeOf(bySupplier, one) || (one.supplierId < other.supplierId ? -1 : 1));
    if (!best || best.gain === 0) break;
    facts.set(best.supplierId, { place: facts.size, lines: bySupplier.get(best.supplierId)?.size ?? 0, ofLines });
    for (const line of bySupplier.get(best.supplierId) ?? []) covered.add(line);
    left.delete(best.supplierId);
  }
  for (const supplierId of left) facts.set(supplierId, { place: bySupplier.size, lines: bySupplier.get(supplierId)?.size ?? 0, ofLines });
  return facts;
}

const sizeOf = (bySupplier: ReadonlyMap<string, ReadonlySet<string>>, { supplierId }: { supplierId: string }): number => bySupplier.get(supplierId)?.size ?? 0;

const placeIn = (facts: OrderFacts, supplierId: string): number => facts.get(supplierId)?.place ?? facts.size;
