// What stands around the app while it is measured, in a process of its own: the local store with many shops, each with
// its own honest API budget, and one local supplier for each.
import { randomBytes } from "node:crypto";
import { startLocalStore, type LocalStore } from "../../../test/local-store/local-store.ts";
import { startLocalSupplier, type LocalSupplier } from "../../../test/local-suppliers/start-local-supplier.ts";
import { readAppToml } from "../../local-world.ts";
import { serveParent } from "../talk.ts";
import { benchShop, itemOf, skus } from "./bench-shops.ts";

export type WorldStart = { readonly shops: number; readonly appUrl: string; readonly collectUrl: string; readonly apiKey: string; readonly apiSecret: string };
export type WorldSupplier = { readonly url: string; readonly apiKey: string; readonly webhookSecret: string };
export type WorldStarted = { readonly storeUrl: string; readonly suppliers: readonly WorldSupplier[] };

/** One order in a supplier's book. */
export type Booked = { readonly supplier: number; readonly order: string; readonly key: string; readonly acceptedAt: number };

let store: LocalStore | undefined;
const running: LocalSupplier[] = [];

async function start({ shops, appUrl, collectUrl, apiKey, apiSecret }: WorldStart): Promise<WorldStarted> {
  const { scopes, subscriptions } = readAppToml();
  const app = { apiKey, apiSecret, url: appUrl, scopes, subscriptions: subscriptions.map(({ topic }) => ({ topic, uri: collectUrl })) };
  store = await startLocalStore({ app, shops: Array.from({ length: shops }, (_, number) => benchShop(number)), timing: { routingDelayMs: 5 } });
  const suppliers: WorldSupplier[] = [];
  for (let number = 0; number < shops; number += 1) {
    const secrets = { apiKey: randomBytes(24).toString("hex"), webhookSecret: randomBytes(24).toString("hex") };
    const supplier = await startLocalSupplier({ name: `Bench supplier ${number}`, ...secrets, items: skus.map((sku) => ({ itemId: itemOf(sku) })) });
    running.push(supplier);
    suppliers.push({ url: supplier.url, ...secrets });
  }
  return { storeUrl: store.url, suppliers };
}

/** What the suppliers have accepted since their books were last emptied. */
const booked = (): Booked[] =>
  running.flatMap(({ book }, supplier) => book.orders.map(({ order, idempotencyKey, acceptedAt }) => ({ supplier, order: order.identity.orderName, key: idempotencyKey, acceptedAt: Date.parse(acceptedAt) })));

const count = (): number => running.reduce((sum, { book }) => sum + book.orders.length, 0);

/** A supplier who kept every order of a long run would get slower, and be measured instead of the app. */
function empty(): void {
  for (const { book } of running) book.orders.length = 0;
}

serveParent({ start, booked, count, empty });
