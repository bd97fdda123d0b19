// The read model of the page of the two modes. What lies where, and which countries have a rate, is asked of Shopify when
// the page is opened; when it does not say, the rest of the page stands all the same.
import { computeFigures } from "../fulfillment-requests/figures.ts";
import { loadServiceFacts } from "../fulfillment-requests/figures-store.server.ts";
import { getMode } from "../fulfillment-requests/mode-store.server.ts";
import { findLatestSwitch, listStocked, type StockedVariant } from "../fulfillment-requests/switch-store.server.ts";
import type { Merchant } from "../merchants/merchant.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { listMappedVariants, mostShown } from "./mapped-variants.server.ts";
import type { FulfillmentPage, MappedVariant, ShownSwitch, ShownVariant } from "./fulfillment-page.ts";
import type { LiveStock } from "./fulfillment-stock.server.ts";

type Asked = { readonly merchant: Merchant; readonly live: LiveStock; readonly now: Date };

export async function readFulfillmentPage(tx: ShopTransaction, { merchant, live, now }: Asked): Promise<FulfillmentPage> {
  const mode = await getMode(tx);
  const mapped = await listMappedVariants(tx);
  const latest = await findLatestSwitch(tx);
  const stocked = latest ? await listStocked(tx, latest.id) : [];
  const titles = new Map(mapped.map(({ shopifyVariantId, title }) => [shopifyVariantId, title]));
  return {
    mode: mode.mode, changedAt: mode.changedAt,
    variants: mapped.slice(0, mostShown).map((variant) => show(variant, live, mode.locationId)),
    more: Math.max(0, mapped.length - mostShown),
    lastSwitch: latest ? { ...latest, isRunning: latest.state === "RUNNING", ...progressOf(stocked, titles) } : null,
    canGoBack: latest?.kind === "TO_SERVICE",
    ordersInFlight: await countOrders(tx, { state: { in: ["WAITING", "WITH_SUPPLIER"] } }),
    ordersWaiting: await countOrders(tx, { state: "WAITING", reasonCode: "held.not_requested" }),
    withoutRate: live.withoutRate,
    shippingUrl: `https://${merchant.domain}/admin/settings/shipping`,
    requestsAutomatically: mode.requestsAutomatically, writesCost: mode.writesCost,
    figures: computeFigures(await loadServiceFacts(tx, now), now),
  };
}

function show(variant: MappedVariant, { stocks }: LiveStock, ours: string | null): ShownVariant {
  const stock = stocks?.get(variant.shopifyVariantId)?.map((level) => ({ location: level.name, available: level.available, isOurs: level.locationId === ours })) ?? null;
  return { ...variant, stock, isStocked: stock?.some(({ isOurs, available }) => isOurs && available > 0) ?? false };
}

function progressOf(stocked: readonly StockedVariant[], titles: ReadonlyMap<string, string>): Pick<ShownSwitch, "done" | "of" | "refused"> {
  const refused = stocked.filter(({ state }) => state === "REFUSED");
  return {
    of: stocked.length, done: stocked.filter(({ state }) => state === "DONE" || state === "REFUSED").length,
    refused: refused.map(({ shopifyVariantId, reason }) => ({ title: titles.get(shopifyVariantId) ?? shopifyVariantId, code: reason?.code ?? "stocking.gone", params: reason?.params ?? {} })),
  };
}

async function countOrders(tx: ShopTransaction, where: { state: "WAITING" | { in: ("WAITING" | "WITH_SUPPLIER")[] }; reasonCode?: string }): Promise<number> {
  return (await tx.db.allocation.findMany({ where, select: { orderId: true }, distinct: ["orderId"] })).length;
}
