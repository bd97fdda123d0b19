// A person at the supplier said no in a chat or on the phone: the same as a refusal that came over the wire.
import { z } from "zod";
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import type { Step } from "../platform/step.ts";
import { REFUSAL_CODES } from "../suppliers/connector.ts";
import { getSupplier } from "../suppliers/store.server.ts";
import { saveRefusal } from "./save-answer.server.ts";
import { findSupplierOrder } from "./store.server.ts";
import { canMove } from "./supplier-order.ts";

const inputSchema = z.object({
  shopId: z.string(), orderId: z.uuid(), supplierOrderId: z.uuid(), code: z.enum(REFUSAL_CODES), message: z.string(), messageId: z.uuid(),
});
type Input = z.infer<typeof inputSchema>;

export type RefusedOutcome = { readonly kind: "refused" | "settled"; readonly orderId: string; readonly supplierOrderId: string };

export const refuseSupplierOrder: Step<{ readonly now: () => Date }, Input, RefusedOutcome> = {
  name: "refuse-supplier-order",
  input: inputSchema,
  run: async ({ now }, { orderId, supplierOrderId, code, message, messageId }) => async (tx) => {
    const about = { orderId, supplierOrderId };
    await lockOrder(tx, orderId);
    const supplierOrder = await findSupplierOrder(tx, supplierOrderId);
    if (!supplierOrder) throw new BugError(`supplier order ${supplierOrderId} is gone`);
    // Run twice, or overtaken by a parcel: what stands already stays.
    if (!canMove(supplierOrder.state, "REFUSED")) return { kind: "settled", ...about };
    const supplier = await getSupplier(tx, supplierOrder.supplierId);
    await saveRefusal(tx, { supplierOrder, supplier: { supplier } }, { refusal: { kind: "refused", code, params: { message }, lines: [] }, at: now() });
    await recordActivity(tx, {
      subject: "supplier_order", subjectId: supplierOrderId, orderId, actor: { kind: "SUPPLIER", name: supplier.name }, code: "supplier_order_refused",
      params: { supplier: supplier.name, code, message }, messageId, at: now(),
    });
    return { kind: "refused", ...about };
  },
};
