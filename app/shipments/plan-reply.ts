// What would be recorded of a supplier's reply, and what must a person say first? Pure: the reading and what we know in, proposals out.
// Nothing is guessed over: every doubt has a name, and what cannot be recorded says why.
import { hasWrongCheckDigit } from "../carriers/doubt-number.ts";
import { normalizeNumber } from "../carriers/number.ts";
import type { RefusalCode } from "../suppliers/connector.ts";
import { canMove, type SupplierOrderState } from "../supplier-orders/supplier-order.ts";
import type { Reply, ReplyLine } from "./read-reply.ts";

export type OrderLineToShip = { readonly lineReference: string; readonly itemId: string; readonly title: string; /** In the supplier's packs. */ readonly left: number };
export type OrderToShip = {
  readonly supplierOrderId: string;
  readonly orderName: string;
  readonly supplierName: string;
  readonly receiverName: string | null;
  readonly state: SupplierOrderState;
  readonly lines: readonly OrderLineToShip[];
};

/** A parcel that this shop has already. */
export type KnownParcel = { readonly number: string; readonly orderName: string; readonly supplierOrderId: string };

export const doubts = [
  "no_order", "unknown_order", "several_orders", "by_name", "two_numbers", "number_twice", "used_before", "check_digit", "quantity", "with_refusal", "phone",
  "recorded_before", "already_shipped", "not_open", "refusal_too_late",
] as const;
export type DoubtCode = (typeof doubts)[number];
export type Doubt = { readonly code: DoubtCode; readonly params: Readonly<Record<string, string | number>> };

/** sure: goes unless taken out. ask: goes only if a person says so. blocked: cannot go. */
export type Confidence = "sure" | "ask" | "blocked";

type Proposal = {
  readonly key: string;
  readonly lineNumber: number;
  readonly text: string;
  readonly supplierOrderId: string | null;
  /** Among which the order may be chosen; empty: among all that are open. */
  readonly candidates: readonly string[];
  readonly confidence: Confidence;
  readonly doubts: readonly Doubt[];
};
export type ProposedParcel = Proposal & {
  readonly kind: "parcel";
  readonly number: string;
  readonly company: string | null;
  /** In packs; empty: everything that is left of the order. */
  readonly lines: readonly { readonly lineReference: string; readonly quantity: number }[];
};
export type ProposedRefusal = Proposal & { readonly kind: "refusal"; readonly code: RefusalCode };
export type Proposed = ProposedParcel | ProposedRefusal;

const blocking: ReadonlySet<DoubtCode> = new Set(["recorded_before", "already_shipped", "not_open", "refusal_too_late"]);
/** Told, and not in the way. */
const harmless: ReadonlySet<DoubtCode> = new Set(["by_name"]);

const confidenceOf = (found: readonly Doubt[]): Confidence => {
  if (found.some(({ code }) => blocking.has(code))) return "blocked";
  return found.some(({ code }) => !harmless.has(code)) ? "ask" : "sure";
};

type Known = { readonly orders: readonly OrderToShip[]; readonly parcels: readonly KnownParcel[] };

export function planReply(reply: Reply, known: Known): Proposed[] {
  const parcels = withoutRepeats(reply.lines.flatMap((line) => line.numbers.map(({ number, company }): Pair => ({ line, number, company, found: findOrder(line, known.orders) }))));
  const open = parcels.map((pair) => ({ pair, doubts: doubtsOf(pair, parcels, known) }));
  return [
    ...open.map(({ pair, doubts: found }) => toParcel(pair, found)),
    ...reply.lines.filter((line) => line.refusal !== null && line.numbers.length === 0).map((line) => toRefusal(line, known.orders)),
  ].toSorted((one, other) => one.lineNumber - other.lineNumber);
}

type Found = { readonly order: OrderToShip | null; readonly candidates: readonly OrderToShip[]; readonly doubts: readonly Doubt[] };
type Pair = { readonly line: ReplyLine; readonly number: string; readonly company: string | null; readonly found: Found };

const doubt = (code: DoubtCode, params: Doubt["params"] = {}): Doubt => ({ code, params });

/** One order of one supplier. Where a shop's order went to two suppliers, the one that still owes something is meant. */
function findOrder(line: ReplyLine, orders: readonly OrderToShip[]): Found {
  const named = orders.filter(({ orderName }) => line.orderNames.includes(orderName));
  const open = named.filter(({ state }) => canMove(state, "SHIPPED"));
  const candidates = open.length > 0 ? open : named;
  if (candidates.length === 0) {
    const [unknown] = line.unknownOrders;
    return { order: null, candidates: [], doubts: [unknown === undefined ? doubt("no_order") : doubt("unknown_order", { order: unknown })] };
  }
  if (candidates.length > 1) return { order: null, candidates, doubts: [doubt("several_orders", { orders: candidates.map(({ orderName, supplierName }) => `${orderName} ${supplierName}`).join(", ") })] };
  const [order = null] = candidates;
  return { order, candidates, doubts: line.isByName && order ? [doubt("by_name", { order: order.orderName })] : [] };
}

/** The same parcel of the same order said twice is one; a file says it once for each item that lies in it. */
function withoutRepeats(pairs: readonly Pair[]): Pair[] {
  const keyOf = ({ line, number, found }: Pair) => `${found.order?.supplierOrderId ?? line.orderNames.join()} ${normalizeNumber(number)}`;
  return [...Map.groupBy(pairs, keyOf).values()].flatMap(([first, ...repeats]) => (first ? [{ ...first, line: { ...first.line, items: [first, ...repeats].flatMap(({ line }) => line.items) } }] : []));
}

function doubtsOf(pair: Pair, all: readonly Pair[], { parcels }: Known): Doubt[] {
  const { line, number, found: { order, doubts: about } } = pair;
  const found = [...about, ...numberDoubts(pair, all, parcels)];
  if (line.refusal !== null) found.push(doubt("with_refusal"));
  if (!order) return found;
  const before = parcels.find((one) => same(one.number, number) && one.supplierOrderId === order.supplierOrderId);
  if (before) return [doubt("recorded_before", { number, order: order.orderName })];
  if (order.state === "SHIPPED") return [...found, doubt("already_shipped", { order: order.orderName })];
  if (!canMove(order.state, "SHIPPED")) return [...found, doubt("not_open", { order: order.orderName, state: order.state })];
  const siblings = all.filter((one) => one.found.order?.supplierOrderId === order.supplierOrderId);
  if (siblings.length > 1 && !fitTogether(siblings, order)) found.push(doubt("two_numbers", { order: order.orderName, numbers: siblings.map((one) => one.number).join(", ") }));
  else if (line.packs !== null && linesFor(pair) === undefined) found.push(doubt("quantity", { quantity: line.packs, left: leftOf(order) }));
  return found;
}

function numberDoubts({ number, found: { order } }: Pair, all: readonly Pair[], parcels: readonly KnownParcel[]): Doubt[] {
  const found: Doubt[] = [];
  const elsewhere = all.filter((one) => same(one.number, number) && one.found.order?.supplierOrderId !== order?.supplierOrderId);
  const [other] = elsewhere;
  if (other) found.push(doubt("number_twice", { number, order: other.found.order?.orderName ?? "?" }));
  const used = parcels.find((one) => same(one.number, number) && one.supplierOrderId !== order?.supplierOrderId);
  if (used) found.push(doubt("used_before", { number, order: used.orderName }));
  if (hasWrongCheckDigit(number)) found.push(doubt("check_digit", { number }));
  if (/^(?:86)?1[3-9]\d{9}$/.test(number)) found.push(doubt("phone", { number }));
  return found;
}

const same = (one: string, other: string): boolean => normalizeNumber(one) === normalizeNumber(other);
const leftOf = ({ lines }: OrderToShip): number => lines.reduce((sum, { left }) => sum + left, 0);

/** Several parcels of one order need no question where each says its packs, of the one line that there is. */
function fitTogether(siblings: readonly Pair[], order: OrderToShip): boolean {
  const byItem = siblings.map(itemsIn);
  if (byItem.every((lines) => lines.length > 0)) return new Set(byItem.flat()).size === byItem.flat().length;
  const packs = siblings.map((one) => (one.line.numbers.length === 1 ? one.line.packs : null));
  if (order.lines.filter(({ left }) => left > 0).length !== 1 || packs.some((one) => one === null)) return false;
  return packs.reduce<number>((sum, one) => sum + (one ?? 0), 0) <= leftOf(order);
}

/** The order's lines that a file's rows name, where each item names exactly one. */
function itemsIn({ line: { items }, found: { order } }: Pair): OrderLineToShip[] {
  const matches = [...new Set(items)].map((item) => (order?.lines ?? []).filter(({ itemId, left }) => left > 0 && itemId.toUpperCase() === item.toUpperCase()));
  return matches.every(({ length }) => length === 1) ? matches.flat() : [];
}

/** undefined: what was counted cannot be told apart into lines. Empty: everything that is left. */
function linesFor(pair: Pair): ProposedParcel["lines"] | undefined {
  const { line: { packs }, found: { order } } = pair;
  if (!order) return [];
  const open = order.lines.filter(({ left }) => left > 0);
  const named = itemsIn(pair);
  if (named.length > 0 && named.length < open.length) return named.map(({ lineReference, left }) => ({ lineReference, quantity: left }));
  return packs === null || packs === leftOf(order) ? [] : partOf(open, packs);
}

/** So many packs of the only line that is open. */
function partOf([only, ...others]: readonly OrderLineToShip[], packs: number): ProposedParcel["lines"] | undefined {
  const fits = only !== undefined && others.length === 0 && packs > 0 && packs < only.left;
  return fits ? [{ lineReference: only.lineReference, quantity: packs }] : undefined;
}

function toParcel(pair: Pair, found: readonly Doubt[]): ProposedParcel {
  const { line, number, company, found: { order, candidates } } = pair;
  return {
    kind: "parcel", key: `${line.lineNumber}:${number}:${order?.supplierOrderId ?? line.orderNames.join()}`, lineNumber: line.lineNumber, text: line.text, number, company,
    supplierOrderId: order?.supplierOrderId ?? null, candidates: candidates.map(({ supplierOrderId }) => supplierOrderId),
    lines: linesFor(pair) ?? [], doubts: found, confidence: confidenceOf(found),
  };
}

function toRefusal(line: ReplyLine, orders: readonly OrderToShip[]): ProposedRefusal {
  const { order, candidates, doubts: about } = findOrder(line, orders);
  const found = [...about];
  if (order && !canMove(order.state, "REFUSED")) found.push(doubt("refusal_too_late", { order: order.orderName, state: order.state }));
  if (line.packs !== null) found.push(doubt("quantity", { quantity: line.packs, left: order ? leftOf(order) : 0 }));
  return {
    kind: "refusal", key: `${line.lineNumber}:refusal:${order?.supplierOrderId ?? line.orderNames.join()}`, lineNumber: line.lineNumber, text: line.text, code: line.refusal ?? "other",
    supplierOrderId: order?.supplierOrderId ?? null, candidates: candidates.map(({ supplierOrderId }) => supplierOrderId), doubts: found, confidence: confidenceOf(found),
  };
}
