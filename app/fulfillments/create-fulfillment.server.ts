// Step 6, the write-back: the customer's order shows the parcel, once.
// fulfillmentCreate has no idempotency key, so whoever finds an attempt without an answer reads back before repeating.
import { z } from "zod";
import { settleCompleted } from "../fulfillment-requests/settle-completed.server.ts";
import { getMerchant } from "../merchants/store.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { isTestOrder } from "../orders/test-order.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import { keepMessage } from "../platform/messages.server.ts";
import { patientPolicy, type CrashSeam, type Step } from "../platform/step.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import { OutcomeUnknownError } from "../shopify/admin-errors.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { fulfillmentCreate } from "../shopify/graphql/fulfillments.ts";
import { findParcel, type SavedParcel } from "../shipments/store.server.ts";
import { findExisting, planFulfillment, type FulfillmentGroup } from "./plan-fulfillment.ts";
import { readFulfillmentOrders, readFulfillments } from "./read-shopify.server.ts";
import { changeFulfillment, getFulfillmentOfParcel, planFulfillmentRow, type SavedFulfillment } from "./store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date; readonly crash?: CrashSeam };
type Input = { shopId: string; orderId: string; parcelId: string };

export type WriteBackOutcome = { kind: "created" | "already_created" | "waits" | "unknown" | "overtaken"; orderId: string; parcelId: string };

type Work = { shop: ShopAddress; parcel: SavedParcel; row: SavedFulfillment; shopifyOrderId: string; orderName: string };

export const createFulfillment: Step<Tools, Input, WriteBackOutcome> = {
  name: "create-fulfillment",
  policy: patientPolicy,
  input: z.object({ shopId: z.string(), orderId: z.uuid(), parcelId: z.uuid() }),
  run: async (tools, { shopId, orderId, parcelId }) => {
    const say = (kind: WriteBackOutcome["kind"]): WriteBackOutcome => ({ kind, orderId, parcelId });
    const work = await tools.database.inShop(shopId, (tx) => load(tx, parcelId));
    if (work.row.state === "CREATED") return async () => say("already_created");

    const mayExist = work.row.state === "SENDING" || work.row.state === "UNKNOWN";
    const existing = mayExist ? findExisting(work.parcel, await readFulfillments(tools.admin, work.shop, { shopifyOrderId: work.shopifyOrderId, trackingNumber: work.parcel.trackingNumber })) : undefined;
    if (existing) return async (tx) => say(await saveCreated(tx, work, { ...existing, at: tools.now() }));

    const plan = planFulfillment(work.parcel, await readFulfillmentOrders(tools.admin, work.shop, work.shopifyOrderId));
    if (plan.kind === "wait") return async (tx) => say(await saveWaiting(tx, work, plan.reason));

    const sending = await tools.database.inShop(shopId, (tx) => saveIntent(tx, work.row));
    if (!sending) return async () => say("overtaken");
    await tools.crash?.("create-fulfillment:intent-saved");
    return await send(tools, { ...work, row: sending }, { groups: plan.groups, say });
  },
};

async function load(tx: ShopTransaction, parcelId: string): Promise<Work> {
  const merchant = await getMerchant(tx);
  const parcel = await findParcel(tx, parcelId);
  const order = parcel && (await findOrder(tx, parcel.orderId));
  if (!parcel || !order) throw new BugError(`parcel ${parcelId} or its order is gone`);
  await planFulfillmentRow(tx, { id: parcelId, orderId: parcel.orderId }, merchant.settings.notifyCustomer && !isTestOrder(order));
  const row = await getFulfillmentOfParcel(tx, parcelId);
  return { shop: { id: tx.shopId, domain: merchant.domain }, parcel, row, shopifyOrderId: order.shopifyOrderId, orderName: order.name };
}

async function saveIntent(tx: ShopTransaction, row: SavedFulfillment): Promise<SavedFulfillment | undefined> {
  await lockOrder(tx, row.orderId);
  if (!(await changeFulfillment(tx, { from: row, to: "SENDING" }))) return undefined;
  return { ...row, state: "SENDING", attempt: row.attempt + 1 };
}

type Say = (kind: WriteBackOutcome["kind"]) => WriteBackOutcome;

async function send({ admin, now, crash }: Tools, work: Work, { groups, say }: { groups: readonly FulfillmentGroup[]; say: Say }) {
  const fulfillment = {
    lineItemsByFulfillmentOrder: groups.map((group) => ({
      fulfillmentOrderId: group.fulfillmentOrderId,
      fulfillmentOrderLineItems: group.lines.map((line) => ({ ...line })),
    })),
    notifyCustomer: work.row.notifyCustomer,
    trackingInfo: { number: work.parcel.trackingNumber, company: work.parcel.company, ...(work.parcel.trackingUrl ? { url: work.parcel.trackingUrl } : {}) },
  };
  try {
    const { fulfillmentCreate: answer } = await admin.mutate(work.shop, fulfillmentCreate, { fulfillment });
    await crash?.("create-fulfillment:answered");
    const created = answer?.fulfillment;
    return async (tx: ShopTransaction) => {
      await keepMessage(tx, {
        direction: "OUT", channel: "SHOPIFY_ADMIN", title: "fulfillmentCreate", orderId: work.parcel.orderId, parcelId: work.parcel.id,
        request: JSON.stringify({ fulfillment }), response: JSON.stringify(answer), status: 200,
      });
      if (created) return say(await saveCreated(tx, work, { id: created.id, name: created.name, at: now() }));
      // Refused as a whole: nothing was made. What changed at Shopify between reading and writing is read again later.
      const text = answer?.userErrors.map((error) => error.message).join(" ") ?? "";
      return say(await saveWaiting(tx, work, { code: "refused_by_shopify", params: { text } }));
    };
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    return async (tx: ShopTransaction) => say((await changeFulfillment(tx, { from: work.row, to: "UNKNOWN", reason: { code: "no_answer", params: {} } })) ? "unknown" : "overtaken");
  }
}

const problemKey = (parcelId: string) => `write_back:${parcelId}`;

async function saveCreated(tx: ShopTransaction, work: Work, created: { id: string; name: string; at: Date }): Promise<WriteBackOutcome["kind"]> {
  if (!(await changeFulfillment(tx, { from: work.row, to: "CREATED", created }))) return "overtaken";
  await resolveProblems(tx, [problemKey(work.parcel.id)], "shopify");
  await settleCompleted(tx, work.parcel.orderId, created.at);
  await recordActivity(tx, {
    subject: "parcel", subjectId: work.parcel.id, orderId: work.parcel.orderId, actor: system, code: "written_back",
    params: { number: work.parcel.trackingNumber, company: work.parcel.company, fulfillment: created.name },
  });
  return "created";
}

/** Without a hold or a person, Shopify opens the work order by itself; these do not, so somebody is told. */
const needsPerson = new Set(["several_locations", "not_enough_open", "already_fulfilled", "fulfillment_cancelled", "not_permitted", "refused_by_shopify"]);

async function saveWaiting(tx: ShopTransaction, work: Work, reason: { code: string; params: Record<string, string | number> }): Promise<WriteBackOutcome["kind"]> {
  if (!(await changeFulfillment(tx, { from: work.row, to: "WAITING", reason }))) return "overtaken";
  // Said once: a merchant who has closed the problem is not told the same again.
  const isNews = work.row.reason?.code !== reason.code;
  if (isNews) {
    await recordActivity(tx, {
      subject: "parcel", subjectId: work.parcel.id, orderId: work.parcel.orderId, actor: system, code: `write_back_waits.${reason.code}`,
      params: { ...reason.params, number: work.parcel.trackingNumber },
    });
  }
  if (isNews && needsPerson.has(reason.code)) {
    await openProblem(tx, {
      key: problemKey(work.parcel.id), code: `write_back.${reason.code}`, params: { ...reason.params, order: work.orderName, number: work.parcel.trackingNumber },
      whoActs: "MERCHANT", orderId: work.parcel.orderId, parcelId: work.parcel.id,
      retry: { step: "create-fulfillment", input: { shopId: tx.shopId, orderId: work.parcel.orderId, parcelId: work.parcel.id } },
    });
  }
  return "waits";
}

/** Seconds until an unknown outcome is asked about. What waits for Shopify is tried at its hints and by the clock. */
export const askAgainAfterS = 10;

