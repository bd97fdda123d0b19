// What a supplier told of each order, kept apart: a message belongs to one order, so that timeline and redaction find it.
import type { ShopTransaction } from "../platform/db.server.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { ShipmentNotice } from "../suppliers/connector.ts";

export async function keepNotices(tx: ShopTransaction, notices: readonly ShipmentNotice[]): Promise<{ messageId: string; notice: ShipmentNotice }[]> {
  const kept = [];
  for (const notice of notices) {
    kept.push({ notice, messageId: await keepMessage(tx, { direction: "IN", channel: "SUPPLIER", title: "shipment", request: JSON.stringify(notice, null, 1) }) });
  }
  return kept;
}
