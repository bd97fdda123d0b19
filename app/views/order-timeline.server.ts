// Everything that happened to an order, newest first, each with the raw message behind it.
// Messages that no event names (a call that changed nothing) stand in the line themselves.
import { listActivityOfOrder } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { TimelineEntry } from "./order-page.ts";

const actorOfChannel = { SHOPIFY_WEBHOOK: "SHOPIFY", SHOPIFY_ADMIN: "SHOPIFY", SUPPLIER: "SUPPLIER", CARRIER: "CARRIER" } as const;

export async function readTimeline(tx: ShopTransaction, orderId: string): Promise<TimelineEntry[]> {
  const activities = await listActivityOfOrder(tx, orderId);
  const named = new Set(activities.flatMap(({ messageId }) => messageId ?? []));
  const messages = await tx.db.message.findMany({
    where: { orderId, id: { notIn: [...named] } },
    select: { id: true, at: true, direction: true, channel: true, title: true },
  });
  const entries: TimelineEntry[] = [
    ...activities.map(({ id, at, code, params, actor, messageId }) => ({
      id, at, code: `timeline.${code}`, params, actor: { kind: actor.kind, name: actor.name ?? null }, messageId: messageId ?? null,
    })),
    ...messages.map(({ id, at, direction, channel, title }) => ({
      id, at, code: `timeline.message_${direction === "IN" ? "in" : "out"}`, params: { title },
      actor: { kind: direction === "IN" ? actorOfChannel[channel] : "SYSTEM", name: null }, messageId: id,
    })),
  ];
  return entries.toSorted((left, right) => right.at.getTime() - left.at.getTime() || (left.id < right.id ? 1 : -1));
}
