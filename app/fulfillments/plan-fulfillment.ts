// Which of Shopify's fulfillment orders does a parcel take its units from, and is it already told?
// All fulfillment orders of one call must share a location; closed ones keep a remaining quantity that means nothing.
import type { Reason } from "../orders/allocation.ts";
import { BugError } from "../platform/errors.ts";
import type { FulfillmentOrder, KnownFulfillment } from "./fulfillment.ts";

export type UnitsOfLine = { readonly shopifyLineItemId: string; readonly quantity: number };
export type ParcelToTell = { readonly lines: readonly UnitsOfLine[] };

export type FulfillmentGroup = { readonly fulfillmentOrderId: string; readonly lines: readonly { readonly id: string; readonly quantity: number }[] };

export type WaitCode =
  | "not_routed_yet" | "on_hold" | "scheduled" | "not_permitted" | "several_locations" | "not_enough_open"
  | "already_fulfilled" | "fulfillment_cancelled";
export type WaitReason = Reason & { readonly code: WaitCode };

export type FulfillmentPlan =
  | { readonly kind: "create"; readonly groups: readonly FulfillmentGroup[] }
  | { readonly kind: "wait"; readonly reason: WaitReason };

export function planFulfillment(parcel: ParcelToTell, fulfillmentOrders: readonly FulfillmentOrder[]): FulfillmentPlan {
  const wanted = unitsByLine(parcel.lines);
  if (wanted.size === 0) throw new BugError("a parcel without units cannot be told to Shopify");

  const open = fulfillmentOrders.filter(isOpen).toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const plans = [...byLocation(open).values()]
    .filter((group) => canHold(group, wanted))
    .map((group) => take(group, wanted))
    .toSorted((left, right) => left.length - right.length);
  const [fewest] = plans;
  if (fewest) return { kind: "create", groups: fewest };
  return { kind: "wait", reason: whyWait(wanted, fulfillmentOrders) };
}

const isWorkable = ({ status }: FulfillmentOrder): boolean => status === "OPEN" || status === "IN_PROGRESS";
const isOpen = (order: FulfillmentOrder): boolean => isWorkable(order) && order.supportedActions.includes("CREATE_FULFILLMENT");

type Units = ReadonlyMap<string, number>;

export function unitsByLine(lines: readonly UnitsOfLine[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { shopifyLineItemId, quantity } of lines) {
    if (quantity > 0) units.set(shopifyLineItemId, quantity + (units.get(shopifyLineItemId) ?? 0));
  }
  return units;
}

/** Without a location (it was deleted) nothing is known to lie together. */
function byLocation(orders: readonly FulfillmentOrder[]): Map<string, FulfillmentOrder[]> {
  const groups = new Map<string, FulfillmentOrder[]>();
  for (const order of orders) {
    const key = order.locationId ?? order.id;
    groups.set(key, [...(groups.get(key) ?? []), order]);
  }
  return groups;
}

function remaining(orders: readonly FulfillmentOrder[], shopifyLineItemId: string): number {
  return orders
    .flatMap((order) => order.lines)
    .filter((line) => line.shopifyLineItemId === shopifyLineItemId)
    .reduce((sum, line) => sum + line.remainingQuantity, 0);
}

function canHold(orders: readonly FulfillmentOrder[], wanted: Units): boolean {
  return [...wanted].every(([line, quantity]) => remaining(orders, line) >= quantity);
}

function take(orders: readonly FulfillmentOrder[], wanted: Units): FulfillmentGroup[] {
  const left = new Map(wanted);
  const groups = orders.map((order) => ({
    fulfillmentOrderId: order.id,
    lines: order.lines
      .map((line) => {
        const quantity = Math.min(left.get(line.shopifyLineItemId) ?? 0, line.remainingQuantity);
        left.set(line.shopifyLineItemId, (left.get(line.shopifyLineItemId) ?? 0) - quantity);
        return { id: line.id, quantity };
      })
      .filter(({ quantity }) => quantity > 0),
  }));
  return groups.filter((group) => group.lines.length > 0);
}

function whyWait(wanted: Units, fulfillmentOrders: readonly FulfillmentOrder[]): WaitReason {
  const concerned = fulfillmentOrders.filter((order) => order.lines.some((line) => wanted.has(line.shopifyLineItemId)));
  if (concerned.length === 0) return { code: "not_routed_yet", params: {} };
  const open = concerned.filter(isOpen);
  if (canHold(open, wanted)) return { code: "several_locations", params: { locations: byLocation(open).size } };
  return whyBlocked(wanted, concerned) ?? whyGone(wanted, concerned);
}

/** Units that exist but may not be taken now; each next kind counts together with those before it. */
function whyBlocked(wanted: Units, concerned: readonly FulfillmentOrder[]): WaitReason | undefined {
  const open = concerned.filter(isOpen);
  const held = concerned.filter(({ status }) => status === "ON_HOLD");
  if (held.length > 0 && canHold([...open, ...held], wanted)) {
    const holds = [...new Set(held.flatMap((order) => order.holdReasons))].join(", ");
    return { code: "on_hold", params: { holds } };
  }
  const scheduled = concerned.filter(({ status }) => status === "SCHEDULED");
  if (scheduled.length > 0 && canHold([...open, ...held, ...scheduled], wanted)) return { code: "scheduled", params: {} };
  const forbidden = concerned.filter((order) => isWorkable(order) && !isOpen(order));
  if (forbidden.length > 0 && canHold([...open, ...held, ...scheduled, ...forbidden], wanted)) return { code: "not_permitted", params: {} };
  return undefined;
}

function whyGone(wanted: Units, concerned: readonly FulfillmentOrder[]): WaitReason {
  const stillThere = concerned.filter(({ status }) => status !== "CLOSED" && status !== "CANCELLED" && status !== "INCOMPLETE");
  const lines = [...wanted];
  const units = lines.reduce((sum, [, quantity]) => sum + quantity, 0);
  const left = lines.reduce((sum, [line, quantity]) => sum + Math.min(quantity, remaining(stillThere, line)), 0);
  if (left > 0) return { code: "not_enough_open", params: { wanted: units, open: left } };
  const isCancelled = concerned.every(({ status }) => status === "CANCELLED");
  return { code: isCancelled ? "fulfillment_cancelled" : "already_fulfilled", params: { wanted: units } };
}

export type ToldParcel = ParcelToTell & { readonly trackingNumber: string };

export const isDead = (status: string): boolean => ["CANCELLED", "ERROR", "FAILURE"].includes(status);

/**
 * The fulfillment that already tells of this parcel: same tracking number and exactly the same units.
 * A number alone proves nothing, since a supplier may send two parcels of one order under one number.
 */
export function findExisting(parcel: ToldParcel, known: readonly KnownFulfillment[]): KnownFulfillment | undefined {
  return known.find((one) => !isDead(one.status) && isSameParcel(parcel, one));
}

export function isSameParcel(parcel: ToldParcel, one: Pick<KnownFulfillment, "trackingNumbers" | "lines">): boolean {
  return one.trackingNumbers.some((text) => isSameNumber(text, parcel.trackingNumber)) && sameUnits(unitsByLine(one.lines), unitsByLine(parcel.lines));
}

export const isSameNumber = (left: string, right: string): boolean => foldNumber(left) === foldNumber(right);

const foldNumber = (text: string): string => text.replace(/\s/gu, "").toUpperCase();

export function sameUnits(left: Units, right: Units): boolean {
  return left.size === right.size && [...left].every(([line, quantity]) => right.get(line) === quantity);
}
