// An offer as its supplier changes it: another cost, another pack, sold out for a while.
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Money } from "../platform/money.ts";

export type OfferFacts = {
  readonly itemId: string;
  readonly specId: string | null;
  readonly packRatio: number;
  /** Of one pack. */
  readonly cost: Money;
  readonly shipsTo: readonly string[];
  readonly priority: number;
};

export type OfferState = {
  readonly stock: number | null;
  /** When that stock was counted or told; null where there is none. */
  readonly stockSeenAt: Date | null;
  readonly leadTimeDays: number | null;
  /** In the supplier's packs. */
  readonly minimumQuantity: number | null;
  readonly nameZh: string | null;
  readonly isActive: boolean;
};

export async function saveOffer(tx: ShopTransaction, offerId: string, { cost, ...facts }: OfferFacts & OfferState): Promise<void> {
  const { itemId, specId, packRatio, shipsTo, priority } = facts;
  await tx.db.offer.update({
    where: { shopId_id: { shopId: tx.shopId, id: offerId } },
    data: { itemId, specId, packRatio, priority, shipsTo: [...shipsTo], unitCostMinor: cost.minor, currency: cost.currency },
  });
  await saveOfferTerms(tx, offerId, facts);
}

export async function saveOfferTerms(tx: ShopTransaction, offerId: string, state: OfferState): Promise<void> {
  const { stock: stockQuantity, stockSeenAt, leadTimeDays, minimumQuantity, nameZh, isActive } = state;
  await tx.db.offer.update({ where: { shopId_id: { shopId: tx.shopId, id: offerId } }, data: { stockQuantity, stockSeenAt, leadTimeDays, minimumQuantity, nameZh, isActive } });
}
