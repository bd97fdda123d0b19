// The read model of the start page, from the checks that are written after every step.
import { keyPrefix } from "../fulfillments/find-conflicts.ts";
import type { Merchant } from "../merchants/merchant.ts";
import { listUnbalanced, sumChecks, type CheckSum } from "../order-check/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { countOpenProblems } from "../problems/store.server.ts";
import { buckets, type Bucket } from "./buckets.ts";
import { countHolds } from "./hold-counts.server.ts";
import type { HomePage } from "./home-page.ts";
import { readSetupGuide, readWaitingDrafts } from "./setup-guide.server.ts";

const shownUnbalanced = 20;

export async function readHomePage(tx: ShopTransaction, merchant: Merchant): Promise<HomePage> {
  const sum = await sumChecks(tx);
  const { settings } = merchant;
  const drafts = await readWaitingDrafts(tx);
  return {
    check: {
      orders: sum.orders,
      paidUnits: sum.paidUnits,
      buckets: buckets.map((bucket) => ({ bucket, units: unitsOf(sum, bucket) })),
      unbalanced: sum.unbalanced,
      checkedAt: (await tx.db.orderCheck.aggregate({ _max: { checkedAt: true } }))._max.checkedAt,
    },
    unbalanced: await readUnbalanced(tx),
    sending: {
      mode: settings.sendingMode,
      wentLiveAt: settings.wentLiveAt,
      fromOrderNumber: settings.sendFromOrderNumber,
      nextOrderNumber: ((await tx.db.order.aggregate({ _max: { orderNumber: true } }))._max.orderNumber ?? 1000) + 1,
      waitingDrafts: drafts.map((draft) => draft.orderNumber),
      drafts,
    },
    notifiesCustomer: settings.notifyCustomer,
    steps: {
      hasSupplier: (await tx.db.supplier.count({ where: { OR: [{ builtIn: null }, { builtIn: "self", offers: { some: {} } }] } })) > 0,
      hasMapping: (await tx.db.offer.count()) + (await tx.db.variant.count({ where: { isOwnGoods: true } })) > 0,
      hasOrder: (await tx.db.order.count()) > 0,
    },
    guide: await readSetupGuide(tx),
    conflicts: await readConflicts(tx),
    waits: { problems: await countOpenProblems(tx), held: await countHolds(tx) },
  };
}

function unitsOf(sum: CheckSum, bucket: Bucket): number {
  const units: Record<Bucket, number> = {
    needs_you: sum.needsYou, waiting: sum.waiting, with_supplier: sum.withSupplier,
    shipped: sum.shipped, cancelled: sum.cancelled, not_ours: sum.notOurs,
  };
  return units[bucket];
}

async function readUnbalanced(tx: ShopTransaction): Promise<HomePage["unbalanced"]> {
  const checks = await listUnbalanced(tx, shownUnbalanced);
  const orders = await tx.db.order.findMany({ where: { id: { in: checks.map((check) => check.orderId) } }, select: { id: true, name: true } });
  const names = new Map(orders.map((order) => [order.id, order.name]));
  return checks.map(({ orderId, findings }) => ({ orderId, name: names.get(orderId) ?? "", findings }));
}

async function readConflicts(tx: ShopTransaction): Promise<HomePage["conflicts"]> {
  const settings = await tx.db.merchantSettings.findUnique({ where: { shopId: tx.shopId }, select: { conflictsCheckedAt: true } });
  const findings = await tx.db.problem.count({ where: { OR: [{ openKey: { startsWith: keyPrefix } }, { openKey: "scopes_missing" }] } });
  return { checkedAt: settings?.conflictsCheckedAt ?? null, findings };
}
