// Which pages does a merchant have, and where does each stand with something on it? Tests and screenshots walk them all.
import type { Database, ShopTransaction } from "../../app/platform/db.server.ts";

export type Stop = {
  /** File name in app/routes, without its ending; a test compares them. */
  readonly route: string;
  /** Short name for a picture. */
  readonly name: string;
  /** Path inside the app. */
  readonly path: string;
};

type Ids = { orderId: string; waitsId: string; changedId: string; messageId: string; supplierId: string; variantId: string; importId: string; bulkActionId: string };

export async function listStops(database: Database, shopId: string): Promise<Stop[]> {
  const ids = await database.inShop(shopId, findIds);
  return [
    { route: "app._index", name: "home", path: "/app" },
    { route: "app.test-order", name: "test-order", path: "/app/test-order" },
    { route: "app.orders._index", name: "orders", path: "/app/orders" },
    { route: "app.orders.$orderId", name: "order", path: `/app/orders/${ids.orderId}` },
    { route: "app.orders.$orderId", name: "order-waits", path: `/app/orders/${ids.waitsId}` },
    { route: "app.orders.$orderId", name: "order-changed", path: `/app/orders/${ids.changedId}` },
    { route: "app.bulk.$bulkActionId", name: "bulk", path: `/app/bulk/${ids.bulkActionId}` },
    { route: "app.messages.$messageId", name: "message", path: `/app/messages/${ids.messageId}` },
    { route: "app.hand-over._index", name: "hand-over", path: "/app/hand-over" },
    { route: "app.problems", name: "problems", path: "/app/problems" },
    { route: "app.products._index", name: "products", path: "/app/products" },
    { route: "app.products.$variantId", name: "product", path: `/app/products/${ids.variantId}` },
    { route: "app.products_.import", name: "imports", path: "/app/products/import" },
    { route: "app.products_.import_.$importId", name: "import", path: `/app/products/import/${ids.importId}` },
    { route: "app.products_.matching", name: "matching", path: "/app/products/matching" },
    { route: "app.suppliers._index", name: "suppliers", path: "/app/suppliers" },
    { route: "app.suppliers.$supplierId._index", name: "supplier", path: `/app/suppliers/${ids.supplierId}` },
    { route: "app.suppliers_.$supplierId.sheet", name: "sheet", path: `/app/suppliers/${ids.supplierId}/sheet` },
    { route: "app.suppliers_.$supplierId.mail", name: "mail", path: `/app/suppliers/${ids.supplierId}/mail` },
    { route: "app.rules", name: "rules", path: "/app/rules" },
    { route: "app.settings", name: "settings", path: "/app/settings" },
    { route: "app.settings_.fulfillment", name: "fulfillment", path: "/app/settings/fulfillment" },
    { route: "app.settings_.mail", name: "mail-settings", path: "/app/settings/mail" },
    { route: "app.settings_.privacy", name: "privacy", path: "/app/settings/privacy" },
    { route: "app.settings_.connection", name: "connection", path: "/app/settings/connection" },
  ];
}

async function findIds(tx: ShopTransaction): Promise<Ids> {
  const order = await tx.db.order.findFirstOrThrow({ orderBy: { orderNumber: "asc" } });
  const message = await tx.db.message.findFirstOrThrow({ where: { orderId: order.id }, orderBy: { id: "asc" } });
  const waits = await tx.db.orderHold.findFirstOrThrow({ where: { code: "identity_missing", endedAt: null } });
  const changed = await tx.db.changeRequest.findFirstOrThrow({ orderBy: { createdAt: "asc" } });
  const supplier = await tx.db.supplier.findFirstOrThrow({ where: { connector: "email" } });
  const variant = await tx.db.variant.findFirstOrThrow({ where: { offers: { some: {} } }, orderBy: { id: "asc" } });
  const offerImport = await tx.db.offerImport.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
  const bulk = await tx.db.bulkAction.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
  return { orderId: order.id, waitsId: waits.orderId, changedId: changed.orderId, messageId: message.id, supplierId: supplier.id, variantId: variant.id, importId: offerImport.id, bulkActionId: bulk.id };
}

/** Those that the guides show. */
export const guideStops: ReadonlySet<string> = new Set(["home", "orders", "order", "hand-over", "problems", "products", "imports", "suppliers", "supplier", "rules", "settings"]);
