// The memory of privacy requests: what was asked, for which orders, and when it was done.
import type { PrivacyTask, Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { InboxMessage } from "../platform/inbox-store.server.ts";
import { dueAfter } from "./read-request.ts";

export type PrivacyTopic = PrivacyTask["topic"];

type Task = {
  readonly topic: PrivacyTopic;
  readonly message: Pick<InboxMessage, "id" | "receivedAt">;
  readonly shopifyOrderIds: readonly string[];
};

export type DoneTask = Task & {
  readonly ordersFound: number;
  readonly doneAt: Date;
  readonly file?: Uint8Array | undefined;
};

/** Before the work begins, so that the owner sees what is not done yet. Run twice: one row. */
export async function noteTask(tx: ShopTransaction, { topic, message, shopifyOrderIds }: Task): Promise<void> {
  await tx.db.privacyTask.createMany({ data: [newRow(tx, { topic, message, shopifyOrderIds })], skipDuplicates: true });
}

const newRow = (tx: ShopTransaction, { topic, message, shopifyOrderIds }: Task) => ({
  id: newId(), shopId: tx.shopId, inboxMessageId: message.id, topic, shopifyOrderIds: [...shopifyOrderIds], receivedAt: message.receivedAt, dueAt: dueAfter(message.receivedAt),
});

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
    create: { ...newRow(tx, task), ...done },
  });
}

/** Files made for the owner hold what is now to go. */
export async function dropFilesAbout(tx: ShopTransaction, shopifyOrderIds: readonly string[]): Promise<void> {
  await tx.db.privacyTask.updateMany({ where: { shopifyOrderIds: { hasSome: [...shopifyOrderIds] } }, data: { file: null } });
}

/** Undefined: none was made, or it is gone. The number is Shopify's of the request. */
export async function findTaskFile(tx: ShopTransaction, id: string): Promise<{ body: Uint8Array<ArrayBuffer>; number: string } | undefined> {
  const task = await tx.db.privacyTask.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } }, select: { file: true } });
  if (!task?.file) return undefined;
  const body = new Uint8Array(task.file);
  const { dataRequest } = JSON.parse(Buffer.from(body).toString("utf8")) as { dataRequest?: string | null };
  return { body, number: dataRequest ?? "" };
}

/** True the first time. Its problem stays open: the customer has to be given the file still. */
export async function noteDownloaded(tx: ShopTransaction, id: string, by: { name: string; at: Date }): Promise<boolean> {
  const { count } = await tx.db.privacyTask.updateMany({ where: { id, downloadedAt: null }, data: { downloadedAt: by.at, downloadedBy: by.name } });
  return count === 1;
}
