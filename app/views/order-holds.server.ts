// What does this order wait for: holds that stand, and what else keeps its units here, in one list with whose job it is and a way out?
import { sendingChoice, type Merchant } from "../merchants/merchant.ts";
import type { Allocation } from "../orders/allocation.ts";
import type { OrderHold } from "../orders/hold.ts";
import { listHolds } from "../orders/hold-store.server.ts";
import { mayLetGo } from "../orders/order-holds.ts";
import type { SavedOrder } from "../orders/order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { isOpenProblem } from "../problems/store.server.ts";
import type { ShownHold } from "./order-page.ts";

type Seen = { readonly order: SavedOrder; readonly merchant: Merchant; readonly allocations: readonly Allocation[] };

export async function readHolds(tx: ShopTransaction, seen: Seen): Promise<ShownHold[]> {
  const { order } = seen;
  const standing = await listHolds(tx, order.id);
  const variantIds = await variantIdsOf(tx, order);
  const lines = new Map(order.lines.map((line) => [line.id, { title: line.title, variantId: variantIds.get(line.shopifyVariantId ?? "") ?? null }]));
  return [
    ...standing.map((hold) => showHold(hold, lines)),
    ...(order.hold?.code === "customer_redacted" && !standing.some(({ code }) => code === "customer_redacted") ? [plain("customer_redacted", null)] : []),
    ...(await ofShop(tx, seen)),
    ...ofLines(seen, variantIds),
  ];
}

const plain = (code: string, owner: ShownHold["owner"], more: Partial<ShownHold> = {}): ShownHold => ({
  key: code, id: null, name: `hold.name.${code}`, why: { code: `hold.${code}`, params: {} }, way: `hold.way.${code}`, owner, sinceAt: null, lineTitle: null,
  act: null, released: null, link: null, ...more,
});

const shopifyPages = new Set(["high_risk", "risk_pending", "dispute_opened", "shopify_hold", "authorized_only", "unpaid", "partially_paid", "payment_unknown", "duplicate_suspicion"]);
/** Nothing of it is wanted any more. */
const forGood = new Set(["cancelled", "fully_refunded", "customer_redacted"]);
const settings = new Set(["edit_window", "price_ceiling", "margin_floor"]);

type HeldLine = { readonly title: string; readonly variantId: string | null };

function showHold(hold: OrderHold, lines: ReadonlyMap<string, HeldLine>): ShownHold {
  const { id, code, params, owner, lineItemId, sinceAt } = hold;
  const line = lines.get(lineItemId ?? "");
  const title = lineItemId === null ? null : (line?.title ?? "");
  return plain(code, forGood.has(code) ? null : owner, {
    key: id, id, sinceAt, lineTitle: title, why: { code: `hold.${code}`, params: title === null ? params : { title, ...params } },
    link: linkOf(code, line?.variantId ?? null), ...letGoOf(hold),
  });
}

/** Who let the hold go, or what the merchant can do about it. */
const letGoOf = ({ code, releasedAt, releasedBy }: OrderHold): Partial<ShownHold> =>
  releasedAt ? { released: { at: releasedAt, by: releasedBy ?? "" } } : { act: actOf(code) };

const actOf = (code: string): ShownHold["act"] => {
  if (code === "held_by_merchant") return "release";
  return mayLetGo(code) ? "let_go" : null;
};

/** What a product's own page settles. */
const goodsFacts = new Set(["customs_incomplete", "goods_prohibited", "goods_imitation"]);

function linkOf(code: string, variantId: string | null): ShownHold["link"] {
  if (goodsFacts.has(code)) return variantId === null ? null : { kind: "product", id: variantId };
  if (shopifyPages.has(code)) return { kind: "shopify" };
  return settings.has(code) ? { kind: "settings" } : null;
}

const isWaiting = ({ state }: Allocation): boolean => state === "WAITING" || state === "NEEDS_YOU";

/** Waits that stand for the shop as a whole; they have no row of their own, since they end with one click for all. */
async function ofShop(tx: ShopTransaction, { order, merchant, allocations }: Seen): Promise<ShownHold[]> {
  if (!allocations.some(isWaiting) || order.cancelledAt) return [];
  const choice = sendingChoice(merchant.settings, order.orderNumber);
  const isDrafted = allocations.some((row) => row.state === "WAITING" && row.reason?.code === "waiting.review");
  return [
    ...(order.confirmedAt ? [] : [plain("unconfirmed", "DAIFA", { sinceAt: order.placedAt })]),
    ...(choice === "before_go_live" ? [plain("before_go_live", "MERCHANT", { sinceAt: order.placedAt })] : []),
    ...(isDrafted && choice !== "before_go_live" ? [plain("in_review", "MERCHANT")] : []),
    ...(!order.address && (await isOpenProblem(tx, "conflict:customer_data")) ? [plain("customer_data", "MERCHANT")] : []),
  ];
}

async function variantIdsOf(tx: ShopTransaction, order: SavedOrder): Promise<Map<string, string>> {
  const ids = order.lines.flatMap((line) => line.shopifyVariantId ?? []);
  const variants = await tx.db.variant.findMany({ where: { shopifyVariantId: { in: ids } }, select: { id: true, shopifyVariantId: true } });
  return new Map(variants.map(({ id, shopifyVariantId }) => [shopifyVariantId, id]));
}

/** Lines that nobody ships yet say so by their units. */
function ofLines({ order, allocations }: Seen, variantIds: ReadonlyMap<string, string>): ShownHold[] {
  return order.lines.flatMap((line) => {
    const stuck = allocations.find((row) => row.lineItemId === line.id && row.state === "NEEDS_YOU" && row.reason !== null);
    if (!stuck?.reason) return [];
    const family = stuck.reason.code.startsWith("refused.") ? "refused" : "unroutable";
    const variantId = variantIds.get(line.shopifyVariantId ?? "");
    return [plain(family, "MERCHANT", {
      key: line.id, name: `hold.name.${family}`, why: stuck.reason, lineTitle: line.title,
      link: variantId === undefined ? null : { kind: "product", id: variantId },
    })];
  });
}
