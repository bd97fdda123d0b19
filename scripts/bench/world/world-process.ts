// What stands around the app while it is measured, in a process of its own: the local store with many shops, each with
// its own honest API budget, and one local supplier for each.
import { startLocalStore, type LocalStore } from "../../../test/local-store/local-store.ts";
import { localSupplierClient } from "../../../test/local-suppliers/client.ts";
import { startLocalSupplier } from "../../../test/local-suppliers/start-local-supplier.ts";
import { readAppToml } from "../../local-world.ts";
import { serveParent } from "../talk.ts";
import { benchShop, itemOf, skus } from "./bench-shops.ts";

export type WorldStart = { readonly shops: number; readonly appUrl: string; readonly collectUrl: string; readonly apiKey: string; readonly apiSecret: string };
export type WorldSupplier = { readonly url: string; readonly apiKey: string; readonly webhookSecret: string };
export type WorldStarted = { readonly storeUrl: string; readonly suppliers: readonly WorldSupplier[] };

/** One order in a supplier's book. */
export type Booked = { readonly supplier: number; readonly order: string; readonly key: string; readonly acceptedAt: number };

let store: LocalStore | undefined;
const suppliers: WorldSupplier[] = [];

async function start({ shops, appUrl, collectUrl, apiKey, apiSecret }: WorldStart): Promise<WorldStarted> {
  const { scopes, subscriptions } = readAppToml();
  const app = { apiKey, apiSecret, url: appUrl, scopes, subscriptions: subscriptions.map(({ topic }) => ({ topic, uri: collectUrl })) };
  store = await startLocalStore({ app, shops: Array.from({ length: shops }, (_, number) => benchShop(number)), timing: { routingDelayMs: 5 } });
  for (let number = 0; number < shops; number += 1) {
    const secrets = { apiKey: `bench-key-${number}`, webhookSecret: `bench-webhook-secret-${number}` };
    const { url } = await startLocalSupplier({ name: `Bench supplier ${number}`, ...secrets, items: skus.map((sku) => ({ itemId: itemOf(sku) })) });
    suppliers.push({ url, ...secrets });
  }
  return { storeUrl: store.url, suppliers };
}

/** What the suppliers were asked for since a moment. */
async function books({ since }: { since: number }): Promise<Booked[]> {
  const all = await Promise.all(suppliers.map(({ url }) => localSupplierClient(url).readBook()));
  return all.flatMap(({ orders }, supplier) =>
    orders.map((booked) => ({ supplier, order: booked.order.identity.orderName, key: booked.idempotencyKey, acceptedAt: Date.parse(booked.acceptedAt) })).filter(({ acceptedAt }) => acceptedAt >= since));
}

serveParent({ start, books });
