// Why does an order, or one line of it, wait: whose job is that, since when, and which holds begin, stand and end?
import type { Params } from "../platform/errors.ts";

/** Whose job it is that the hold ends. */
export type HoldOwner = "MERCHANT" | "CUSTOMER" | "SUPPLIER" | "SHOPIFY" | "DAIFA";

/** What a finder sees now. Whoever finds is asked anew after each change, so a finding that is not repeated is over. */
export type HoldFinding = {
  /** Worded as `hold.<code>`. */
  readonly code: string;
  readonly params: Params;
  readonly owner: HoldOwner;
  /** Our id of the line that waits alone; null: the whole order. */
  readonly lineItemId: string | null;
};

export type OrderHold = HoldFinding & {
  readonly id: string;
  readonly sinceAt: Date;
  /** A person let it go; it holds nothing any more while its params stay the same. */
  readonly releasedAt: Date | null;
  readonly releasedBy: string | null;
};

export type HoldChanges = {
  readonly opened: readonly HoldFinding[];
  readonly updated: readonly { readonly id: string; readonly params: Params }[];
  readonly ended: readonly OrderHold[];
};

const keyOf = (hold: Pick<HoldFinding, "code" | "lineItemId">): string => `${hold.lineItemId ?? ""}:${hold.code}`;

/** Of flat values; a database gives names back in another order. */
function isSame(left: Params, right: Params): boolean {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}

/** Run twice with the same findings: no change. A released hold whose facts have changed begins anew. */
export function changeHolds(standing: readonly OrderHold[], findings: readonly HoldFinding[]): HoldChanges {
  const found = new Map(findings.map((finding) => [keyOf(finding), finding]));
  const ended: OrderHold[] = [];
  const updated: { id: string; params: Params }[] = [];
  for (const hold of standing) {
    const finding = found.get(keyOf(hold));
    if (finding && isSame(finding.params, hold.params)) found.delete(keyOf(hold));
    else if (finding && !hold.releasedAt) {
      updated.push({ id: hold.id, params: finding.params });
      found.delete(keyOf(hold));
    } else ended.push(hold);
  }
  return { opened: [...found.values()], updated, ended };
}

/** The one that the order is listed under, where several hold it: what can only end outside first, a person's last. */
export function firstOfOrder(holds: readonly OrderHold[], codes: readonly string[]): OrderHold | undefined {
  const rank = (hold: OrderHold): number => (codes.includes(hold.code) ? codes.indexOf(hold.code) : codes.length);
  return holds.filter((hold) => hold.lineItemId === null && !hold.releasedAt).toSorted((left, right) => rank(left) - rank(right))[0];
}

/** Lines that wait by themselves, with the first hold of each. */
export function heldLines(holds: readonly OrderHold[]): Map<string, OrderHold> {
  const lines = new Map<string, OrderHold>();
  for (const hold of holds) if (hold.lineItemId !== null && !hold.releasedAt && !lines.has(hold.lineItemId)) lines.set(hold.lineItemId, hold);
  return lines;
}
