// May this draft go out now? Its intent is saved first, with the receiver as he stands at this moment:
// whoever finds the intent without an answer knows that the supplier may already have the order.
import { getMerchant } from "../merchants/store.server.ts";
import { holdOf } from "../orders/order.ts";
import { listAllocations, moveAllocated, type UnitsMove } from "../orders/allocation-store.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { getConnector } from "../suppliers/registry.server.ts";
import { getSupplierForCalling, type OpenSupplier } from "../suppliers/store.server.ts";
import { loadForSending } from "./load-for-sending.server.ts";
import { saveParties } from "./save-parties.server.ts";
import { changeState, findSupplierOrder } from "./store.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";
import type { SupplierOrderForSending } from "./to-request.ts";
import { needsVerdict, type Verdict } from "./verdict.ts";
import { isIntact, voidDraft } from "./void-drafts.server.ts";

export type Begun =
  | {
      readonly kind: "sending";
      readonly supplierOrder: SupplierOrder;
      readonly supplier: OpenSupplier;
      readonly request: SupplierOrderForSending;
      /** An earlier attempt may have reached the supplier. */
      readonly mayExist: boolean;
    }
  | { readonly kind: "settled" | "not_released" | "waits" | "voided" };

/** Throws MerchantError("shop_not_installed"): for a shop that has removed the app nothing is bought, not even once more. */
export async function beginSending(tx: ShopTransaction, tools: { sealer: Sealer; now: () => Date }, { id, verdict }: { id: string; verdict?: Verdict | undefined }): Promise<Begun> {
  await getMerchant(tx);
  const found = await findSupplierOrder(tx, id);
  if (!found) throw new BugError(`supplier order ${id} is gone`);
  await lockOrder(tx, found.orderId);
  const supplierOrder = (await findSupplierOrder(tx, id)) ?? found;
  if ((await findOrder(tx, supplierOrder.orderId))?.hold?.code === "customer_redacted") return { kind: "waits" };
  const supplier = await getSupplierForCalling(tx, tools.sealer, supplierOrder.supplierId);
  if (needsVerdict(supplierOrder, getConnector(supplier.supplier.connector).abilities, verdict)) return { kind: "waits" };
  const why = await whyNot(tx, supplierOrder, tools.now());
  if (why) return { kind: why };
  if (supplierOrder.state === "DRAFT") await saveParties(tx, tools.sealer, supplierOrder);
  const mayExist = supplierOrder.state !== "DRAFT";
  await changeState(tx, { from: supplierOrder, to: "SENDING", at: tools.now() });
  await moveToSupplier(tx, supplierOrder);
  return {
    kind: "sending",
    supplierOrder: { ...supplierOrder, state: "SENDING", attempt: supplierOrder.attempt + 1 },
    supplier,
    request: await loadForSending(tx, tools.sealer, id),
    mayExist,
  };
}

async function whyNot(tx: ShopTransaction, draft: SupplierOrder, at: Date): Promise<"settled" | "not_released" | "waits" | "voided" | undefined> {
  if (draft.state === "SENDING" || draft.state === "UNKNOWN") return undefined;
  if (draft.state !== "DRAFT") return "settled";
  if (!draft.releasedAt) return "not_released";
  const order = await findOrder(tx, draft.orderId);
  if (!order?.confirmedAt || holdOf(order)) return "waits";
  if (isIntact(draft, await listAllocations(tx, draft.orderId))) return undefined;
  await voidDraft(tx, draft, at);
  return "voided";
}

/** From here on the units count as the supplier's: it may have them. */
async function moveToSupplier(tx: ShopTransaction, supplierOrder: SupplierOrder): Promise<void> {
  const held = (await listAllocations(tx, supplierOrder.orderId)).filter((row) => row.state === "WAITING");
  const moves = supplierOrder.lines.map((line): UnitsMove => {
    const quantity = held.filter((row) => row.supplierOrderLineId === line.id).reduce((sum, row) => sum + row.quantity, 0);
    return {
      quantity,
      from: (row) => row.supplierOrderLineId === line.id && row.state === "WAITING",
      to: { state: "WITH_SUPPLIER", reason: { code: "with_supplier.sending", params: {} } },
    };
  });
  await moveAllocated(tx, supplierOrder.orderId, moves.filter((move) => move.quantity > 0));
}
