// A supplier has said that it does not have our order, and has not let us send it for hours: must the customer wait on?
// No: nothing can have arrived, so the units may go to the next supplier. What might have arrived stays a person's decision.
import { HttpFailure } from "../platform/http.ts";
import { MerchantError, RetryableError } from "../platform/errors.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Refusal } from "../suppliers/connector.ts";
import type { SupplierOrder } from "./supplier-order.ts";

/** From the first sending on. */
const patienceMs = 2 * 3_600_000;

/** A no of our own, in the supplier's place. */
export type NotReached = Omit<Refusal, "code"> & { readonly code: "not_reached" };

export const notReached = (hours: number): NotReached => ({ kind: "refused", code: "not_reached", params: { hours }, lines: [] });

/** Whether the failure of a sending proves that nothing arrived. A refused key is none of it: a person has to mend that. */
export function certainlyNotArrived(error: unknown): boolean {
  if (error instanceof MerchantError) return false;
  return error instanceof HttpFailure ? !error.mayHaveArrived : error instanceof RetryableError;
}

/** Hours since the first try where that is too long; undefined while it is worth trying on. */
export async function hoursInVain(tx: ShopTransaction, supplierOrder: SupplierOrder, now: Date): Promise<number | undefined> {
  // Our ids rise with time.
  const changes = await tx.db.supplierOrderChange.findMany({ where: { supplierOrderId: supplierOrder.id }, orderBy: { id: "asc" }, select: { at: true, toState: true } });
  // It may have been taken back and released anew since: then the trying began anew too.
  const first = changes.slice(changes.findLastIndex(({ toState }) => toState === "DRAFT") + 1).find(({ toState }) => toState === "SENDING");
  const ms = first ? now.getTime() - first.at.getTime() : 0;
  return ms > patienceMs ? Math.floor(ms / 3_600_000) : undefined;
}
