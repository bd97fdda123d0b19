// The memory of privacy requests: what was asked, for which orders, and when it was done.
import type { PrivacyTask, Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { InboxMessage } from "../platform/inbox-store.server.ts";

export type PrivacyTopic = PrivacyTask["topic"];

export type DoneTask = {
  readonly topic: PrivacyTopic;
  readonly message: Pick<InboxMessage, "id" | "receivedAt">;
  readonly shopifyOrderIds: readonly string[];
  readonly ordersFound: number;
  readonly doneAt: Date;
  readonly file?: Uint8Array | undefined;
};

/** One for each request: a second run writes the same row again. */
export async function saveDoneTask(tx: ShopTransaction, task: DoneTask): Promise<void> {
  const done = {
    topic: task.topic,
    shopifyOrderIds: [...task.shopifyOrderIds],
    ordersFound: task.ordersFound,
    doneAt: task.doneAt,
    file: task.file ? new Uint8Array(task.file) : null,
  } satisfies Prisma.PrivacyTaskUpdateInput;
  const key = { shopId: tx.shopId, inboxMessageId: task.message.id };
  await tx.db.privacyTask.upsert({
    where: { shopId_inboxMessageId: key },
    update: done,
    create: { ...done, ...key, id: newId(), receivedAt: task.message.receivedAt },
  });
}

/** Files made for the owner hold what is now to go. */
export async function dropFilesAbout(tx: ShopTransaction, shopifyOrderIds: readonly string[]): Promise<void> {
  await tx.db.privacyTask.updateMany({ where: { shopifyOrderIds: { hasSome: [...shopifyOrderIds] } }, data: { file: null } });
}
