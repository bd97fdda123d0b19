// Which lines about to be drafted leave too little? They wait for a person, the others of the order go on.
// Asked with each decision about the line, so that another price, cost or floor ends the hold, and an unchanged one stays let go.
import { listRates } from "../merchants/exchange-rates.server.ts";
import { getHoldSettings } from "../merchants/store.server.ts";
import { listHolds, syncHolds } from "../orders/hold-store.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import { settleHolds } from "../orders/settle-holds.server.ts";
import { isTestOrder } from "../orders/test-order.ts";
import { recordActivity, system } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { timesMoney, type Money } from "../platform/money.ts";
import { convertMoney, findRate } from "../routing/convert-money.ts";
import { findOffersOf } from "../routing/offers-of-order.server.ts";
import type { SavedCandidate } from "../routing/store.server.ts";
import { packsFor } from "../suppliers/offer.ts";
import { findMarginHolds } from "./find-margin-holds.ts";

const code = "margin_floor";

/** The caller has locked the order. Lines that are not decided about now keep what was found of them. */
export async function settleMargins(tx: ShopTransaction, order: SavedOrder, { planned, at }: { planned: readonly SavedCandidate[]; at: Date }): Promise<void> {
  const { marginFloorBasisPoints } = await getHoldSettings(tx);
  const before = (await listHolds(tx, order.id)).filter((hold) => hold.code === code);
  if (before.length === 0 && marginFloorBasisPoints === null) return;
  const costOf = await loadCosts(tx, order);
  const lines = planned.flatMap((candidate) => {
    const { lineItemId, quantity } = candidate;
    const line = order.lines.find(({ id }) => id === lineItemId);
    return line ? [{ lineItemId, quantity, unitPrice: line.unitPrice, cost: candidate.cost ?? costOf(candidate) }] : [];
  });
  const decided = new Set(lines.map(({ lineItemId }) => lineItemId));
  const kept = marginFloorBasisPoints === null ? [] : before.filter(({ lineItemId }) => !decided.has(lineItemId ?? "")).map(({ params, owner, lineItemId }) => ({ code, params, owner, lineItemId }));
  const findings = isTestOrder(order) ? [] : findMarginHolds(lines, marginFloorBasisPoints);
  await syncHolds(tx, order.id, { codes: [code], findings: [...kept, ...findings], at });
  await settleHolds(tx, order.id, at);
  const known = new Set(before.map(({ id }) => id));
  for (const hold of (await listHolds(tx, order.id)).filter((one) => one.code === code && !known.has(one.id))) {
    const item = order.lines.find(({ id }) => id === hold.lineItemId)?.title ?? "";
    await recordActivity(tx, { subject: "order", subjectId: order.id, orderId: order.id, actor: system, code: "line_held", params: { ...hold.params, title: item, hold: code, item }, at });
  }
}

/** Where no rule had to compare costs; by the rate that a rule would have taken. */
async function loadCosts(tx: ShopTransaction, order: SavedOrder): Promise<(candidate: SavedCandidate) => Money | null> {
  const offers = [...(await findOffersOf(tx, order, order.lines.flatMap((line) => line.shopifyVariantId ?? []))).values()].flat();
  const rates = await listRates(tx);
  return ({ offerId, quantity }) => {
    const offer = offers.find(({ id }) => id === offerId);
    if (!offer) return null;
    const cost = timesMoney(offer.packCost, packsFor(quantity, offer.packRatio));
    if (cost.currency === order.total.currency) return cost;
    const rate = findRate(rates, cost.currency, order.total.currency);
    return rate ? convertMoney(cost, rate) : null;
  };
}
