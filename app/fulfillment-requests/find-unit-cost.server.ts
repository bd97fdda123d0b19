// What does one unit of a variant cost the shop, for Shopify's own reports? The cheapest offer in the shop's currency.
import type { ShopTransaction } from "../platform/db.server.ts";
import { formatDecimal } from "../platform/money.ts";

/** Decimal text, or null where no offer is in that currency. The suppliers' rows are read here, as their room stands to the right. */
export async function findUnitCost(tx: ShopTransaction, shopifyVariantId: string, currency: string): Promise<string | null> {
  const offers = await tx.db.offer.findMany({
    where: { isActive: true, currency, supplier: { isActive: true }, variant: { shopifyVariantId } }, select: { unitCostMinor: true, packRatio: true },
  });
  const costs = offers.map(({ unitCostMinor, packRatio }) => (unitCostMinor + BigInt(packRatio) / 2n) / BigInt(packRatio));
  const [first, ...rest] = costs;
  return first === undefined ? null : formatDecimal({ minor: rest.reduce((least, cost) => (cost < least ? cost : least), first), currency });
}
