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

type Ids = { orderId: string; messageId: string; supplierId: string; variantId: string };

export async function listStops(database: Database, shopId: string): Promise<Stop[]> {
  const ids = await database.inShop(shopId, findIds);
  return [
    { route: "app._index", name: "home", path: "/app" },
    { route: "app.orders._index", name: "orders", path: "/app/orders" },
    { route: "app.orders.$orderId", name: "order", path: `/app/orders/${ids.orderId}` },
    { route: "app.messages.$messageId", name: "message", path: `/app/messages/${ids.messageId}` },
    { route: "app.problems", name: "problems", path: "/app/problems" },
    { route: "app.products", name: "products", path: "/app/products" },
    { route: "app.suppliers", name: "suppliers", path: "/app/suppliers" },
  ];
}

async function findIds(tx: ShopTransaction): Promise<Ids> {
  const order = await tx.db.order.findFirstOrThrow({ orderBy: { orderNumber: "asc" } });
  const message = await tx.db.message.findFirstOrThrow({ where: { orderId: order.id }, orderBy: { id: "asc" } });
  const supplier = await tx.db.supplier.findFirstOrThrow({ where: { builtIn: null }, orderBy: { name: "asc" } });
  const variant = await tx.db.variant.findFirstOrThrow({ where: { offers: { some: {} } }, orderBy: { id: "asc" } });
  return { orderId: order.id, messageId: message.id, supplierId: supplier.id, variantId: variant.id };
}

/** Those that the guides show. */
export const guideStops: ReadonlySet<string> = new Set(["home", "orders", "order", "problems", "products", "suppliers"]);
