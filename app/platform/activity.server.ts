// What happened to what, when, and through whom: the append-only record that timelines, audit and redaction read.
import type { Activity as Row } from "@prisma/client";
import type { ShopTransaction } from "./db.server.ts";
import type { Params } from "./errors.ts";
import { newId } from "./ids.server.ts";

export type ActorKind = Row["actor"];
export type Actor = { readonly kind: ActorKind; readonly name?: string | undefined };

export const system: Actor = { kind: "SYSTEM" };

export type Happening = {
  /** What it is about: "order", "supplier_order", "parcel", "variant", "shop" … and its id. */
  readonly subject: string;
  readonly subjectId: string;
  readonly orderId?: string | undefined;
  readonly actor: Actor;
  /** Worded by the catalogue as `timeline.<code>`. */
  readonly code: string;
  readonly params?: Params | undefined;
  /** The raw message that it comes from. */
  readonly messageId?: string | undefined;
  readonly at?: Date | undefined;
};

export type Activity = Omit<Happening, "params" | "at"> & { readonly id: string; readonly at: Date; readonly params: Params };

export async function recordActivity(tx: ShopTransaction, happening: Happening): Promise<void> {
  const { actor, params, at, orderId, messageId, ...rest } = happening;
  await tx.db.activity.create({
    data: {
      ...rest,
      id: newId(),
      shopId: tx.shopId,
      at: at ?? new Date(),
      orderId: orderId ?? null,
      messageId: messageId ?? null,
      actor: actor.kind,
      actorName: actor.name ?? null,
      params: params ?? {},
    },
  });
}

/** Oldest first. */
export async function listActivityOfOrder(tx: ShopTransaction, orderId: string): Promise<Activity[]> {
  const rows = await tx.db.activity.findMany({ where: { orderId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  return rows.map(toActivity);
}

/** Newest first. */
export async function listActivityOf(tx: ShopTransaction, about: { subject: string; subjectId: string; take: number }): Promise<Activity[]> {
  const { take, ...where } = about;
  return (await tx.db.activity.findMany({ where, orderBy: [{ at: "desc" }, { id: "desc" }], take })).map(toActivity);
}

function toActivity(row: Row): Activity {
  return {
    id: row.id,
    at: row.at,
    subject: row.subject,
    subjectId: row.subjectId,
    orderId: row.orderId ?? undefined,
    actor: { kind: row.actor, name: row.actorName ?? undefined },
    code: row.code,
    params: row.params as Params,
    messageId: row.messageId ?? undefined,
  };
}
