// What stands around the app when there is no Shopify account: a store with its admin and tunnel, two suppliers, a carrier.
// With a folder it remembers: ports, keys, orders and parcels are the same at the next start.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";
import { localCarrierClient } from "../test/local-carriers/client.ts";
import { startLocalMail } from "../test/local-mail/start-local-mail.ts";
import { startLocalCarrier } from "../test/local-carriers/seventeen-track.ts";
import { handleAdminRequest } from "../test/local-store/admin/admin.ts";
import { localStoreClient } from "../test/local-store/control-client.ts";
import { startLocalStore } from "../test/local-store/local-store.ts";
import { startAppProxy } from "../test/local-store/proxy.ts";
import type { SeedShop } from "../test/local-store/seed-shops.ts";
import type { Timing } from "../test/local-store/world.ts";
import { localSupplierClient } from "../test/local-suppliers/client.ts";
import type { LocalItem } from "../test/local-suppliers/running.ts";
import { startLocalSupplier } from "../test/local-suppliers/start-local-supplier.ts";

export type WorldOptions = {
  /** Where it remembers; absent: everything is forgotten on close. */
  readonly folder?: string;
  /** Suppliers ship, and parcels move, by themselves. */
  readonly pace?: { readonly shipAfterMs: number; readonly scanEveryMs: number };
  readonly timing?: Partial<Timing>;
  /** Every webhook of the store five times, in any order, some late, some never; the same seed is the same weather. */
  readonly chaos?: { readonly seed: number };
  /** Other shops than the usual ones. */
  readonly shops?: SeedShop[];
};

const apiKey = "local-app-key";
const apiSecret = "local-app-secret-0123456789abcdef";
const carrierToken = "local-carrier-token-0123456789";

type Kept = z.infer<typeof keptSchema>;
const keptSchema = z.object({ tokenKeys: z.string(), ports: z.record(z.string(), z.number()), secrets: z.record(z.string(), z.string()) });

export type LocalWorld = Awaited<ReturnType<typeof startLocalWorld>>;
export type WorldSupplier = Awaited<ReturnType<typeof startSupplier>>;

export async function startLocalWorld(options: WorldOptions = {}) {
  const kept = readKept(options.folder);
  const file = (name: string) => (options.folder === undefined ? {} : { stateFile: join(options.folder, `${name}.json`) });
  const port = (name: string) => ({ port: kept.ports[name] ?? 0 });
  const closers: (() => Promise<unknown>)[] = [];
  const carrier = await startLocalCarrier({ ...port("carrier"), ...file("carrier"), token: carrierToken });
  const mail = await startLocalMail({ smtp: port("smtp").port, http: port("mail").port });
  const usual = { kept, pace: options.pace, parcels: "one" as const };
  const suppliers = [
    await startSupplier({ name: "Harbor Goods", prefix: "HG", ...port("harbor"), ...file("harbor"), ...usual }),
    await startSupplier({ name: "义乌优选 Yiwu Select", prefix: "YW", ...port("yiwu"), ...file("yiwu"), ...usual }),
  ] as const;
  closers.push(...[carrier, mail, ...suppliers].map((part) => () => part.close()));

  const admin = { proxyUrl: "" };
  const app = { apiKey, apiSecret, url: "http://127.0.0.1:9", ...readAppToml() };
  const store = await startLocalStore({
    ...port("store"), ...file("store"), app, ...(options.timing ? { timing: options.timing } : {}), ...(options.shops ? { shops: options.shops } : {}), ...(options.chaos ? { chaos: options.chaos } : {}),
    admin: (request, response, facts) => handleAdminRequest(request, response, { ...facts, appProxyUrl: admin.proxyUrl }),
  });
  closers.push(() => store.close());
  const proxy = await startAppProxy({ ...port("proxy"), appUrl: app.url, storeUrl: store.url });
  closers.push(() => proxy.close());
  admin.proxyUrl = proxy.url;
  store.setAppUrl(proxy.url);
  await setUpCarrier(carrier.url, proxy.url, options.pace);
  keep(options.folder, kept, { carrier, harbor: suppliers[0], yiwu: suppliers[1], store, proxy, smtp: { url: mail.smtpUrl }, mail });
  await reachLocalStore(store.url);

  return {
    adminUrl: `${store.url}/store/demo/apps/daifa/app`,
    storeUrl: store.url,
    proxyUrl: proxy.url,
    store: localStoreClient(store.url),
    carrier: localCarrierClient(carrier.url),
    suppliers,
    mail,
    /** What the app must be given; the database is not among it. */
    environment: {
      SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret, SHOPIFY_APP_URL: proxy.url, TOKEN_KEYS: kept.tokenKeys,
      ALLOW_PRIVATE_ADDRESSES: "127.0.0.1", SEVENTEEN_TRACK_URL: carrier.url, SEVENTEEN_TRACK_TOKEN: carrierToken,
      SMTP_URL: mail.smtpUrl, MAIL_FROM: "orders@daifa.example", MAIL_BOUNCE_DOMAIN: "bounces.daifa.example",
      HOST: "127.0.0.1", PORT: "0",
    },
    /** What suppliers and the carrier are telling the app at this moment. */
    pushesUnderWay: () => [carrier, ...suppliers].reduce((sum, part) => sum + part.pushesUnderWay(), 0),
    appAnswersOn: (url: string) => proxy.setAppUrl(url),
    close: () => closeAll(closers),
  };
}

async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closers.toReversed()) await close();
}

async function setUpCarrier(url: string, proxyUrl: string, pace: WorldOptions["pace"]): Promise<void> {
  await localCarrierClient(url).setPushAddress(`${proxyUrl}/carriers/seventeen-track/webhook`);
  if (pace) await localCarrierClient(url).auto(pace.scanEveryMs);
}

type SupplierOptions = {
  name: string; prefix: string; port: number; stateFile?: string; kept: Kept; pace: WorldOptions["pace"]; parcels: "one" | "two";
};

/** Its items are the shop's SKUs with the supplier's own prefix. */
async function startSupplier({ name, prefix, port, stateFile, kept, pace, parcels }: SupplierOptions) {
  const secret = (kind: string) => (kept.secrets[`${prefix}.${kind}`] ??= randomBytes(24).toString("hex"));
  const credentials = { apiKey: secret("apiKey"), webhookSecret: secret("webhookSecret") };
  const supplier = await startLocalSupplier({
    name, port, ...(stateFile === undefined ? {} : { stateFile }), ...credentials, items: itemsOf(prefix),
    ...(pace ? { auto: { shipAfterMs: pace.shipAfterMs, parcels } } : {}),
  });
  return { name, prefix, url: supplier.url, credentials, client: localSupplierClient(supplier.url), pushesUnderWay: () => supplier.pushesUnderWay(), close: () => supplier.close() };
}

const skus = [
  "BAG-30-GRN", "BAG-30-BLK", "POUR-SET", "SCARF-RED", "SCARF-GRY", "LAMP-USBC", "BOARD-S", "BOARD-L", "BOTTLE-750", "APRON-LIN",
];
const itemsOf = (prefix: string): LocalItem[] => skus.map((sku) => ({ itemId: `${prefix}-${sku}` }));

/** Scopes and webhook topics as Shopify would take them from the app's own configuration. */
export function readAppToml() {
  const tomlSchema = z.object({
    access_scopes: z.object({ scopes: z.string() }),
    webhooks: z.object({ subscriptions: z.array(z.object({ topics: z.array(z.string()).default([]), compliance_topics: z.array(z.string()).default([]), uri: z.string() })) }),
  });
  const toml = tomlSchema.parse(parse(readFileSync(resolve(import.meta.dirname, "..", "shopify.app.toml"), "utf8")));
  return {
    scopes: toml.access_scopes.scopes.split(",").map((scope) => scope.trim()),
    subscriptions: toml.webhooks.subscriptions.flatMap(({ topics, compliance_topics, uri }) => [...topics, ...compliance_topics].map((topic) => ({ topic, uri }))),
  };
}

/** The preload that a separate process gets by --import; here it is this one. */
async function reachLocalStore(url: string): Promise<void> {
  process.env["LOCAL_STORE_URL"] = url;
  const { reach } = await import("../test/local-store/preload.ts");
  reach(url);
}

function readKept(folder: string | undefined): Kept {
  const path = folder === undefined ? undefined : join(folder, "world.json");
  if (path !== undefined && existsSync(path)) return keptSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return { tokenKeys: `1:${randomBytes(32).toString("base64")}`, ports: {}, secrets: {} };
}

function keep(folder: string | undefined, kept: Kept, parts: Record<string, { readonly url: string }>): void {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ports = Object.fromEntries(Object.entries(parts).map(([name, { url }]) => [name, Number(new URL(url).port)]));
  writeFileSync(join(folder, "world.json"), JSON.stringify({ ...kept, ports }, null, 1), { mode: 0o600 });
}
