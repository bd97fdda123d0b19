// Which fulfillment made by hand tells of this parcel, but for its number, or with it since a call whose answer was lost?
import { isSameNumber, sameUnits, unitsByLine } from "./plan-fulfillment.ts";

type ByHand = { readonly cancelledAt: Date | null; readonly trackingNumbers: readonly string[]; readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[] };
type Parcel = { readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[] };

/** Exactly the parcel's units, still standing, and without any number. Undefined as well where two could be meant. */
export function findNumberless<One extends ByHand>({ lines }: Parcel, made: readonly One[]): One | undefined {
  const fitting = made.filter((one) => one.cancelledAt === null && one.trackingNumbers.length === 0 && sameUnits(units(one.lines), units(lines)));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The number was put there and nobody heard of it, and what stands in Shopify was read since. */
export function findNumbered<One extends ByHand>({ lines, trackingNumber }: Parcel & { readonly trackingNumber: string }, made: readonly One[]): One | undefined {
  return made.find((one) => one.cancelledAt === null && one.trackingNumbers.some((number) => isSameNumber(number, trackingNumber)) && sameUnits(units(one.lines), units(lines)));
}

const units = (of: Parcel["lines"]) => unitsByLine(of.map(({ lineItemId, quantity }) => ({ shopifyLineItemId: lineItemId, quantity })));
