// What happened to one thing (a variant, a supplier), newest first.
import { listActivityOf } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { TimelineEntry } from "./order-page.ts";

export async function readHistory(tx: ShopTransaction, subject: string, subjectId: string): Promise<TimelineEntry[]> {
  const activities = await listActivityOf(tx, { subject, subjectId, take: 100 });
  return activities.map(({ id, at, code, params, actor, messageId }) => ({
    id, at, code: `timeline.${code}`, params, actor: { kind: actor.kind, name: actor.name ?? null }, messageId: messageId ?? null,
  }));
}
