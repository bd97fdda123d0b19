// What was acknowledged to Shopify, byte for byte; read here by the steps that act on it.
import type { InboxMessage } from "@prisma/client";
import type { Database, ShopTransaction } from "./db.server.ts";

export type { InboxMessage };

export const findInboxMessage = (database: Database, id: string): Promise<InboxMessage | null> =>
  database.withoutShop.inboxMessage.findUnique({ where: { id } });

/** Webhooks that came under this domain before we knew whose it is; oldest first. */
export function listUnhandled(database: Database, shopDomain: string, take: number): Promise<Pick<InboxMessage, "id" | "shopDomain" | "topic">[]> {
  return database.withoutShop.inboxMessage.findMany({ where: { shopDomain, handledAt: null }, select: { id: true, shopDomain: true, topic: true }, orderBy: { receivedAt: "asc" }, take });
}

export async function markHandled(tx: ShopTransaction, id: string, at: Date): Promise<void> {
  await tx.db.inboxMessage.updateMany({ where: { id, handledAt: null }, data: { handledAt: at } });
}

/** The delivery stays known, so that a repeat changes nothing; what it said does not. */
export async function forgetBody(tx: ShopTransaction, id: string): Promise<void> {
  await tx.db.inboxMessage.updateMany({ where: { id }, data: { body: new Uint8Array() } });
}
