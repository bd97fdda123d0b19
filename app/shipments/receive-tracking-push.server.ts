// A tracking system says that a parcel has moved. Only what its signature proves is acted on; what is kept is the raw push.
import type { PushDelivery, TrackingSystem } from "../carriers/carrier.ts";
import type { Database } from "../platform/db.server.ts";
import type { Log } from "../platform/log.server.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Queue } from "../platform/queue.server.ts";
import { findParcel } from "./store.server.ts";

type Tools = { readonly database: Database; readonly queue: Queue; readonly tracking: TrackingSystem | undefined; readonly log: Log };

/** "taken" is said after the commit; the sender may forget it then. */
export async function receiveTrackingPush(tools: Tools, delivery: PushDelivery): Promise<"taken" | "forged"> {
  const reading = tools.tracking?.readPush?.(delivery) ?? { kind: "forged" as const };
  if (reading.kind === "forged") return "forged";
  if (reading.kind !== "updated") {
    tools.log.warn({ kind: reading.kind }, "a tracking push brings nothing to act on");
    return "taken";
  }
  if (reading.unknownCodes.length > 0) tools.log.warn({ codes: reading.unknownCodes }, "a carrier used codes that are new to us");
  const named = readTag(reading.tag);
  if (!named) {
    tools.log.warn({ tagged: reading.tag !== undefined }, "a tracking push names no parcel of ours");
    return "taken";
  }
  const { shopId, parcelId } = named;
  await tools.database.inShop(shopId, async (tx) => {
    const parcel = await findParcel(tx, parcelId);
    if (!parcel) return;
    const messageId = await keepMessage(tx, {
      direction: "IN", channel: "CARRIER", title: "tracking", orderId: parcel.orderId, parcelId, request: delivery.rawBody,
    });
    await tools.queue.enqueue(tx, [{ step: "record-tracking", input: { shopId, orderId: parcel.orderId, parcelId, messageId, events: reading.events } }]);
  });
  return "taken";
}

function readTag(tag: string | undefined): { shopId: string; parcelId: string } | undefined {
  const [shopId, parcelId] = tag?.split(":") ?? [];
  return shopId && parcelId && isUuid(parcelId) ? { shopId, parcelId } : undefined;
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
