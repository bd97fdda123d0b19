// The read model of the setup guide, and of what going live would send now.
import type { ShopTransaction } from "../platform/db.server.ts";
import { testOrderMark } from "../orders/test-order.ts";
import { readGuide, type SetupGuide, type WaitingDraft } from "./setup-guide.ts";

const isCovered = { OR: [{ isOwnGoods: true }, { offers: { some: {} } }] };

export async function readSetupGuide(tx: ShopTransaction): Promise<SetupGuide> {
  const settings = await tx.db.merchantSettings.findUniqueOrThrow({ where: { shopId: tx.shopId } });
  const isTest = { isTest: true, attributes: { some: { name: testOrderMark } } };
  const selfOffers = await tx.db.offer.count({ where: { supplier: { builtIn: "self" } } });
  return readGuide({
    sellsOwnGoods: settings.sellsOwnGoods,
    sellsSuppliedGoods: settings.sellsSuppliedGoods,
    suppliers: await tx.db.supplier.count({ where: { builtIn: null, isActive: true } }),
    isOwnSupplier: selfOffers > 0 || (await tx.db.activity.count({ where: { subject: "supplier", code: "self_chosen" } })) > 0,
    variants: await tx.db.variant.count({ where: { missingSince: null } }),
    covered: await tx.db.variant.count({ where: { missingSince: null, ...isCovered } }),
    hasSeenTestOrder: (await tx.db.supplierOrder.count({ where: { state: "SHIPPED", order: isTest, shipments: { some: { parcels: { some: { fulfillment: { state: "CREATED" } } } } } } })) > 0,
    isTestUnderWay: settings.testOrderId !== null,
    isLive: settings.sendingMode === "LIVE",
    isDismissed: settings.guideDismissedAt !== null,
  });
}

type DraftRow = { orderNumber: number; supplier: string; units: number; minor: bigint; currency: string };

/** In one look, since a shop in review may have thousands. */
export async function readWaitingDrafts(tx: ShopTransaction): Promise<WaitingDraft[]> {
  const rows = await tx.db.$queryRaw<DraftRow[]>`
    select o."orderNumber", s."name" as supplier, d."totalMinor" as minor, d."currency",
      (select coalesce(sum(l."quantity"), 0)::int from "SupplierOrderLine" l where l."shopId" = d."shopId" and l."supplierOrderId" = d."id") as units
    from "SupplierOrder" d
      join "Order" o on o."shopId" = d."shopId" and o."id" = d."orderId"
      join "Supplier" s on s."shopId" = d."shopId" and s."id" = d."supplierId"
    where d."shopId" = ${tx.shopId} and d."state" = 'DRAFT' and d."releasedAt" is null
    order by o."orderNumber"`;
  return rows.map(({ minor, currency, ...draft }) => ({ ...draft, cost: { minor, currency } }));
}
