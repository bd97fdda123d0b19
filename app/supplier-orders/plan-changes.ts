// What must suppliers who have this order be asked to change, now that it is what it is? Pure: facts in, requests to make
// and to end out. Run twice on the same facts, the second run changes nothing.
import type { Reason } from "../orders/allocation.ts";
import { packsFor } from "../suppliers/offer.ts";
import { isAboutUnits, isLive, isSameDifference, type ChangeKind, type ChangeRequest, type Difference, type LineDifference } from "./change-request.ts";
import type { SupplierOrderState } from "./supplier-order.ts";

export type GivenLine = {
  readonly id: string; readonly lineItemId: string; readonly lineReference: string; readonly quantity: number; readonly packRatio: number;
  /** Of our units: still to be shipped by him, and shipped. */
  readonly withSupplier: number; readonly shipped: number;
};

/** One supplier's order, with what he has still to ship of it. */
export type GivenOrder = {
  readonly id: string;
  readonly state: SupplierOrderState;
  readonly lines: readonly GivenLine[];
  /** Null: he has the receiver that the order has now. */
  readonly receiver: { readonly fields: readonly string[]; readonly mark: string } | null;
  /** He is asked by letter or by a person, so that a question can be taken back. */
  readonly canTakeBack: boolean;
  readonly requests: readonly ChangeRequest[];
};

export type WantedChanges = {
  /** Units of each line that are with a supplier and that nobody wants of him. */
  readonly surplus: ReadonlyMap<string, { readonly units: number; readonly reason: Reason }>;
  /** Everything is to come back, whatever the order still wants. */
  readonly recallAll: Reason | null;
  /** A person holds the order: what he has called back stays called back. */
  readonly isHeld: boolean;
};

export type NewChange = { readonly supplierOrderId: string; readonly kind: ChangeKind; readonly reason: Reason; readonly difference: Difference; readonly createdBy?: string };
export type ChangeEnd = { readonly request: ChangeRequest; readonly as: "WITHDRAWN" | "TOO_LATE"; readonly reason: Reason };
export type ChangePlan = {
  readonly create: readonly NewChange[];
  readonly end: readonly ChangeEnd[];
  /** Units that nobody wants and that cannot be asked back, because they share a pack with units that are wanted. */
  readonly stuckUnits: number;
};

export const calledBack = "change.called_back";
/** The supplier may have the order; what he certainly has not got needs no request. */
const given: readonly SupplierOrderState[] = ["SENDING", "UNKNOWN", "TO_HAND_OVER", "SENT", "ACCEPTED", "PARTLY_SHIPPED"];

export function planChanges(orders: readonly GivenOrder[], wanted: WantedChanges): ChangePlan {
  const create: NewChange[] = [];
  const end: ChangeEnd[] = [];
  const left = new Map([...wanted.surplus].map(([lineItemId, { units }]) => [lineItemId, units]));
  // The youngest promise goes first: the older one is nearer to being shipped.
  for (const order of orders.toReversed()) {
    const wishes = given.includes(order.state) ? wishesOf(order, wanted, left) : [];
    for (const isUnits of [true, false]) {
      const wish = wishes.find((one) => isAboutUnits(one) === isUnits);
      const plan = settleSlot(order, { wish, requests: order.requests.filter((one) => isAboutUnits(one) === isUnits) });
      create.push(...plan.create);
      end.push(...plan.end);
    }
  }
  return { create, end, stuckUnits: [...left.values()].reduce((sum, units) => sum + units, 0) };
}

function wishesOf(order: GivenOrder, wanted: WantedChanges, left: Map<string, number>): NewChange[] {
  const taken = takeSurplus(order, left);
  const everything = wholeOf(order, wanted);
  if (everything) return recallOf(order, everything);
  const first = taken[0] && wanted.surplus.get(taken[0].lineItemId);
  if (first && taken.every(({ line, to }) => to === line.shipped) && taken.length === openLines(order).length) return recallOf(order, { reason: first.reason });
  const fewer: NewChange[] = first ? [{ supplierOrderId: order.id, kind: "FEWER", reason: first.reason, difference: unitsOnly(taken.map(({ line, to }) => lineOf(line, to))) }] : [];
  return [...fewer, ...receiverOf(order)];
}

/** Why all that he has still to ship is to come back, where it is. */
function wholeOf({ requests }: GivenOrder, { isHeld, recallAll }: WantedChanges): { reason: Reason; createdBy?: string } | undefined {
  const person = requests.find((one) => isLive(one) && one.reason.code === calledBack);
  if (person && (isHeld || person.reason.params["held"] !== "yes")) return { reason: person.reason, createdBy: person.createdBy };
  return recallAll ? { reason: recallAll } : undefined;
}

const openLines = ({ lines }: Pick<GivenOrder, "lines">): GivenLine[] => lines.filter((line) => line.withSupplier > 0);

/** All that he has still to ship; once a part has left, it is fewer units and no longer the whole. */
export function recallOf(order: Pick<GivenOrder, "id" | "lines">, why: { reason: Reason; createdBy?: string }): NewChange[] {
  const open = openLines(order);
  if (open.length === 0) return [];
  const kind = order.lines.some((line) => line.shipped > 0) ? "FEWER" : "RECALL";
  return [{ supplierOrderId: order.id, kind, ...why, difference: unitsOnly(open.map((line) => lineOf(line, line.shipped))) }];
}

function receiverOf({ id, receiver }: GivenOrder): NewChange[] {
  return receiver ? [{ supplierOrderId: id, kind: "RECEIVER", reason: { code: "change.receiver", params: {} }, difference: { lines: [], ...receiver } }] : [];
}

const lineOf = ({ id, lineReference, quantity }: GivenLine, to: number): LineDifference => ({ lineId: id, lineReference, from: quantity, to });
const unitsOnly = (lines: readonly LineDifference[]): Difference => ({ lines, fields: [], mark: null });

type Taken = { readonly line: GivenLine; readonly lineItemId: string; readonly to: number };

/** Whole packs only: a pack that holds a wanted unit stays. Takes out of `left` what this order can give back. */
function takeSurplus(order: GivenOrder, left: Map<string, number>): Taken[] {
  return openLines(order).flatMap((line) => {
    const surplus = Math.min(left.get(line.lineItemId) ?? 0, line.withSupplier);
    const to = Math.min(line.quantity, packsFor(line.quantity - surplus, line.packRatio) * line.packRatio);
    const units = Math.min(line.quantity - to, line.withSupplier);
    if (units <= 0) return [];
    left.set(line.lineItemId, (left.get(line.lineItemId) ?? 0) - units);
    return [{ line, lineItemId: line.lineItemId, to: line.quantity - units }];
  });
}

type Slot = { readonly wish: NewChange | undefined; readonly requests: readonly ChangeRequest[] };

function settleSlot(order: GivenOrder, { wish, requests }: Slot): { create: NewChange[]; end: ChangeEnd[] } {
  const current = requests.find(isLive);
  const end = current && endOf(order, { current, wish });
  // One question at a time: until the standing one ends, nothing else is asked.
  if (!wish || (current && !end)) return { end: end ? [end] : [], create: [] };
  const answered = requests.map((one): ChangeRequest => (end?.as === "TOO_LATE" && one === current ? { ...one, state: "TOO_LATE" } : one));
  return { end: end ? [end] : [], create: isAnswered(answered, wish) ? [] : [wish] };
}

function endOf(order: GivenOrder, { current, wish }: { current: ChangeRequest; wish: NewChange | undefined }): ChangeEnd | undefined {
  if (isOvertaken(order, current)) return { request: current, as: "TOO_LATE", reason: { code: "change.shipped", params: {} } };
  if (wish && isSame(current, wish)) return undefined;
  return canEnd(order, { current, wish }) ? { request: current, as: "WITHDRAWN", reason: { code: wish ? "change.replaced" : "change.not_needed", params: {} } } : undefined;
}

/** A question that is out, or may be, is settled first; the answer starts this plan once more. */
function canEnd(order: GivenOrder, { current, wish }: { current: ChangeRequest; wish: NewChange | undefined }): boolean {
  if (current.state === "OPEN" || !given.includes(order.state)) return true;
  return current.state === "ASKED" && (order.canTakeBack || wish !== undefined);
}

/** By parcels: the goods that were called back, or whose receiver was to change, are on their way. */
function isOvertaken(order: GivenOrder, { kind, difference }: ChangeRequest): boolean {
  if (order.state === "SHIPPED") return true;
  const shipped = new Map(order.lines.map((line) => [line.id, line.shipped]));
  if (kind === "RECALL") return [...shipped.values()].some((units) => units > 0);
  return kind === "FEWER" && difference.lines.some((line) => (shipped.get(line.lineId) ?? 0) > line.to);
}

const isSame = (request: ChangeRequest, wish: NewChange): boolean => request.kind === wish.kind && isSameDifference(request.difference, wish.difference);

/** He has said no to exactly this: asked again, he would say it again. */
function isAnswered(requests: readonly ChangeRequest[], wish: NewChange): boolean {
  const last = requests.filter((one) => !isLive(one) && one.state !== "WITHDRAWN").toSorted((left, right) => left.number - right.number).at(-1);
  return last !== undefined && (last.state === "REFUSED" || last.state === "TOO_LATE") && isSame(last, wish);
}
