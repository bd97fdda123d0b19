// Orders flow until Ctrl-C; the next start goes on with the same data.
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { findMerchant, findShopByDomain } from "../../app/merchants/store.server.ts";
import { forgetEmbeddedPostgres } from "../embedded-postgres.ts";
import { untilToldToStop } from "../settings.ts";
import type { LocalWorld } from "../local-world.ts";
import { openPage, pressButton } from "./open-app.ts";
import { addPeople } from "./people.ts";
import { seedShop } from "./seed-shop.ts";
import { startApp, type RunningDemo } from "./start-app.ts";

const domain = "demo.myshopify.com";
const orderEveryMs = 15_000;

/** fresh: what earlier runs have left is forgotten first, the app's memory and the world's. */
export async function runDemo({ fresh }: { readonly fresh: boolean }): Promise<number> {
  const told = untilToldToStop();
  const folder = resolve(import.meta.dirname, "../../.data/demo-world");
  if (fresh) {
    await forgetEmbeddedPostgres();
    rmSync(folder, { recursive: true, force: true });
  }
  const demo = await startApp({ throwaway: false, world: { folder, pace: { shipAfterMs: 12_000, scanEveryMs: 8_000 } }, logLevel: process.env["DEMO_LOG"] ?? "warn" });
  try {
    await welcome(demo);
    const stopOrders = letOrdersFlow(demo.world);
    await told;
    console.log("\nStopping …");
    stopOrders();
  } finally {
    await demo.close();
  }
  console.log("Stopped. `npm run demo` goes on from here.");
  return 0;
}

async function welcome({ world, database, sealer, appUrl }: RunningDemo): Promise<void> {
  await openPage(world, domain);
  const shop = await findShopByDomain(database, domain);
  if (!shop) throw new Error("the shop did not install");
  await seedShop({ database, sealer, shopId: shop.id, world });
  await database.inShop(shop.id, (tx) => addPeople(tx, sealer, world));
  const merchant = await database.inShop(shop.id, findMerchant);
  if (merchant?.settings.wentLiveAt === null) {
    // A fresh install sends nothing by itself; the demo's merchant has decided already, by the button of the home page.
    await pressButton(world, { domain, path: "/app?index", fields: { intent: "go-live", from: "1" } });
  }
  console.log(`
The store's admin, with the app inside:  ${world.adminUrl}
Place an order of your own:              ${world.storeUrl}/store/demo/orders/new
Break things between store and app:      ${world.storeUrl}/store/demo/faults
The suppliers' counters (ship, refuse,
lose an answer):                         ${world.suppliers.map((supplier) => `${supplier.url}/`).join("\n                                         ")}
Mails to suppliers, with their links:    ${world.mail.url}/
Where guests find their parcels:         ${world.storeUrl}/_storefront/${domain}/
The app, asked directly:                 ${appUrl}

An order comes in every ${orderEveryMs / 1000} s. Ctrl-C stops everything; the next start goes on, \`npm run demo -- --fresh\` begins anew.
`);
}

const baskets: { sku: string; quantity: number }[][] = [
  [{ sku: "BAG-30-GRN", quantity: 1 }],
  [{ sku: "BAG-30-BLK", quantity: 1 }, { sku: "LAMP-USBC", quantity: 2 }],
  [{ sku: "POUR-SET", quantity: 1 }, { sku: "CARD-HAND", quantity: 1 }],
  [{ sku: "BOTTLE-750", quantity: 2 }, { sku: "SCARF-RED", quantity: 1 }],
  [{ sku: "APRON-LIN", quantity: 3 }],
  [{ sku: "BOARD-S", quantity: 1 }, { sku: "BOARD-L", quantity: 1 }],
];

/** The first ones at once, so that there is something to see. */
function letOrdersFlow(world: LocalWorld): () => void {
  let next = 0;
  const place = () => {
    const lines = baskets[next++ % baskets.length] ?? [];
    world.store.shop(domain).placeOrder({ lines, shippingLine: { title: "Standard", code: "STD", price: "5.00" } }).catch((error: unknown) => console.error(error));
  };
  for (let first = 0; first < 3; first += 1) place();
  const timer = setInterval(place, orderEveryMs);
  return () => clearInterval(timer);
}
