// Everything one process needs of the outside world, made once from the environment and handed down as arguments.
import type { TrackingSystem } from "./carriers/carrier.ts";
import { trackingSystems } from "./carriers/tracking-systems.server.ts";
import { createGuessLimits, type GuessLimits } from "./customers/limit-guesses.server.ts";
import { webhookQueue } from "./dispatch-webhook.server.ts";
import { checkConflicts } from "./fulfillments/check-conflicts.server.ts";
import { createInstaller } from "./merchants/install-merchant.server.ts";
import { callbacks, topics } from "./triggers.server.ts";
import { createDatabase, type Database, type ShopTransaction } from "./platform/db.server.ts";
import type { Env } from "./platform/env.server.ts";
import type { HttpClient } from "./platform/http.ts";
import { createHttpClient } from "./platform/http.server.ts";
import { listUnhandled } from "./platform/inbox-store.server.ts";
import { createInbox, type Inbox } from "./platform/inbox.server.ts";
import { createLog, type Log } from "./platform/log.server.ts";
import { createMetrics, type Metrics } from "./platform/metrics.server.ts";
import { onShared, openQueue, type JobConnection, type Queue } from "./platform/queue.server.ts";
import type { Mailer } from "./platform/mail.ts";
import { createMailer } from "./platform/mail.server.ts";
import { createSealer, parseSealingKeys, type Sealer } from "./platform/secrets.server.ts";
import { createSigner, type Signer } from "./platform/signer.server.ts";
import type { CrashSeam } from "./platform/step.ts";
import { createAdminApi, type AdminApi } from "./shopify/admin.server.ts";
import { apiVersion, createShopify, type Shopify } from "./shopify/app.server.ts";
import { createWebhookDoor, type WebhookDoor } from "./shopify/receive-webhook.server.ts";
import { createSessionStorage } from "./shopify/sealed-session-storage.server.ts";
import { ensureBuiltIn } from "./suppliers/built-in.server.ts";
import { createTokens } from "./shopify/tokens.server.ts";

export type Tools = {
  readonly env: Env;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly database: Database;
  readonly inbox: Inbox;
  readonly queue: Queue;
  readonly sealer: Sealer;
  readonly http: HttpClient;
  readonly admin: AdminApi;
  readonly shopify: Shopify;
  /** Follows parcels; undefined where no account is configured. */
  readonly tracking: TrackingSystem | undefined;
  readonly webhookDoor: WebhookDoor;
  /** Where Shopify calls the shop's fulfillment service. */
  readonly callbackDoor: WebhookDoor;
  /** That the app's configuration subscribes to. */
  readonly topics: readonly string[];
  /** Signs the addresses that suppliers are given. */
  readonly signer: Signer;
  /** Writes to suppliers; undefined where no mail server is configured. */
  readonly mail: Mailer | undefined;
  /** How often a guest may ask for an order. */
  readonly guessLimits: GuessLimits;
  readonly now: () => Date;
  /** Only tests pass it in. */
  readonly crash?: CrashSeam;
};

export type OpenedTools = Tools & { close(): Promise<void> };

const largestWebhook = 5 * 1024 * 1024;

export async function openTools(env: Env, given: { now?: () => Date; crash?: CrashSeam; log?: Log } = {}): Promise<OpenedTools> {
  const log = given.log ?? createLog(env.LOG_LEVEL);
  const metrics = createMetrics();
  const now = given.now ?? (() => new Date());
  const database = createDatabase({ url: env.DATABASE_URL, maxConnections: 10, onConnectionError: (error) => log.warn({ err: error }, "an idle database connection broke") });
  const sealer = createSealer(parseSealingKeys(env.TOKEN_KEYS));
  const queue = await openQueue(env.DATABASE_URL, log);
  const sessions = createSessionStorage({ prisma: database.prisma, sealer });
  const tokens = createTokens({ databaseUrl: env.DATABASE_URL, sessions, apiKey: env.SHOPIFY_API_KEY, apiSecret: env.SHOPIFY_API_SECRET, log, now });
  const http = createHttpClient({ allowPrivateAddresses: env.ALLOW_PRIVATE_ADDRESSES, log: (call) => log.debug(call, "called out") });
  const inbox = createInbox({ url: env.DATABASE_URL, enqueue: (client, rows) => enqueueWebhooks(queue, { executeSql: (text, values) => client.query(text, values) }, rows), log, watch: metrics.watchInbox });
  return {
    env, log, metrics, database, inbox, queue, sealer, http, now, topics: Object.keys(topics),
    guessLimits: createGuessLimits(),
    ...(given.crash ? { crash: given.crash } : {}),
    admin: createAdminApi({ tokens, apiVersion, log, now }),
    shopify: createShopify({ env, sessionStorage: sessions, onInstalled: createInstaller({ database, log, now, prepare: (tx, isNewInstall) => prepareShop(queue, tx, isNewInstall), replay: (domain) => replayWebhooks({ database, queue }, domain) }), log }),
    tracking: env.SEVENTEEN_TRACK_TOKEN ? trackingSystems["seventeen-track"]({ baseUrl: `${env.SEVENTEEN_TRACK_URL}/track/v2.2`, token: env.SEVENTEEN_TRACK_TOKEN, http }) : undefined,
    signer: createSigner(parseSealingKeys(env.TOKEN_KEYS)),
    mail: createMailer(env),
    webhookDoor: createWebhookDoor({ secrets: secretsOf(env), maxBytes: largestWebhook, inbox, topics: new Set(Object.keys(topics)), log }),
    callbackDoor: createWebhookDoor({ secrets: secretsOf(env), maxBytes: largestWebhook, inbox, topics: new Set(Object.keys(callbacks)), onlyTopic: "fulfillment_order_notification", log }),
    close: async () => {
      await inbox.close();
      await queue.close();
      await tokens.close();
      await database.close();
    },
  };
}

const secretsOf = (env: Env): string[] => [env.SHOPIFY_API_SECRET, ...(env.SHOPIFY_API_SECRET_PREVIOUS ? [env.SHOPIFY_API_SECRET_PREVIOUS] : [])];

/** A shop that was installed before gets what was added since. */
async function prepareShop(queue: Queue, tx: ShopTransaction, isNewInstall: boolean): Promise<void> {
  await ensureBuiltIn(tx, "self");
  if (isNewInstall) await queue.enqueue(tx, [{ step: checkConflicts.name, input: { shopId: tx.shopId, ifOlderMinutes: 0 }, key: tx.shopId }]);
}

const mostReplayed = 5_000;

/** Run twice: a webhook that was dispatched meanwhile is handled, and its step finds its work done. */
async function replayWebhooks({ database, queue }: Pick<Tools, "database" | "queue">, domain: string): Promise<void> {
  const rows = await listUnhandled(database, domain, mostReplayed);
  if (rows.length > 0) await database.inSharedTables((tx) => enqueueWebhooks(queue, onShared(tx), rows));
}

type Row = { id: string; shopDomain: string; topic: string };

async function enqueueWebhooks(queue: Queue, db: JobConnection, rows: readonly Row[]): Promise<void> {
  const jobs = rows.map(({ id, shopDomain, topic }) => ({ data: { inboxId: id, shopDomain, topic }, group: { id: shopDomain } }));
  await queue.enqueueOn(db, webhookQueue, jobs);
}
