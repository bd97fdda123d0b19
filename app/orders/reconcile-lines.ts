// After an order came in or changed: where does each of its units stand now?
// Shopify never lowers a line's quantity for a refund; it lowers currentQuantity, and the difference is cancelled here.
import { moveUnits, unitsIn } from "./allocation.ts";
import type { Allocation, Reason } from "./allocation.ts";
import { alsoWithSupplier, giveBackOutside, takeOutside } from "./outside-units.ts";
import type { SavedLineItem } from "./order.ts";

type Line = Pick<SavedLineItem, "id" | "shopifyVariantId" | "quantity" | "currentQuantity" | "requiresShipping" | "isGiftCard">;

export type AllocationContext = {
  /** Did the merchant say that he ships this variant himself? */
  isOwnGoods(shopifyVariantId: string): boolean;
  /** The whole order was cancelled in Shopify. */
  readonly cancelled: boolean;
  /** Units of each line in fulfillments that others made; absent leaves what is shipped outside as it stands. */
  readonly outside?: ReadonlyMap<string, number>;
  newId(): string;
};

export type AllocationPlan = {
  /** Every row of the order as it is to be afterwards. */
  readonly rows: readonly Allocation[];
  /** Units a supplier already has although nobody wants them any more; they stay where they are. */
  readonly afterSending: readonly UnitsOfLine[];
  /** Units that others have shipped although a supplier has them, too; they stay where they are. */
  readonly shippedTwice: readonly UnitsOfLine[];
  /** Lines of unsent drafts that no longer hold; their units are unlinked in `rows`, the caller voids the drafts. */
  readonly undrafted: readonly string[];
};

type UnitsOfLine = { readonly lineItemId: string; readonly quantity: number };
type LinePlan = { rows: Allocation[]; afterSending: number; shippedTwice: number; undrafted: Set<string> };

/** Run twice, the second run changes nothing. Rows of lines that are not given stay as they are. */
export function planAllocations(
  lines: readonly Line[],
  existing: readonly Allocation[],
  context: AllocationContext,
): AllocationPlan {
  const known = new Set(lines.map((line) => line.id));
  const rows = existing.filter((row) => !known.has(row.lineItemId));
  const afterSending: UnitsOfLine[] = [];
  const shippedTwice: UnitsOfLine[] = [];
  const undrafted = new Set<string>();
  for (const line of lines) {
    const own = existing.filter((row) => row.lineItemId === line.id);
    const plan = planLine(line, own, context);
    rows.push(...plan.rows);
    if (plan.afterSending > 0) afterSending.push({ lineItemId: line.id, quantity: plan.afterSending });
    if (plan.shippedTwice > 0) shippedTwice.push({ lineItemId: line.id, quantity: plan.shippedTwice });
    for (const id of plan.undrafted) undrafted.add(id);
  }
  return { rows, afterSending, shippedTwice, undrafted: [...undrafted] };
}

function planLine(line: Line, existing: readonly Allocation[], context: AllocationContext): LinePlan {
  const notOurs = reasonNotOurs(line, context);
  const covered = cover(line, existing, { notOurs, newId: context.newId });
  const sorted = covered.map((row) => reclassify(row, notOurs));
  const outside = context.outside === undefined ? undefined : (context.outside.get(line.id) ?? 0);
  const back = outside === undefined ? sorted : giveBackOutside(sorted, { outside, notOurs, newId: context.newId });
  const kept = cancel(line, back, context).map((row) => nameCancelled(row, context));
  const rows = outside === undefined ? kept : takeOutside(kept, openFirst(kept), { outside, newId: context.newId });
  const changed = staleDrafts(existing, rows);
  const isStale = (row: Allocation): boolean => isDrafted(row) && changed.has(row.supplierOrderLineId ?? "");
  return {
    rows: rows.map((row) => (isStale(row) ? { ...row, reason: null, supplierOrderLineId: null } : row)),
    afterSending: Math.min(Math.max(0, cancelledBy(line, context) - unitsIn(rows, "CANCELLED")), unitsIn(rows, "WITH_SUPPLIER")),
    shippedTwice: outside === undefined ? 0 : alsoWithSupplier(rows, outside),
    undrafted: changed,
  };
}

const notOursCodes = ["allocation.gift_card", "allocation.nothing_to_ship", "allocation.own_goods"] as const;

/** Why a line is none of our business, or null. */
function reasonNotOurs(line: Line, context: Pick<AllocationContext, "isOwnGoods">): Reason | null {
  if (line.isGiftCard) return { code: "allocation.gift_card", params: {} };
  if (!line.requiresShipping) return { code: "allocation.nothing_to_ship", params: {} };
  const isOwn = line.shopifyVariantId !== null && context.isOwnGoods(line.shopifyVariantId);
  return isOwn ? { code: "allocation.own_goods", params: {} } : null;
}

/** Adds rows for units that were ordered since, and takes away what a message no longer knows (cancelled units first). */
function cover(line: Line, rows: readonly Allocation[], fresh: { notOurs: Reason | null; newId: () => string }): Allocation[] {
  const covered = rows.reduce((sum, row) => sum + row.quantity, 0);
  if (covered < line.quantity) return [...rows, newRow(line, line.quantity - covered, fresh)];
  return dropUnits(rows, covered - line.quantity);
}

function newRow(line: Line, quantity: number, fresh: { notOurs: Reason | null; newId: () => string }): Allocation {
  const state = fresh.notOurs ? "NOT_OURS" : "WAITING";
  return { id: fresh.newId(), lineItemId: line.id, quantity, state, reason: fresh.notOurs, supplierOrderLineId: null, parcelLineId: null };
}

function dropUnits(rows: readonly Allocation[], surplus: number): Allocation[] {
  const cancelled = rows.filter((row) => row.state === "CANCELLED");
  let left = surplus;
  const kept = new Map<string, Allocation>();
  for (const row of [...cancelled, ...openFirst(rows)]) {
    const dropped = Math.min(left, row.quantity);
    left -= dropped;
    kept.set(row.id, { ...row, quantity: row.quantity - dropped });
  }
  return rows.map((row) => kept.get(row.id) ?? row).filter((row) => row.quantity > 0);
}

/** What the merchant says of the variant may have changed since the row was made. */
function reclassify(row: Allocation, notOurs: Reason | null): Allocation {
  const isWaiting = row.state === "WAITING" || row.state === "NEEDS_YOU";
  if (notOurs && isWaiting) return { ...row, state: "NOT_OURS", reason: notOurs, supplierOrderLineId: null };
  const wasNotOurs = row.state === "NOT_OURS" && notOursCodes.some((code) => code === row.reason?.code);
  if (!notOurs && wasNotOurs) return { ...row, state: "WAITING", reason: null };
  return row;
}

const cancelledBy = (line: Line, { cancelled }: Pick<AllocationContext, "cancelled">): number => (cancelled ? line.quantity : line.quantity - line.currentQuantity);

/** Brings the cancelled units to what Shopify says, as far as open rows can give them. */
function cancel(line: Line, rows: readonly Allocation[], context: AllocationContext): Allocation[] {
  const short = cancelledBy(line, context) - unitsIn(rows, "CANCELLED");
  if (short < 0) return reopen(line, rows, { quantity: -short, ...context });
  const open = openFirst(rows);
  const quantity = Math.min(short, unitsIn(open, "WAITING", "NEEDS_YOU", "NOT_OURS"));
  const reason = { code: context.cancelled ? "allocation.order_cancelled" : "allocation.refunded", params: {} };
  const to = { state: "CANCELLED", reason, supplierOrderLineId: null } as const;
  const moved = quantity > 0 ? moveUnits(open, { quantity, to }, context.newId) : open;
  return [...rows.filter((row) => !open.includes(row)), ...moved];
}

/** By what the order says now: whether its refund or its cancellation was told first makes no difference. */
function nameCancelled(row: Allocation, { cancelled }: Pick<AllocationContext, "cancelled">): Allocation {
  const isShopifys = row.state === "CANCELLED" && (row.reason?.code === "allocation.refunded" || row.reason?.code === "allocation.order_cancelled");
  return isShopifys ? { ...row, reason: { code: cancelled ? "allocation.order_cancelled" : "allocation.refunded", params: {} } } : row;
}

/** An edit may want units again that an earlier one took away. */
function reopen(line: Line, rows: readonly Allocation[], context: AllocationContext & { quantity: number }): Allocation[] {
  const cancelled = rows.filter((row) => row.state === "CANCELLED");
  const reason = reasonNotOurs(line, context);
  const to = { state: reason ? "NOT_OURS" : "WAITING", reason, supplierOrderLineId: null, parcelLineId: null } as const;
  const moved = moveUnits(cancelled, { quantity: context.quantity, to }, context.newId);
  return [...rows.filter((row) => row.state !== "CANCELLED"), ...moved];
}

/** Units nobody was asked for come before drafted ones, so that a draft survives where it can. */
function openFirst(rows: readonly Allocation[]): Allocation[] {
  return [
    ...rows.filter((row) => row.state === "WAITING" && !isDrafted(row)),
    ...rows.filter((row) => row.state === "NEEDS_YOU"),
    ...rows.filter((row) => row.state === "NOT_OURS"),
    ...rows.filter(isDrafted),
  ];
}

const isDrafted = (row: Allocation): boolean => row.state === "WAITING" && row.supplierOrderLineId !== null;

/** Draft lines that would now ask for other units than are linked to them. */
function staleDrafts(before: readonly Allocation[], after: readonly Allocation[]): Set<string> {
  const linked = new Set<string>();
  for (const row of before.filter(isDrafted)) if (row.supplierOrderLineId !== null) linked.add(row.supplierOrderLineId);
  return new Set([...linked].filter((id) => draftedUnits(before, id) !== draftedUnits(after, id)));
}

const draftedUnits = (rows: readonly Allocation[], id: string): number =>
  unitsIn(rows.filter((row) => isDrafted(row) && row.supplierOrderLineId === id), "WAITING");
