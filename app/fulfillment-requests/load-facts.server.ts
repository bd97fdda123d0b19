// What a request is judged by, as it stands now: who offers its goods, to which country they go, and what holds the order.
import { findVariants } from "../catalog/store.server.ts";
import { listHolds } from "../orders/hold-store.server.ts";
import type { SavedLineItem, SavedOrder } from "../orders/order.ts";
import { isTestOrder } from "../orders/test-order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { LineFacts, RequestFacts } from "./judge-request.ts";
import type { SavedRequest } from "./request.ts";

export async function loadFacts(tx: ShopTransaction, order: SavedOrder, { lines }: Pick<SavedRequest, "lines">): Promise<RequestFacts> {
  const holds = (await listHolds(tx, order.id)).filter(({ releasedAt }) => releasedAt === null);
  const concerned = lines.flatMap((line) => {
    const found = order.lines.find(({ id }) => id === line.lineItemId);
    return found ? [{ line: found, fulfillmentOrderLineId: line.fulfillmentOrderLineId }] : [];
  });
  const offered = await loadOffered(tx, concerned.map(({ line }) => line), order);
  return {
    holds: holds.filter(({ lineItemId }) => lineItemId === null).map(({ code }) => code),
    lines: concerned.map(({ line, fulfillmentOrderLineId }): LineFacts => ({
      fulfillmentOrderLineId, title: line.title, ...offered(line),
      holds: holds.filter(({ lineItemId }) => lineItemId === line.id).map(({ code }) => code),
    })),
  };
}

type Offered = Pick<LineFacts, "isMapped" | "shipsThere" | "isOwnGoods">;

/** The suppliers' room stands to the right of this one, so its rows are read here and not its judgement. */
async function loadOffered(tx: ShopTransaction, lines: readonly SavedLineItem[], order: SavedOrder): Promise<(line: SavedLineItem) => Offered> {
  const ids = lines.flatMap((line) => line.shopifyVariantId ?? []);
  const own = new Set((await findVariants(tx, ids)).filter((variant) => variant.isOwnGoods).map(({ shopifyVariantId }) => shopifyVariantId));
  const offers = await tx.db.offer.findMany({
    where: { isActive: true, supplier: { isActive: true }, variant: { shopifyVariantId: { in: ids } } },
    select: { shipsTo: true, variant: { select: { shopifyVariantId: true } } },
  });
  const country = order.address?.countryCode;
  return ({ shopifyVariantId }) => {
    const found = offers.filter(({ variant }) => variant.shopifyVariantId === shopifyVariantId);
    // The rehearsal supplier offers all goods of a test order, and none of its offers is saved.
    const isMapped = isTestOrder(order) || found.length > 0;
    return {
      isMapped, isOwnGoods: shopifyVariantId !== null && own.has(shopifyVariantId),
      shipsThere: isTestOrder(order) || !country || found.some(({ shipsTo }) => shipsTo.length === 0 || shipsTo.includes(country)),
    };
  };
}
