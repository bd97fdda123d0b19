// May this draft go out now? Its intent is saved first, with the receiver as he stands at this moment:
// whoever finds the intent without an answer knows that the supplier may already have the order.
import { getMerchant } from "../merchants/store.server.ts";
import { heldLines } from "../orders/hold.ts";
import { listHolds } from "../orders/hold-store.server.ts";
import { listAllocations, moveAllocated, type UnitsMove } from "../orders/allocation-store.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { getConnector } from "../suppliers/registry.server.ts";
import { getSupplier, getSupplierForCalling, type OpenSupplier } from "../suppliers/store.server.ts";
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
export async function beginSending(tx: ShopTransaction, tools: { sealer: Sealer; now: () => Date }, { id, verdict }: Asked): Promise<Begun> {
  await getMerchant(tx);
  const supplierOrder = await lockSupplierOrder(tx, id);
  const stops = (await whyItStops(tx, supplierOrder, verdict)) ?? (supplierOrder.state === "DRAFT" ? await whyNot(tx, supplierOrder, tools.now()) : undefined);
  if (stops) return { kind: stops };
  if (supplierOrder.state === "DRAFT") await saveParties(tx, tools.sealer, supplierOrder);
  await changeState(tx, { from: supplierOrder, to: "SENDING", at: tools.now() });
  await moveToSupplier(tx, supplierOrder);
  return {
    kind: "sending",
    supplierOrder: { ...supplierOrder, state: "SENDING", attempt: supplierOrder.attempt + 1 },
    // Read after the state is SENDING: from then on nobody may give the supplier another connector.
    supplier: await getSupplierForCalling(tx, tools.sealer, supplierOrder.supplierId),
    request: await loadForSending(tx, tools.sealer, id),
    mayExist: supplierOrder.state !== "DRAFT",
  };
}

type Asked = { readonly id: string; readonly verdict?: Verdict | undefined };

async function lockSupplierOrder(tx: ShopTransaction, id: string): Promise<SupplierOrder> {
  const found = await findSupplierOrder(tx, id);
  if (!found) throw new BugError(`supplier order ${id} is gone`);
  await lockOrder(tx, found.orderId);
  return (await findSupplierOrder(tx, id)) ?? found;
}

const sendable: readonly SupplierOrder["state"][] = ["DRAFT", "SENDING", "UNKNOWN"];

async function whyItStops(tx: ShopTransaction, supplierOrder: SupplierOrder, verdict: Verdict | undefined): Promise<"waits" | "settled" | undefined> {
  if ((await findOrder(tx, supplierOrder.orderId))?.hold?.code === "customer_redacted") return "waits";
  const { connector } = await getSupplier(tx, supplierOrder.supplierId);
  if (needsVerdict(supplierOrder, getConnector(connector).abilities, verdict)) return "waits";
  return sendable.includes(supplierOrder.state) ? undefined : "settled";
}

async function whyNot(tx: ShopTransaction, draft: SupplierOrder, at: Date): Promise<"not_released" | "waits" | "voided" | undefined> {
  if (!draft.releasedAt) return "not_released";
  const order = await findOrder(tx, draft.orderId);
  if (!order?.confirmedAt || order.hold) return "waits";
  const held = heldLines(await listHolds(tx, draft.orderId));
  if (draft.lines.some((line) => held.has(line.lineItemId))) return "waits";
  if (isIntact(draft, await listAllocations(tx, draft.orderId))) return undefined;
  await voidDraft(tx, draft, { at, why: "order_changed" });
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
