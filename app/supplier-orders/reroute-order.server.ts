// The rules have changed and a person wants waiting orders to follow: drafts that nobody has allowed yet and that would
// now come out differently are given up; then the order is decided about again. What was sent stays where it is.
import { z } from "zod";
import { listAllocations } from "../orders/allocation-store.server.ts";
import type { Allocation } from "../orders/allocation.ts";
import type { SavedOrder } from "../orders/order.ts";
import { findOrder } from "../orders/store.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { loadRouting } from "../routing/load-routing.server.ts";
import { planRouting } from "../routing/plan-routing.ts";
import { listRefusals } from "../routing/refusals.server.ts";
import { listActiveRules } from "../routing/rules-store.server.ts";
import { listSupplierOrders } from "./store.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";
import { giveUpDraft } from "./void-drafts.server.ts";

type Tools = { readonly now: () => Date };

export const rerouteOrder: Step<Tools, { shopId: string; orderId: string }, { orderId: string }> = {
  name: "reroute-order",
  input: z.object({ shopId: z.string(), orderId: z.uuid() }),
  run: async ({ now }, { orderId }) => async (tx) => {
    await lockOrder(tx, orderId);
    const order = await findOrder(tx, orderId);
    if (!order || order.hold) return { orderId };
    const drafts = (await listSupplierOrders(tx, orderId)).filter((one) => one.state === "DRAFT" && one.releasedAt === null);
    if (drafts.length > 0 && (await wouldDiffer(tx, order, { drafts, at: now() }))) {
      for (const draft of drafts) await giveUpDraft(tx, draft, { at: now(), reason: "rules_changed", event: "supplier_order_voided.rules_changed" });
    }
    return { orderId };
  },
};

async function wouldDiffer(tx: ShopTransaction, order: SavedOrder, { drafts, at }: { drafts: readonly SupplierOrder[]; at: Date }): Promise<boolean> {
  const lines = new Map(drafts.flatMap((draft) => draft.lines.map((line) => [line.id, { supplierId: draft.supplierId, itemId: line.itemId }])));
  const rows = await listAllocations(tx, order.id);
  const isUndecided = (row: Allocation) => (row.state === "WAITING" && lines.has(row.supplierOrderLineId ?? "")) || (row.supplierOrderLineId === null && (row.state === "WAITING" || row.state === "NEEDS_YOU"));
  const units = rows.filter(isUndecided).flatMap((row) => order.lines.filter(({ id }) => id === row.lineItemId).map((line) => ({ line, quantity: row.quantity })));
  const input = await loadRouting(tx, { order, units, refusals: await listRefusals(tx, order.id), rules: await listActiveRules(tx) }, at);
  const taken = new Map(planRouting(input).assignments.map(({ lineItemId, candidate }) => [lineItemId, candidate.offer]));
  return rows.some((row) => {
    const drafted = lines.get(row.supplierOrderLineId ?? "");
    const offer = taken.get(row.lineItemId);
    return drafted !== undefined && (offer?.supplierId !== drafted.supplierId || offer.itemId !== drafted.itemId);
  });
}
