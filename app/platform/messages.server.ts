// What exactly went over the wire? Every raw message in and out, kept beside the order it belongs to.
// Credentials are taken out before a message comes here; personal data is found by redaction through the order.
import type { Message as Row } from "@prisma/client";
import type { ShopTransaction } from "./db.server.ts";
import { newId } from "./ids.server.ts";

export type MessageChannel = Row["channel"];

export type NewMessage = {
  readonly direction: "IN" | "OUT";
  readonly channel: MessageChannel;
  /** A short technical title: "POST /orders", "orders/create". */
  readonly title: string;
  readonly orderId?: string | undefined;
  readonly supplierOrderId?: string | undefined;
  readonly parcelId?: string | undefined;
  readonly request?: string | Uint8Array | undefined;
  readonly response?: string | Uint8Array | undefined;
  readonly status?: number | undefined;
};

export type Message = {
  readonly id: string;
  readonly at: Date;
  readonly direction: "IN" | "OUT";
  readonly channel: MessageChannel;
  readonly title: string;
  readonly orderId: string | null;
  readonly request: Uint8Array | null;
  readonly response: Uint8Array | null;
  readonly status: number | null;
  readonly redactedAt: Date | null;
};

const asBytes = (text: string | Uint8Array | undefined) => (text === undefined ? null : new Uint8Array(Buffer.from(text)));

/** Returns the message's id. */
export async function keepMessage(tx: ShopTransaction, message: NewMessage): Promise<string> {
  const id = newId();
  await tx.db.message.create({
    data: {
      id,
      shopId: tx.shopId,
      at: new Date(),
      direction: message.direction,
      channel: message.channel,
      title: message.title,
      orderId: message.orderId ?? null,
      supplierOrderId: message.supplierOrderId ?? null,
      parcelId: message.parcelId ?? null,
      request: asBytes(message.request),
      response: asBytes(message.response),
      status: message.status ?? null,
    },
  });
  return id;
}

export async function findMessage(tx: ShopTransaction, id: string): Promise<Message | undefined> {
  return (await tx.db.message.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } })) ?? undefined;
}

export async function attachMessage(tx: ShopTransaction, id: string, to: { orderId?: string; supplierOrderId?: string }): Promise<void> {
  await tx.db.message.update({ where: { shopId_id: { shopId: tx.shopId, id } }, data: to });
}
