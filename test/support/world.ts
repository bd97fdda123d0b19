// Where do step and journey tests run? A database of their own, the local store, suppliers and carrier, the real tools,
// and the app's doors on a port: everything but the pages, with the queue run by hand until it is quiet.
import { createServer, type IncomingMessage } from "node:http";
import { createRunner } from "../../app/worker.server.ts";
import { saveSeenVariants, findVariants } from "../../app/catalog/store.server.ts";
import { fetchVariants } from "../../app/catalog/fetch-variants.server.ts";
import { asJob, schemaName } from "../../app/platform/queue.server.ts";
import { createLog } from "../../app/platform/log.server.ts";
import { readEnv } from "../../app/platform/env.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import type { CrashSeam } from "../../app/platform/step.ts";
import { queueSpecs } from "../../app/worker.server.ts";
import { receiveTrackingPush } from "../../app/shipments/receive-tracking-push.server.ts";
import { receiveSupplierMessage } from "../../app/supplier-orders/receive-supplier-message.server.ts";
import { openTools, type OpenedTools } from "../../app/tools.server.ts";
import { createOffer, createSupplier, type NewOffer } from "../../app/suppliers/store.server.ts";
import { frameAddress } from "../../scripts/demo/open-app.ts";
import { findShopByDomain } from "../../app/merchants/store.server.ts";
import { startLocalWorld, type LocalWorld, type WorldSupplier } from "../../scripts/local-world.ts";
import { answerCustomers } from "./customer-doors.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

export type TestWorld = LocalWorld & {
  readonly tools: OpenedTools;
  /** PostgreSQL as its owner sees it, past every policy: what stands in the tables of all shops. */
  readonly postgresUrl: string;
  readonly shopId: string;
  readonly shop: ReturnType<LocalWorld["store"]["shop"]>;
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>;
  /** Runs jobs until none is due. `later` runs those too that wait for their time. */
  drain(options?: { later?: boolean }): Promise<void>;
  close(): Promise<void>;
};

export type TestWorldOptions = {
  crash?: CrashSeam;
  now?: () => Date;
  /** Everything that the app has to log, down to the smallest. */
  logTo?: { write(line: string): void };
};

export async function startTestWorld({ logTo, ...options }: TestWorldOptions = {}): Promise<TestWorld> {
  const database = await createTestDatabase({ maxConnections: 5 });
  const world = await startLocalWorld({ timing: { routingDelayMs: 5, webhookRetryMs: 50 } });
  const env = readEnv({
    ...world.environment, NODE_ENV: "test", LOG_LEVEL: process.env["TEST_LOG"] ?? "silent",
    DATABASE_URL: database.urls.app, DATABASE_QUEUE_URL: database.urls.queue,
  });
  const tools = await openTools(env, { ...options, log: logTo ? createLog("debug", logTo) : createLog(env.LOG_LEVEL) });
  const doors = await openDoors(tools);
  world.appAnswersOn(doors.url);
  const shopId = await install(tools, world);
  const run = createRunner(tools);
  return {
    ...world,
    tools,
    postgresUrl: database.adminUrl,
    shopId,
    shop: world.store.shop("demo.myshopify.com"),
    inShop: (work) => tools.database.inShop(shopId, work),
    drain: (drained = {}) => drain(tools, run, { later: drained.later ?? false, underWay: async () => world.pushesUnderWay() + (await world.store.shop("demo.myshopify.com").webhooksUnderWay()) }),
    close: () => closeAll(doors, tools, world, database),
  };
}

/** The token exchange that the first page load makes; the pages themselves are not part of this world. */
async function install(tools: OpenedTools, world: LocalWorld): Promise<string> {
  const domain = "demo.myshopify.com";
  const { url, idToken } = await frameAddress(world, domain, "/app");
  await tools.shopify.authenticate.admin(new Request(url, { headers: { "user-agent": "Mozilla/5.0 Chrome/131.0", authorization: `Bearer ${idToken}` } }));
  const shop = await findShopByDomain(tools.database, domain);
  if (!shop) throw new Error(`${domain} did not install`);
  return shop.id;
}

async function closeAll(doors: { close(): Promise<void> }, tools: OpenedTools, world: LocalWorld, database: TestDatabase): Promise<void> {
  await world.close();
  await doors.close();
  await tools.close();
  await database.close();
}

type Run = ReturnType<typeof createRunner>;

/** What the store does a moment later may still send a webhook when none is under way, so quiet means: three times in a row, a moment apart. */
async function drain(tools: OpenedTools, run: Run, { later, underWay }: { later: boolean; underWay: () => Promise<number> }): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    const isQuiet = (await runDue(tools, run, later)) === 0 && (await underWay()) === 0;
    quiet = isQuiet ? quiet + 1 : 0;
    if (isQuiet) await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function runDue(tools: OpenedTools, run: Run, later: boolean): Promise<number> {
  let ran = 0;
  for (const name of await queuesWithWork(tools, later)) {
    const rows = await tools.queue.boss.fetch<unknown>(name, { batchSize: 20, includeMetadata: true, ignoreStartAfter: later });
    const results = await Promise.all(rows.map((row) => run(asJob(name, row))));
    for (const result of results) if (result.status !== "completed") await tools.queue.boss.fail(name, result.id);
    ran += rows.length;
  }
  return ran;
}

/** Asking each of some fifty queues costs more than most steps; one question tells which of them are worth asking. */
async function queuesWithWork(tools: OpenedTools, later: boolean): Promise<string[]> {
  const due = later ? "" : "and start_after < now()";
  const { rows } = await tools.queue.boss.getDb().executeSql(`select distinct name from ${schemaName}.job where state < 'active' ${due}`);
  const waiting = new Set((rows as { name: string }[]).map(({ name }) => name));
  return queueSpecs.map(({ name }) => name).filter((name) => waiting.has(name));
}

/** The doors that the routes open in production, without Remix. */
async function openDoors(tools: OpenedTools): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    if (path === "/webhooks") return tools.webhookDoor(request, response);
    if (path === "/service/fulfillment_order_notification") return tools.callbackDoor(request, response);
    if (/^\/(proxy|customer|c)\b/.test(path)) return void answerCustomers(tools, request, response).catch(() => response.writeHead(500).end());
    void answer(tools, path, request).then((status) => response.writeHead(status).end(), () => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(tools: OpenedTools, path: string, request: IncomingMessage): Promise<number> {
  const rawBody = await readAll(request);
  const [, area, shopId, supplierId] = path.split("/");
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  if (area === "carriers") return (await receiveTrackingPush(tools, { headers, rawBody })) === "taken" ? 200 : 401;
  const received = await receiveSupplierMessage(tools, { shopId: shopId ?? "", supplierId: supplierId ?? "" }, { headers, rawBody });
  return { taken: 200, rejected: 401, unknown_supplier: 404 }[received.kind];
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The merchant's side of a supplier: it exists with us, and it knows where to send its notices. */
export async function addSupplier(world: TestWorld, supplier: WorldSupplier, settings: { timeoutSeconds?: number } = {}): Promise<string> {
  const id = await world.inShop((tx) => createSupplier(tx, world.tools.sealer, {
    name: supplier.name, kind: "AGENT", connector: "rest-api", settings: { baseUrl: supplier.url, ...settings }, credentials: supplier.credentials, locale: "en", timeZone: "Asia/Shanghai",
  }));
  await supplier.client.setWebhookUrl(`${world.proxyUrl}/suppliers/${world.shopId}/${id}/webhook`);
  return id;
}

export type Mapping = Partial<NewOffer> & { supplierId: string; itemId: string };

/** Maps the shop's variant with this SKU to a supplier's item. Returns the offer's id. */
export async function map(world: TestWorld, sku: string, mapping: Mapping): Promise<string> {
  const variant = (await world.shop.variants()).find((one) => one.sku === sku);
  if (!variant) throw new Error(`the store sells no ${sku}`);
  const seen = await fetchVariants(world.tools.admin, { id: world.shopId, domain: world.shop.domain }, [variant.id]);
  return await world.inShop(async (tx) => {
    await saveSeenVariants(tx, seen);
    const [saved] = await findVariants(tx, [variant.id]);
    return await createOffer(tx, { packRatio: 1, unitCostMinor: 1000n, currency: "USD", shipsTo: [], variantId: saved?.id ?? "", ...mapping });
  });
}
