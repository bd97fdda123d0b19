// What may a customer know of an order: which parcels left with what in them, and what is still to come?
// Nothing of suppliers, costs or our own bookkeeping passes through here.
import type { TrackingStatus } from "../carriers/tracking-event.ts";

export type ShownItem = { readonly title: string; readonly variant: string | null; readonly quantity: number };

export type ShownScan = { readonly status: TrackingStatus; readonly at: Date; readonly place: string };

export type CustomerParcel = {
  readonly carrier: string;
  readonly number: string;
  readonly link: string | null;
  readonly shippedAt: Date;
  readonly deliveredAt: Date | null;
  readonly lastScan: ShownScan | null;
  readonly lines: readonly ShownItem[];
};

/** Units that no parcel holds: they come, the shop sends them itself, or they will not come. */
export const restKinds = ["to_come", "from_shop", "cancelled"] as const;
export type RestKind = (typeof restKinds)[number];
export type RestItem = ShownItem & { readonly kind: RestKind };

export type CustomerOrder = {
  /** "#1001" */
  readonly name: string;
  readonly placedAt: Date;
  readonly parcels: readonly CustomerParcel[];
  readonly rest: readonly RestItem[];
};

type LineFacts = { readonly id: string; readonly title: string; readonly variantTitle: string | null };
type UnitFacts = { readonly lineItemId: string; readonly quantity: number; readonly state: string; readonly reasonCode: string | null };
type ParcelFacts = Omit<CustomerParcel, "lines"> & { readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[] };

export type OrderFacts = {
  readonly name: string;
  readonly placedAt: Date;
  readonly lines: readonly LineFacts[];
  readonly units: readonly UnitFacts[];
  readonly parcels: readonly ParcelFacts[];
};

export function parcelsOfOrder({ name, placedAt, lines, units, parcels }: OrderFacts): CustomerOrder {
  const items = new Map(lines.map((line) => [line.id, { title: line.title, variant: line.variantTitle }]));
  const itemOf = (lineItemId: string, quantity: number): ShownItem => ({ ...(items.get(lineItemId) ?? { title: "", variant: null }), quantity });
  return {
    name,
    placedAt,
    parcels: parcels.map((parcel) => ({ ...parcel, lines: inOrder(lines, parcel.lines).map(([id, quantity]) => itemOf(id, quantity)) })),
    rest: restKinds.flatMap((kind) => inOrder(lines, units.filter((unit) => kindOf(unit) === kind)).map(([id, quantity]) => ({ ...itemOf(id, quantity), kind }))),
  };
}

/** Units of a line are told once, in the order of the lines. */
function inOrder(lines: readonly LineFacts[], parts: readonly { readonly lineItemId: string; readonly quantity: number }[]): [string, number][] {
  return lines.flatMap(({ id }): [string, number][] => {
    const quantity = parts.filter((part) => part.lineItemId === id).reduce((sum, part) => sum + part.quantity, 0);
    return quantity > 0 ? [[id, quantity]] : [];
  });
}

/** Shipped units stand in their parcel; what is never shipped (gift cards, services) is no news to anybody. */
function kindOf({ state, reasonCode }: UnitFacts): RestKind | null {
  if (state === "SHIPPED") return null;
  if (state === "CANCELLED") return "cancelled";
  if (state === "NOT_OURS") return reasonCode === "allocation.own_goods" ? "from_shop" : null;
  return "to_come";
}
