// The memory of holds: which stand, since when, and who let one go.
import type { OrderHold as Row } from "@prisma/client";
import { recordActivity } from "../platform/activity.server.ts";
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

/**
 * Brings the holds with these codes to what was found; others are none of this finder's business.
 * The caller has locked the order. Run twice: no change.
 */
export async function syncHolds(tx: ShopTransaction, orderId: string, sync: { codes: readonly string[]; findings: readonly HoldFinding[]; at: Date }): Promise<void> {
  const standing = (await listHolds(tx, orderId)).filter((hold) => sync.codes.includes(hold.code));
  const { opened, updated, ended } = changeHolds(standing, sync.findings);
  for (const hold of ended) await tx.db.orderHold.update({ where: keyOf(tx, hold.id), data: { endedAt: sync.at, openKey: null } });
  for (const { id, params } of updated) await tx.db.orderHold.update({ where: keyOf(tx, id), data: { params } });
  for (const finding of opened) {
    const openKey = `${orderId}:${finding.lineItemId ?? ""}:${finding.code}`;
    await tx.db.orderHold.create({ data: { ...finding, id: newId(), shopId: tx.shopId, orderId, openKey, sinceAt: sync.at } });
  }
}

/** A person lets it go, although its cause stands. Undefined: it is over, somebody was faster, or nobody may. @public */
export async function releaseHoldRow(tx: ShopTransaction, holdId: string, by: { name: string; at: Date }): Promise<{ orderId: string } | undefined> {
  const hold = await tx.db.orderHold.findUnique({ where: keyOf(tx, holdId) });
  if (!hold || hold.endedAt || hold.releasedAt || neverLetGo.includes(hold.code)) return undefined;
  await tx.db.orderHold.update({ where: keyOf(tx, holdId), data: { releasedAt: by.at, releasedBy: by.name } });
  await recordActivity(tx, {
    subject: "order", subjectId: hold.orderId, orderId: hold.orderId, actor: { kind: "STAFF", name: by.name }, at: by.at,
    code: "hold_released", params: { hold: hold.code },
  });
  return { orderId: hold.orderId };
}

const keyOf = (tx: ShopTransaction, id: string) => ({ shopId_id: { shopId: tx.shopId, id } });

function toHold({ id, code, params, owner, lineItemId, sinceAt, releasedAt, releasedBy }: Row): OrderHold {
  return { id, code, params: params as Params, owner, lineItemId, sinceAt, releasedAt, releasedBy };
}
