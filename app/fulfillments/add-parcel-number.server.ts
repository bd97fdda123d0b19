// A person fulfilled the units by hand and without a number; the supplier's number is put into that fulfillment, once.
// Shopify is read first each time, so that an answer that got lost is found and the customer is not told twice.
import { z } from "zod";
import { getMerchant } from "../merchants/store.server.ts";
import { forgetOutsideFulfillment, listOutsideFulfillments, type SavedOutsideFulfillment } from "../orders/outside-fulfillments.server.ts";
import { settleUnits } from "../orders/save-import.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { keepMessage } from "../platform/messages.server.ts";
import { patientPolicy, type CrashSeam, type Step } from "../platform/step.ts";
import { resolveProblems } from "../problems/store.server.ts";
import { OutcomeUnknownError } from "../shopify/admin-errors.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { fulfillmentTrackingInfoUpdate, trackingOfFulfillment } from "../shopify/graphql/fulfillments.ts";
import { findParcel, type SavedParcel } from "../shipments/store.server.ts";
import { findNumbered, findNumberless } from "./find-numberless.ts";
import { isDead, isSameNumber } from "./plan-fulfillment.ts";
import { changeFulfillment, findFulfillmentOfParcel, type SavedFulfillment } from "./store.server.ts";

type Tools = { readonly database: Database; readonly admin: AdminApi; readonly now: () => Date; readonly crash?: CrashSeam };
type Input = { shopId: string; orderId: string; parcelId: string };
/** added: shown by that fulfillment from now on. unknown: asked again. nothing: no fulfillment fits any more. */
export type NumberOutcome = { kind: "added" | "unknown" | "nothing"; orderId: string; parcelId: string };

type Work = { readonly shop: ShopAddress; readonly parcel: SavedParcel; readonly row: SavedFulfillment; readonly made: SavedOutsideFulfillment };

export const addParcelNumber: Step<Tools, Input, NumberOutcome> = {
  name: "add-parcel-number",
  policy: patientPolicy,
  input: z.object({ shopId: z.string(), orderId: z.uuid(), parcelId: z.uuid() }),
  run: async (tools, { shopId, orderId, parcelId }) => {
    const say = (kind: NumberOutcome["kind"]): NumberOutcome => ({ kind, orderId, parcelId });
    const work = await tools.database.inShop(shopId, (tx) => load(tx, parcelId));
    if (!work) return async () => say("nothing");
    const { fulfillment } = await tools.admin.query(work.shop, trackingOfFulfillment, { id: work.made.shopifyFulfillmentId });
    const numbers = fulfillment?.trackingInfo.flatMap(({ number }) => number ?? []) ?? [];
    const bearsIt = numbers.some((number) => isSameNumber(number, work.parcel.trackingNumber));
    if (fulfillment && bearsIt) return async (tx) => say(await saveAdded(tx, work, tools.now()));
    if (!fulfillment || isDead(fulfillment.status) || numbers.length > 0) return async () => say("nothing");
    return await send(tools, work, say);
  },
};

async function load(tx: ShopTransaction, parcelId: string): Promise<Work | undefined> {
  const { domain } = await getMerchant(tx);
  const parcel = await findParcel(tx, parcelId);
  const row = await findFulfillmentOfParcel(tx, parcelId);
  if (!parcel || row?.state !== "WAITING") return undefined;
  const others = await listOutsideFulfillments(tx, parcel.orderId);
  const made = findNumbered(parcel, others) ?? findNumberless(parcel, others);
  return made && { shop: { id: tx.shopId, domain }, parcel, row, made };
}

async function send({ admin, now, crash }: Tools, work: Work, say: (kind: NumberOutcome["kind"]) => NumberOutcome) {
  const { parcel, made, row } = work;
  const tracking = { number: parcel.trackingNumber, company: parcel.company, ...(parcel.trackingUrl ? { url: parcel.trackingUrl } : {}) };
  const asked = { fulfillmentId: made.shopifyFulfillmentId, tracking, notifyCustomer: row.notifyCustomer };
  try {
    const { fulfillmentTrackingInfoUpdate: answer } = await admin.mutate(work.shop, fulfillmentTrackingInfoUpdate, asked);
    await crash?.("add-parcel-number:answered");
    return async (tx: ShopTransaction) => {
      await keepMessage(tx, {
        direction: "OUT", channel: "SHOPIFY_ADMIN", title: "fulfillmentTrackingInfoUpdate", orderId: parcel.orderId, parcelId: parcel.id,
        request: JSON.stringify(asked), response: JSON.stringify(answer), status: 200,
      });
      return say(answer?.fulfillment ? await saveAdded(tx, work, now()) : "nothing");
    };
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    return async () => say("unknown");
  }
}

/** That fulfillment is the parcel's own from now on, so its units are no longer somebody else's. */
async function saveAdded(tx: ShopTransaction, { parcel, row, made }: Work, at: Date): Promise<NumberOutcome["kind"]> {
  await lockOrder(tx, parcel.orderId);
  const name = made.name ?? "";
  if (!(await changeFulfillment(tx, { from: row, to: "CREATED", created: { id: made.shopifyFulfillmentId, name, at: made.createdAt } }))) return "nothing";
  await forgetOutsideFulfillment(tx, made.id);
  const order = await findOrder(tx, parcel.orderId);
  if (order) await settleUnits(tx, order);
  await resolveProblems(tx, [`write_back:${parcel.id}`], "shopify");
  await recordActivity(tx, {
    subject: "parcel", subjectId: parcel.id, orderId: parcel.orderId, actor: system, at, code: "parcel_number_added", params: { number: parcel.trackingNumber, name },
  });
  return "added";
}
