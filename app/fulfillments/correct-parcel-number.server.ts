// The supplier mistyped a tracking number. Until Shopify has it, it is simply right from now on; afterwards a person must act.
import { z } from "zod";
import { recognizeParcel } from "../carriers/recognize-parcel.ts";
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { openProblem } from "../problems/store.server.ts";

type Tools = { readonly now: () => Date };
const inputSchema = z.object({ shopId: z.string(), orderId: z.uuid(), parcelId: z.uuid(), from: z.string(), to: z.string(), messageId: z.uuid() });
export type CorrectionOutcome = { kind: "corrected" | "known" | "too_late"; orderId: string; parcelId: string };

/** Run twice: the number is right already. */
export const correctParcelNumber: Step<Tools, z.infer<typeof inputSchema>, CorrectionOutcome> = {
  name: "correct-parcel-number",
  input: inputSchema,
  run: async ({ now }, { orderId, parcelId, from, to, messageId }) => async (tx) => {
    await lockOrder(tx, orderId);
    const parcel = await tx.db.parcel.findUnique({
      where: { shopId_id: { shopId: tx.shopId, id: parcelId } }, include: { fulfillment: true, shipment: { include: { supplierOrder: true } } },
    });
    if (!parcel || parcel.trackingNumber !== from) return { kind: "known", orderId, parcelId };
    const state = parcel.fulfillment?.state ?? "PLANNED";
    const about = { orderId, parcelId, supplierOrderId: parcel.shipment.supplierOrderId };
    if (state !== "PLANNED" && state !== "WAITING") {
      const params = { order: parcel.shipment.supplierOrder.orderName, from, to };
      await openProblem(tx, { key: `correction:${parcelId}`, code: "correction_too_late", params, whoActs: "MERCHANT", ...about });
      return { kind: "too_late", orderId, parcelId };
    }
    const { carrier, company, url } = recognizeParcel(to, parcel.company);
    await tx.db.parcel.update({ where: { shopId_id: { shopId: tx.shopId, id: parcelId } }, data: { trackingNumber: to, carrier, company, trackingUrl: url } });
    await recordActivity(tx, { subject: "parcel", subjectId: parcelId, orderId, actor: { kind: "SUPPLIER" }, code: "parcel_number_corrected", params: { from, to }, messageId, at: now() });
    return { kind: "corrected", orderId, parcelId };
  },
};
