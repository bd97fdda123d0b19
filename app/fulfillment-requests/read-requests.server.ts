// Which requests wait at Shopify, of both kinds? Started by a callback, and every five minutes because one may get lost.
// What is seen becomes a row; answering is a step of its own for each.
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import { listAllocations } from "../orders/allocation-store.server.ts";
import { listHeldFor } from "../orders/hold-store.server.ts";
import { findOrderByShopifyId } from "../orders/store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { markHandled } from "../platform/inbox-store.server.ts";
import type { Step } from "../platform/step.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { getMode } from "./mode-store.server.ts";
import { listAsked, readAssigned } from "./read-assigned.server.ts";
import { isStillAsked, type AssignedOrder, type RequestKind } from "./request.ts";
import { toRequestLines } from "./request-lines.server.ts";
import { listAccepted, listUnanswered, recordCallback, saveSeen } from "./request-store.server.ts";
import { isUnderWay } from "./requested-units.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date };
const inputSchema = z.object({
  shopId: z.string(),
  /** Shopify's callback that announced something. */
  inboxId: z.uuid().exactOptional(),
  /** After orders that were unknown at first have been read. */
  isSecondLook: z.boolean().exactOptional(),
});
type Input = z.infer<typeof inputSchema>;

export type ReadRequestsOutcome = {
  readonly requests: readonly { readonly orderId: string; readonly requestId: string }[];
  /** Shopify's ids of orders that nobody has told of yet. */
  readonly unknownOrders: readonly string[];
  /** Accepted, and stuck since. */
  readonly toClose: readonly { readonly orderId: string; readonly requestId: string }[];
  /** Orders whose fulfillment we are to request ourselves. */
  readonly toRequest: readonly string[];
};

type Asked = { readonly kind: RequestKind; readonly assigned: AssignedOrder };

export const readRequests: Step<Tools, Input, ReadRequestsOutcome> = {
  name: "read-requests",
  input: inputSchema,
  run: async ({ database, admin, now }, { shopId, inboxId, isSecondLook = false }) => {
    const shop = await database.inShop(shopId, findShop);
    const asked = shop ? await readAsked(admin, shop) : [];
    return async (tx) => {
      if (inboxId !== undefined) {
        await recordCallback(tx, { at: now(), kind: "fulfillment_order_notification", status: 200 });
        await markHandled(tx, inboxId, now());
      }
      return await save(tx, asked, { at: now(), isAnnounced: inboxId !== undefined || isSecondLook });
    };
  },
};

/** Undefined: the app has no location in this shop, and asking would be an error. */
async function findShop(tx: ShopTransaction): Promise<ShopAddress | undefined> {
  const { locationId } = await getMode(tx);
  return locationId === null ? undefined : { id: tx.shopId, domain: (await getMerchant(tx)).domain };
}

async function readAsked(admin: AdminApi, shop: ShopAddress): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const kind of ["FULFILLMENT", "CANCELLATION"] as const) {
    for (const id of await listAsked(admin, shop, kind)) {
      const assigned = await readAssigned(admin, shop, id);
      if (assigned && isStillAsked(kind, assigned.requestStatus)) asked.push({ kind, assigned });
    }
  }
  return asked;
}

/** Asked so long ago, its callback can only have got lost. */
const lostAfterMs = 60_000;

async function save(tx: ShopTransaction, asked: readonly Asked[], { at, isAnnounced }: { at: Date; isAnnounced: boolean }): Promise<ReadRequestsOutcome> {
  const unknownOrders = new Set<string>();
  for (const { kind, assigned } of asked) {
    const known = await findOrderByShopifyId(tx, assigned.shopifyOrderId);
    if (!known) {
      unknownOrders.add(assigned.shopifyOrderId);
      continue;
    }
    const seen = await saveSeen(tx, { orderId: known.id, assigned, kind, lines: await toRequestLines(tx, known.id, assigned), at });
    if (!seen.isNew) continue;
    const { at: requestedAt } = assigned.asked.findLast((one) => one.kind === kind) ?? { at };
    await tellTimeline(tx, { orderId: known.id, kind, at: requestedAt });
    if (!isAnnounced && at.getTime() - requestedAt.getTime() > lostAfterMs) await recordCallback(tx, { at, kind: "lost", status: 0 });
  }
  const open = await listUnanswered(tx);
  return { requests: open.map(({ id, orderId }) => ({ orderId, requestId: id })), unknownOrders: [...unknownOrders], toClose: await findStuck(tx, at), toRequest: await findToRequest(tx) };
}

/** Accepted so long ago and stuck since, the rest is given back before Shopify counts it as left undone. */
const stuckDays = 3;

async function findStuck(tx: ShopTransaction, now: Date): Promise<ReadRequestsOutcome["toClose"]> {
  const stuck: { orderId: string; requestId: string }[] = [];
  for (const request of await listAccepted(tx, new Date(now.getTime() - stuckDays * 86_400_000))) {
    if (!isUnderWay(request, await listAllocations(tx, request.orderId))) stuck.push({ orderId: request.orderId, requestId: request.id });
  }
  return stuck;
}

/** Orders that wait for a request which the merchant has left to us. */
async function findToRequest(tx: ShopTransaction): Promise<string[]> {
  const { mode, requestsAutomatically } = await getMode(tx);
  if (mode !== "FULFILLMENT_SERVICE" || !requestsAutomatically) return [];
  return (await listHeldFor(tx, "not_requested")).slice(0, mostRequested);
}

const mostRequested = 200;

async function tellTimeline(tx: ShopTransaction, { orderId, kind, at }: { orderId: string; kind: RequestKind; at: Date }): Promise<void> {
  const code = kind === "FULFILLMENT" ? "fulfillment_requested" : "cancellation_requested";
  await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor: { kind: "SHOPIFY" }, code, at });
}
