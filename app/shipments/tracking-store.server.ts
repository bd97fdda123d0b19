// The memory of what carriers said of a parcel: each scan once, and whether Shopify knows it.
import type { ParcelEvent as Row } from "@prisma/client";
import { keyOf, type TrackingEvent, type TrackingStatus } from "../carriers/tracking-event.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";

export type SavedTrackingEvent = TrackingEvent & {
  readonly id: string;
  /** Since when an attempt to tell Shopify may be under way; its outcome is read back before any repeat. */
  readonly postingSince: Date | null;
  readonly postedAt: Date | null;
};

/** Oldest first. */
export async function listTrackingEvents(tx: ShopTransaction, parcelId: string): Promise<SavedTrackingEvent[]> {
  const rows = await tx.db.parcelEvent.findMany({ where: { parcelId }, orderBy: [{ happenedAt: "asc" }, { key: "asc" }] });
  return rows.map(toEvent);
}

/** Run twice: scans that are known are left alone. Returns how many were new. */
export async function saveTrackingEvents(tx: ShopTransaction, parcelId: string, { events, at }: { events: readonly TrackingEvent[]; at: Date }): Promise<number> {
  const { count } = await tx.db.parcelEvent.createMany({
    data: events.map((event) => ({
      id: newId(), shopId: tx.shopId, parcelId, key: keyOf(event), status: event.status, happenedAt: event.happenedAt,
      description: event.description, location: event.location ?? null, city: event.city ?? null,
      countryCode: event.countryCode ?? null, providerCode: event.providerCode, recordedAt: at,
    })),
    skipDuplicates: true,
  });
  return count;
}

export async function markPosting(tx: ShopTransaction, id: string, since: Date): Promise<void> {
  await tx.db.parcelEvent.update({ where: { shopId_id: { shopId: tx.shopId, id } }, data: { postingSince: since } });
}

/** Without an id: Shopify would not have it, and it is not told again. */
export async function markPosted(tx: ShopTransaction, id: string, posted: { at: Date; shopifyEventId: string | null }): Promise<void> {
  await tx.db.parcelEvent.update({ where: { shopId_id: { shopId: tx.shopId, id } }, data: { postedAt: posted.at, shopifyEventId: posted.shopifyEventId } });
}

function toEvent(row: Row): SavedTrackingEvent {
  return {
    id: row.id,
    status: row.status as TrackingStatus,
    happenedAt: row.happenedAt,
    description: row.description,
    ...(row.location === null ? {} : { location: row.location }),
    ...(row.city === null ? {} : { city: row.city }),
    ...(row.countryCode === null ? {} : { countryCode: row.countryCode }),
    providerCode: row.providerCode,
    postingSince: row.postingSince,
    postedAt: row.postedAt,
  };
}
