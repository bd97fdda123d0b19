// Which lines may not go to their supplier yet for want of a fact? Each holds itself; the others of the order go on.
// Asked whenever an order is drafted, and so after each change of a fact, because every change routes the order again.
import { emptyCustoms } from "../catalog/customs-profile.ts";
import { listCustomsFacts } from "../catalog/customs-store.server.ts";
import { isLineFact, lineFactCodes } from "../orders/fact-holds.ts";
import { heldLines, type OrderHold } from "../orders/hold.ts";
import { listHolds, syncHolds } from "../orders/hold-store.server.ts";
import { listIdentityCountries } from "../orders/identity-store.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import { settleHolds } from "../orders/settle-holds.server.ts";
import { isTestOrder } from "../orders/test-order.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { getSupplier } from "../suppliers/store.server.ts";
import { findLineFacts, type Way } from "./find-line-facts.ts";
import { listSupplierOrders } from "./store.server.ts";
import { voidDraft } from "./void-drafts.server.ts";

export type LineOfSupplier = { readonly lineItemId: string; readonly supplierId: string };

/**
 * `planned`: lines about to be drafted; drafts that wait already are judged with them. The caller has locked the order.
 * True when a draft was given up, so that its other lines need a new one. Run twice: no change.
 */
export async function settleFacts(tx: ShopTransaction, order: SavedOrder, { planned, at }: { planned: readonly LineOfSupplier[]; at: Date }): Promise<boolean> {
  const drafts = (await listSupplierOrders(tx, order.id)).filter((one) => one.state === "DRAFT");
  const lines = [...planned, ...drafts.flatMap(({ supplierId, lines: drafted }) => drafted.map(({ lineItemId }) => ({ lineItemId, supplierId })))];
  const before = new Set((await listHolds(tx, order.id)).map(({ id }) => id));
  const findings = order.address === null || isTestOrder(order)
    ? []
    : findLineFacts({ address: order.address, identityCountries: await listIdentityCountries(tx, order.id) }, await loadWays(tx, order, lines));
  await syncHolds(tx, order.id, { codes: lineFactCodes, findings, at });
  const holds = (await listHolds(tx, order.id)).filter(({ code }) => isLineFact(code));
  await tellBegun(tx, order, holds.filter(({ id }) => !before.has(id)));
  const held = heldLines(holds);
  const stale = drafts.filter((draft) => draft.lines.some(({ lineItemId }) => held.has(lineItemId)));
  for (const draft of stale) await voidDraft(tx, draft, { at, why: "order_changed" });
  await settleHolds(tx, order.id, at);
  return stale.length > 0;
}

async function loadWays(tx: ShopTransaction, order: SavedOrder, lines: readonly LineOfSupplier[]): Promise<Way[]> {
  const profiles = await listCustomsFacts(tx, order.lines.flatMap((line) => line.shopifyVariantId ?? []));
  const supplierIds = [...new Set(lines.map(({ supplierId }) => supplierId))];
  const suppliers = new Map(await Promise.all(supplierIds.map(async (id) => [id, await getSupplier(tx, id)] as const)));
  return lines.flatMap(({ lineItemId, supplierId }) => {
    const line = order.lines.find(({ id }) => id === lineItemId);
    const supplier = suppliers.get(supplierId);
    if (!line || !supplier) return [];
    const goods = profiles.get(line.shopifyVariantId ?? "") ?? emptyCustoms;
    // As drafts do: what the profile does not say, the order's own line may.
    return [{ lineItemId, supplier, goods: { ...goods, unitWeightGrams: goods.unitWeightGrams ?? line.unitWeightGrams } }];
  });
}

async function tellBegun(tx: ShopTransaction, order: SavedOrder, begun: readonly OrderHold[]): Promise<void> {
  for (const { code, params, lineItemId, sinceAt: at } of begun) {
    const item = order.lines.find(({ id }) => id === lineItemId)?.title ?? "";
    await recordActivity(tx, { subject: "order", subjectId: order.id, orderId: order.id, actor: system, code: "line_held", params: { ...params, hold: code, item }, at });
  }
}
