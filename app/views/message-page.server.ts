// The read model of one raw message.
import type { ShopTransaction } from "../platform/db.server.ts";
import { findMessage } from "../platform/messages.server.ts";
import { setOut, type MessagePage } from "./message-page.ts";

export async function readMessagePage(tx: ShopTransaction, id: string): Promise<MessagePage | undefined> {
  const message = await findMessage(tx, id);
  if (!message) return undefined;
  const order = message.orderId === null ? null : await tx.db.order.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: message.orderId } }, select: { id: true, name: true } });
  const { title, at, direction, channel, status } = message;
  return {
    title, at, direction, channel, status, order,
    request: textOf(message.request),
    response: textOf(message.response),
    isRedacted: message.redactedAt !== null,
  };
}

const textOf = (bytes: Uint8Array | null): string | null => (bytes === null || bytes.length === 0 ? null : setOut(new TextDecoder().decode(bytes)));
