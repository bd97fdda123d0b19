// Which supplier ships this variant, at what cost, in what packs, to where?
import type { Money } from "../platform/money.ts";
import type { NamedValue } from "../orders/order.ts";

export type Offer = {
  readonly id: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly supplierIsActive: boolean;
  /** Shopify's GID of the variant it fulfills. */
  readonly shopifyVariantId: string;
  /** The supplier's item is composite: 1688 = offerId + specId, a factory = style + color + size (attributes). */
  readonly itemId: string;
  readonly specId: string | null;
  readonly attributes: readonly NamedValue[];
  readonly nameZh: string | null;
  readonly imageUrl: string | null;
  /** Shop units in one of the supplier's packs; an order is rounded up to whole packs. */
  readonly packRatio: number;
  /** Cost of one pack, in the supplier's currency. */
  readonly packCost: Money;
  /** ISO country codes it ships to; empty means everywhere. */
  readonly shipsTo: readonly string[];
  /** In the supplier's packs. */
  readonly stock: number | null;
  readonly stockSeenAt: Date | null;
  /** The supplier's working days until it leaves; null: as the supplier says of all its goods. */
  readonly leadTimeDays: number | null;
  /** Lower comes first among equals. */
  readonly priority: number;
  readonly isActive: boolean;
};

/** Packs that cover so many shop units. */
export const packsFor = (units: number, packRatio: number): number => Math.ceil(units / packRatio);
