// A draft was allowed to go: the job that sends it.
import type { NextJob } from "../platform/step.ts";
import { submitSupplierOrder } from "../supplier-orders/submit-supplier-order.server.ts";

export function submitJobs(shopId: string, released: readonly { readonly orderId: string; readonly supplierOrderId: string }[]): NextJob[] {
  return released.map(({ orderId, supplierOrderId }) => ({ step: submitSupplierOrder.name, input: { shopId, orderId, supplierOrderId }, key: supplierOrderId }));
}
