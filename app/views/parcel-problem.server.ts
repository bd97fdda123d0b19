// A person says what is to become of a parcel that was cancelled in Shopify, or fulfilled there without its number.
import { addParcelNumber } from "../fulfillments/add-parcel-number.server.ts";
import { createFulfillment } from "../fulfillments/create-fulfillment.server.ts";
import { findNumberless } from "../fulfillments/find-numberless.ts";
import { planAgain } from "../fulfillments/store.server.ts";
import { listOutsideFulfillments } from "../orders/outside-fulfillments.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Problem } from "../problems/problem.ts";
import { resolveProblem } from "../problems/store.server.ts";
import { findParcel, type SavedParcel } from "../shipments/store.server.ts";
import { done, failed } from "./answer.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { parcelVerdicts, parcelVerdictsFor, type ParcelVerdict } from "./parcel-problem.ts";

export const parcelVerdictIn = (intent: string): ParcelVerdict | undefined => parcelVerdicts.find((verdict) => intent === `parcel_${verdict}`);

/** Run twice: the problem is settled by the first click, and the second finds it gone. */
export async function actOnParcelProblem(tx: ShopTransaction, problem: Problem, { says, by }: { says: ParcelVerdict; by: By }): Promise<Act> {
  const parcel = problem.parcelId ? await findParcel(tx, problem.parcelId) : undefined;
  if (!parcel || !parcelVerdictsFor(problem.code).includes(says)) return { answer: failed("problems.gone"), jobs: [] };
  await lockOrder(tx, parcel.orderId);
  const job = (step: { name: string }) => ({ step: step.name, input: { shopId: tx.shopId, orderId: parcel.orderId, parcelId: parcel.id }, key: parcel.id });
  if (says === "add_number") return await addNumber(tx, parcel, job(addParcelNumber));
  const isSentAgain = says === "send_again" && (await planAgain(tx, parcel.id, by.at));
  await resolveProblem(tx, problem.id, by.name);
  await recordActivity(tx, {
    subject: "parcel", subjectId: parcel.id, orderId: parcel.orderId, actor: { kind: "STAFF", name: by.name }, at: by.at,
    code: isSentAgain ? "fulfillment_sent_again" : "fulfillment_left_cancelled", params: { number: parcel.trackingNumber },
  });
  return isSentAgain ? { answer: done("sweep.cancelled.send_again.done"), jobs: [job(createFulfillment)] } : { answer: done("sweep.cancelled.leave.done"), jobs: [] };
}

/** The problem stays until the number is there: the step closes it. */
async function addNumber(tx: ShopTransaction, parcel: SavedParcel, job: Act["jobs"][number]): Promise<Act> {
  if (!findNumberless(parcel, await listOutsideFulfillments(tx, parcel.orderId))) return { answer: failed("sweep.add_number.none"), jobs: [] };
  return { answer: done("sweep.add_number.done"), jobs: [job] };
}
