// How does everything of a shop go, when a shop may have a million rows and a transaction has seconds?
// Orders and raw webhooks in pages; what is left goes with the shop's own row, whose deletion takes all its tables along.
import { forgetJobsOfShop } from "../platform/job-data.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";

const ordersPerPage = 50;
const bodiesPerPage = 500;

/** How many orders went; each takes its lines, supplier orders, shipments, parcels and problems along. */
export async function wipeOrdersPage(tx: ShopTransaction): Promise<number> {
  const orders = await tx.db.order.findMany({ select: { id: true }, take: ordersPerPage });
  const ids = orders.map(({ id }) => id);
  // Allocations point at supplier orders and parcels without letting go of them.
  await tx.db.allocation.deleteMany({ where: { orderId: { in: ids } } });
  await tx.db.parcel.deleteMany({ where: { orderId: { in: ids } } });
  await tx.db.message.deleteMany({ where: { orderId: { in: ids } } });
  await tx.db.order.deleteMany({ where: { id: { in: ids } } });
  return ids.length;
}

export type RawBodies = { readonly domains: readonly string[]; readonly except: string };

/** Webhooks under every name that the shop is known to have had, and messages that no order claimed. */
export async function wipeRawPage(tx: ShopTransaction, { domains, except }: RawBodies): Promise<number> {
  const webhooks = await tx.db.inboxMessage.findMany({
    where: { shopDomain: { in: [...domains] }, id: { not: except } }, select: { id: true }, take: bodiesPerPage,
  });
  const messages = await tx.db.message.findMany({ select: { id: true }, take: bodiesPerPage });
  await tx.db.inboxMessage.deleteMany({ where: { id: { in: webhooks.map(({ id }) => id) } } });
  await tx.db.message.deleteMany({ where: { id: { in: messages.map(({ id }) => id) } } });
  return webhooks.length + messages.length;
}

/** What is left is the catalog, the suppliers and the activity. */
export async function wipeRest(tx: ShopTransaction, { domains, at }: { domains: readonly string[]; at: Date }): Promise<void> {
  await forgetJobsOfShop(tx, domains);
  await tx.db.session.deleteMany({ where: { shop: { in: [...domains] } } });
  await tx.db.inboxMessage.deleteMany({ where: { shopDomain: { in: [...domains] } } });
  await tx.db.shop.delete({ where: { id: tx.shopId } });
  // Shopify's number of the shop and two dates: the proof that it was done, and an install starts anew from it.
  await tx.db.shop.create({
    data: {
      id: tx.shopId, domain: `${tx.shopId}.redacted.invalid`, name: "", currency: "XXX", timeZone: "UTC", locale: "en",
      installedAt: at, uninstalledAt: at, redactedAt: at, grantedScopes: [],
    },
  });
}
