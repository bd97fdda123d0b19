// The memory of holds: which stand, since when, and who let one go.
import type { OrderHold as Row } from "@prisma/client";
import { recordActivity, system } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import { neverLetGo } from "./fact-holds.ts";
import { changeHolds, type HoldFinding, type OrderHold } from "./hold.ts";

/** Those whose cause stands, let go or not; oldest first. */
export async function listHolds(tx: ShopTransaction, orderId: string): Promise<OrderHold[]> {
  const rows = await tx.db.orderHold.findMany({ where: { orderId, endedAt: null }, orderBy: { id: "asc" } });
  return rows.map(toHold);
}

/** Orders that this holds now, whole or in part. */
export async function listHeldFor(tx: ShopTransaction, code: string): Promise<string[]> {
  const rows = await tx.db.orderHold.findMany({ where: { code, endedAt: null, releasedAt: null }, select: { orderId: true }, distinct: ["orderId"], orderBy: { orderId: "asc" } });
  return rows.map(({ orderId }) => orderId);
}

/**
 * Brings the holds with these codes to what was found; others are none of this finder's business.
 * The caller has locked the order. Run twice: no change.
 */
export async function syncHolds(tx: ShopTransaction, orderId: string, sync: { codes: readonly string[]; findings: readonly HoldFinding[]; at: Date }): Promise<void> {
  const standing = (await listHolds(tx, orderId)).filter((hold) => sync.codes.includes(hold.code));
  const { opened, updated, ended } = changeHolds(standing, sync.findings);
  for (const hold of ended) {
    await tx.db.orderHold.update({ where: keyOf(tx, hold.id), data: { endedAt: sync.at, openKey: null } });
    if (hold.lineItemId === null && !hold.releasedAt && !opened.some((one) => one.code === hold.code)) await tell(tx, { orderId, code: "hold_ended", hold: hold.code });
  }
  for (const { id, params } of updated) await tx.db.orderHold.update({ where: keyOf(tx, id), data: { params } });
  for (const finding of opened) {
    const openKey = `${orderId}:${finding.lineItemId ?? ""}:${finding.code}`;
    await tx.db.orderHold.create({ data: { ...finding, id: newId(), shopId: tx.shopId, orderId, openKey, sinceAt: sync.at } });
    if (finding.lineItemId === null) await tell(tx, { orderId, code: "hold_began", hold: finding.code });
  }
}

/** Of the order as a whole. A person's own hold is told where it is placed and taken away, and one of a line with the line. */
async function tell(tx: ShopTransaction, { orderId, code, hold }: { orderId: string; code: "hold_began" | "hold_ended"; hold: string }): Promise<void> {
  if (hold !== "held_by_merchant") await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor: system, code, params: { held: hold } });
}

/** A person lets it go, although its cause stands. Undefined: it is over, somebody was faster, or nobody may. */
export async function releaseHoldRow(tx: ShopTransaction, holdId: string, by: { name: string; at: Date }): Promise<{ orderId: string } | undefined> {
  const hold = await tx.db.orderHold.findUnique({ where: keyOf(tx, holdId) });
  if (!hold || hold.endedAt || hold.releasedAt || neverLetGo.includes(hold.code)) return undefined;
  await tx.db.orderHold.update({ where: keyOf(tx, holdId), data: { releasedAt: by.at, releasedBy: by.name } });
  await recordActivity(tx, {
    subject: "order", subjectId: hold.orderId, orderId: hold.orderId, actor: { kind: "STAFF", name: by.name }, at: by.at,
    code: "hold_released", params: { held: hold.code },
  });
  return { orderId: hold.orderId };
}

export async function standAgain(tx: ShopTransaction, holdId: string): Promise<void> {
  await tx.db.orderHold.update({ where: keyOf(tx, holdId), data: { releasedAt: null, releasedBy: null } });
}

/** Those that one of these codes holds now; oldest first, as many as a minute can look at. */
export async function listOrdersHeldBy(tx: ShopTransaction, codes: readonly string[]): Promise<string[]> {
  const rows = await tx.db.orderHold.findMany({ where: { endedAt: null, releasedAt: null, code: { in: [...codes] } }, select: { orderId: true }, orderBy: { sinceAt: "asc" }, take: 500 });
  return [...new Set(rows.map(({ orderId }) => orderId))];
}

/** With units that no supplier was asked for; our ids rise with time. An empty `after` begins. */
export async function listOrdersThatWait(tx: ShopTransaction, { after, take }: { after: string; take: number }): Promise<string[]> {
  const rows = await tx.db.allocation.findMany({
    where: { state: { in: ["WAITING", "NEEDS_YOU"] }, ...(after === "" ? {} : { orderId: { gt: after } }) },
    select: { orderId: true }, distinct: ["orderId"], orderBy: { orderId: "asc" }, take,
  });
  return rows.map(({ orderId }) => orderId);
}

const keyOf = (tx: ShopTransaction, id: string) => ({ shopId_id: { shopId: tx.shopId, id } });

function toHold({ id, code, params, owner, lineItemId, sinceAt, releasedAt, releasedBy }: Row): OrderHold {
  return { id, code, params: params as Params, owner, lineItemId, sinceAt, releasedAt, releasedBy };
}
