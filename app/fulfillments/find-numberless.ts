// Which fulfillment made by hand tells of this parcel, but for its number?
import { sameUnits, unitsByLine } from "./plan-fulfillment.ts";

type ByHand = { readonly cancelledAt: Date | null; readonly trackingNumbers: readonly string[]; readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[] };
type Parcel = { readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[] };

/** Exactly the parcel's units, still standing, and without any number. Undefined as well where two could be meant. */
export function findNumberless<One extends ByHand>({ lines }: Parcel, made: readonly One[]): One | undefined {
  const units = (of: Parcel["lines"]) => unitsByLine(of.map(({ lineItemId, quantity }) => ({ shopifyLineItemId: lineItemId, quantity })));
  const fitting = made.filter((one) => one.cancelledAt === null && one.trackingNumbers.length === 0 && sameUnits(units(one.lines), units(lines)));
  return fitting.length === 1 ? fitting[0] : undefined;
}
