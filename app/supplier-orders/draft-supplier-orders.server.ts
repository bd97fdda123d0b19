// After the decision: each supplier's part of the order becomes a draft that holds its units.
// Live shops let it go at once, unless a supplier's switch or a rule keeps it for a click; in review all wait, and orders
// before go-live are left alone.
import { z } from "zod";
import { sendingChoice } from "../merchants/merchant.ts";
import { getMerchant } from "../merchants/store.server.ts";
import { listAllocations, moveAllocated, type UnitsMove } from "../orders/allocation-store.server.ts";
import type { Allocation } from "../orders/allocation.ts";
import type { SavedOrder } from "../orders/order.ts";
import { heldLines } from "../orders/hold.ts";
import { listHolds } from "../orders/hold-store.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { isTestOrder } from "../orders/test-order.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Step } from "../platform/step.ts";
import { findOffersOf } from "../routing/offers-of-order.server.ts";
import { findPlan, type SavedCandidate } from "../routing/store.server.ts";
import { occasionOf } from "../orders/conditions.ts";
import type { Offer } from "../suppliers/offer.ts";
import { chooseForDraft, type DraftChoice } from "./automation.ts";
import { loadAutomation } from "./automation-store.server.ts";
import { draftSupplierOrders as draft, type DraftAssignment } from "./draft-supplier-orders.ts";
import { loadTraits, productsOf } from "./judge-drafts.server.ts";
import { saveDraft, type SavedDraft } from "./save-draft.server.ts";
import { settleFacts, type LineOfSupplier } from "./settle-facts.server.ts";
import { settleMargins } from "./settle-margins.server.ts";
import { listSupplierOrders } from "./store.server.ts";
import { voidStaleDrafts } from "./void-drafts.server.ts";

type Tools = { readonly now: () => Date };
type Input = { shopId: string; orderId: string; planId?: string | undefined };

export type DraftOutcome = {
  readonly orderId: string;
  /** Drafts that somebody, or the live mode, has allowed. */
  readonly toSubmit: readonly string[];
  /** Drafts were given up because the order changed; their remaining units need a new decision. */
  readonly needsRouting: boolean;
};

export const draftSupplierOrders: Step<Tools, Input, DraftOutcome> = {
  name: "draft-supplier-orders",
  input: z.object({ shopId: z.string(), orderId: z.uuid(), planId: z.uuid().optional() }),
  run: async ({ now }, { orderId, planId }) => async (tx) => {
    await lockOrder(tx, orderId);
    const order = await findOrder(tx, orderId);
    if (!order) return { orderId, toSubmit: [], needsRouting: false };
    const isStale = await voidStaleDrafts(tx, order, now());
    if (order.hold) return { orderId, toSubmit: [], needsRouting: false };
    const isWhole = await draftPlanned(tx, order, { planId, at: now() });
    const released = (await listSupplierOrders(tx, orderId)).filter((one) => one.state === "DRAFT" && one.releasedAt !== null);
    return { orderId, toSubmit: released.map((one) => one.id), needsRouting: isStale || !isWhole };
  },
};

/** Lines that lack a fact wait; the others get their drafts. False: units came free meanwhile that have to be decided about again. */
async function draftPlanned(tx: ShopTransaction, order: SavedOrder, { planId, at }: { planId: string | undefined; at: Date }): Promise<boolean> {
  const plan = planId === undefined ? undefined : await findPlan(tx, planId);
  const taken = plan?.candidates.filter((candidate) => candidate.taken) ?? [];
  const isWithout = await settleFacts(tx, order, { planned: await stillFree(tx, order.id, taken), at });
  const free = new Set((await listAllocations(tx, order.id)).filter(isFree).map(({ lineItemId }) => lineItemId));
  await settleMargins(tx, order, { planned: taken.filter(({ lineItemId }) => free.has(lineItemId)), at });
  const held = heldLines(await listHolds(tx, order.id));
  const isWhole = await saveDrafts(tx, { order, candidates: taken.filter(({ lineItemId }) => !held.has(lineItemId)), at });
  return isWhole && !isWithout;
}

/** The plan may be older than what happened since: only units that nobody has are about to be given away. */
async function stillFree(tx: ShopTransaction, orderId: string, taken: readonly SavedCandidate[]): Promise<LineOfSupplier[]> {
  const free = new Set((await listAllocations(tx, orderId)).filter(isFree).map(({ lineItemId }) => lineItemId));
  return taken.flatMap(({ lineItemId, supplierId }) => (supplierId !== null && free.has(lineItemId) ? [{ lineItemId, supplierId }] : []));
}

type Decided = { order: SavedOrder; candidates: readonly SavedCandidate[]; at: Date };

/** False when an offer is gone that the plan had taken: its units have to be decided about again. */
async function saveDrafts(tx: ShopTransaction, { order, candidates, at }: Decided): Promise<boolean> {
  if (candidates.length === 0) return true;
  const merchant = await getMerchant(tx);
  const automation = await loadAutomation(tx);
  const traits = await loadTraits(tx, order.lines.flatMap((line) => line.shopifyVariantId ?? []));
  const assigned = await assign(tx, order, candidates);
  for (const one of draft(assigned)) {
    const part = { supplierId: one.supplierId, supplierName: one.supplierName, occasion: occasionOf(order, productsOf(order.lines, one.lines, traits)) };
    // The click that placed a test order is its release, in review too.
    const choice: DraftChoice = isTestOrder(order) ? { code: "send", params: {} } : chooseForDraft(sendingChoice(merchant.settings, order.orderNumber), automation, part);
    const saved = await saveDraft(tx, { draft: one, order, merchant, isReleased: choice.code === "send", at });
    await holdUnits(tx, order.id, { choice, saved });
    await recordActivity(tx, {
      subject: "supplier_order", subjectId: saved.id, orderId: order.id, actor: system, code: `supplier_order_drafted.${choice.code}`,
      params: { ...choice.params, supplier: one.supplierName, units: one.lines.reduce((sum, line) => sum + line.quantity, 0) },
    });
  }
  const drafted = new Set(assigned.map(({ line }) => line.id));
  const free = (await listAllocations(tx, order.id)).filter(isFree);
  return !candidates.some((candidate) => !drafted.has(candidate.lineItemId) && free.some((row) => row.lineItemId === candidate.lineItemId));
}

/** What the plan gave to each offer, as far as those units are still free: an edit may have been faster. */
async function assign(tx: ShopTransaction, order: SavedOrder, candidates: readonly SavedCandidate[]): Promise<DraftAssignment[]> {
  const offers = await findOffersOf(tx, order, order.lines.flatMap((line) => line.shopifyVariantId ?? []));
  const byId = new Map([...offers.values()].flat().map((offer): [string, Offer] => [offer.id, offer]));
  const free = (await listAllocations(tx, order.id)).filter(isFree);
  return candidates.flatMap((candidate) => {
    const offer = byId.get(candidate.offerId ?? "");
    const units = free.filter((row) => row.lineItemId === candidate.lineItemId).reduce((sum, row) => sum + row.quantity, 0);
    const quantity = Math.min(candidate.quantity, units);
    const line = order.lines.find((one) => one.id === candidate.lineItemId);
    const rate = candidate.rateUsed && candidate.rateOn ? { rate: candidate.rateUsed, quotedOn: candidate.rateOn } : null;
    return line && offer && quantity > 0 ? [{ line, offer, quantity, rate }] : [];
  });
}

const isFree = (row: Allocation): boolean => row.state === "WAITING" && row.supplierOrderLineId === null;

async function holdUnits(tx: ShopTransaction, orderId: string, { choice, saved }: { choice: DraftChoice; saved: SavedDraft }): Promise<void> {
  const reason = choice.code === "send" ? null : { code: `waiting.${choice.code}`, params: choice.params };
  await moveAllocated(tx, orderId, saved.lines.map((line): UnitsMove => ({
    quantity: line.quantity,
    from: (row) => row.lineItemId === line.lineItemId && isFree(row),
    to: { state: "WAITING", reason, supplierOrderLineId: line.id },
  })));
}
