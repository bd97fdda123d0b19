// Step 8: the shop shows where the parcel is. Scans are told oldest first, one after the other, each once:
// fulfillmentEventCreate makes a new event for every call, so an attempt without an answer is read back.
import { z } from "zod";
import { eventsToTell } from "../carriers/tracking-event.ts";
import { getMerchant } from "../merchants/store.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { patientPolicy, type CrashSeam, type Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { eventsOfFulfillment, fulfillmentEventCreate } from "../shopify/graphql/fulfillments.ts";
import { listTrackingEvents, markPosted, markPosting, type SavedTrackingEvent } from "../shipments/tracking-store.server.ts";
import { findFulfillmentOfParcel } from "./store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date; readonly crash?: CrashSeam };
type Input = { shopId: string; orderId: string; parcelId: string };

export type PostOutcome = { kind: "posted" | "waits_for_fulfillment"; orderId: string; told: number };

type Work = { shop: ShopAddress; orderId: string; parcelId: string; fulfillmentId: string; events: SavedTrackingEvent[] };

export const postTrackingEvents: Step<Tools, Input, PostOutcome> = {
  name: "post-tracking-events",
  policy: patientPolicy,
  input: z.object({ shopId: z.string(), orderId: z.uuid(), parcelId: z.uuid() }),
  run: async (tools, { shopId, orderId, parcelId }) => {
    const work = await tools.database.inShop(shopId, (tx) => load(tx, parcelId));
    if (!work) return async () => ({ kind: "waits_for_fulfillment", orderId, told: 0 });
    const posted = work.events.filter((event) => event.postedAt !== null);
    const fresh = new Set(eventsToTell(posted, work.events.filter((event) => event.postedAt === null)));
    const toTell = work.events.filter((event) => fresh.has(event));
    for (const event of toTell) await tell(tools, work, event);
    return async () => ({ kind: "posted", orderId, told: toTell.length });
  },
};

async function load(tx: ShopTransaction, parcelId: string): Promise<Work | undefined> {
  const merchant = await getMerchant(tx);
  const row = await findFulfillmentOfParcel(tx, parcelId);
  if (row?.state !== "CREATED" || row.shopifyFulfillmentId === null) return undefined;
  return {
    shop: { id: tx.shopId, domain: merchant.domain },
    orderId: row.orderId,
    parcelId,
    fulfillmentId: row.shopifyFulfillmentId,
    events: await listTrackingEvents(tx, parcelId),
  };
}

async function tell({ database, admin, now, crash }: Tools, work: Work, event: SavedTrackingEvent): Promise<void> {
  const known = event.postingSince ? await findPosted(admin, work, event) : undefined;
  if (known) return await database.inShop(work.shop.id, (tx) => markPosted(tx, event.id, { at: now(), shopifyEventId: known }));
  await database.inShop(work.shop.id, (tx) => markPosting(tx, event.id, now()));
  await crash?.("post-tracking-events:intent-saved");
  const { fulfillmentEventCreate: answer } = await admin.mutate(work.shop, fulfillmentEventCreate, {
    event: { fulfillmentId: work.fulfillmentId, ...toShopifyEvent(event) },
  });
  await crash?.("post-tracking-events:answered");
  const created = answer?.fulfillmentEvent;
  await database.inShop(work.shop.id, async (tx) => {
    await markPosted(tx, event.id, { at: now(), shopifyEventId: created?.id ?? null });
    if (created) return;
    // One scan that Shopify will not have must not keep the next ones, the delivery above all, from the customer.
    const text = answer?.userErrors.map((error) => error.message).join(" ") ?? "";
    await openProblem(tx, { key: `event_refused:${work.parcelId}`, code: "tracking_event_refused", params: { text }, whoActs: "DAIFA", orderId: work.orderId, parcelId: work.parcelId });
  });
}

function toShopifyEvent(event: SavedTrackingEvent) {
  return {
    status: event.status,
    happenedAt: event.happenedAt.toISOString(),
    ...(event.description ? { message: event.description } : {}),
    ...(event.city ? { city: event.city } : {}),
    ...(event.countryCode ? { country: event.countryCode } : {}),
  };
}

async function findPosted(admin: AdminApi, work: Work, event: SavedTrackingEvent): Promise<string | undefined> {
  const { fulfillment } = await admin.query(work.shop, eventsOfFulfillment, { id: work.fulfillmentId });
  const events = fulfillment?.events.nodes ?? [];
  // Shopify keeps whole seconds.
  const second = Math.floor(event.happenedAt.getTime() / 1000);
  return events.find((one) => one.status === event.status && Math.floor(new Date(one.happenedAt).getTime() / 1000) === second)?.id;
}
