// How does Daifa come to life and end? Tools first, then the queue's worker, then the door to the network;
// the other way round at the end. Importing this file does nothing.
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express, { type RequestHandler } from "express";
import { join, resolve } from "node:path";
import { createFigures } from "./figures.server.ts";
import { webhookQueue } from "./dispatch-webhook.server.ts";
import { callbackPath } from "./fulfillment-requests/register-location.server.ts";
import type { Env } from "./platform/env.server.ts";
import { BugError } from "./platform/errors.ts";
import { openMetricsDoor, type MetricsDoor } from "./platform/metrics-door.server.ts";
import { installQueues } from "./platform/queue.server.ts";
import { listMissingColumns } from "./platform/schema-check.server.ts";
import { requestIdOf, startWebServer, type WebParts, type WebServer } from "./platform/web-server.server.ts";
import type { CrashSeam } from "./platform/step.ts";
import { openBounceDoor } from "./supplier-desk/bounce-door.server.ts";
import { openTools, type Tools } from "./tools.server.ts";
import { queueSpecs, startWorker } from "./worker.server.ts";

export type PageContext = {
  readonly tools: Tools;
  /** Named to a person when a page fails, and found in the log. */
  readonly requestId: string;
  readonly apiKey: string;
};

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends PageContext {}
}

export type Start = {
  readonly env: Env;
  readonly build: ServerBuild | (() => Promise<ServerBuild>);
  /** Serves sources instead of built files; for daily work only. */
  readonly viteDevServer?: { readonly middlewares: RequestHandler } | undefined;
  /** Only tests pass it in. */
  readonly crash?: CrashSeam | undefined;
};

export type Running = { readonly url: string; /** Absent where no port for them is set. */ readonly metricsUrl?: string; close(): Promise<void> };

export async function startDaifa(start: Start): Promise<Running> {
  const { env } = start;
  // The web process sends jobs, so it too must find the queues, whichever process comes up first.
  await installQueues(env.DATABASE_QUEUE_URL, queueSpecs);
  const tools = await openTools(env, start.crash ? { crash: start.crash } : {});
  const parts: { close(): Promise<unknown> }[] = [tools];
  const close = async () => {
    for (let part = parts.pop(); part; part = parts.pop()) await part.close();
  };
  try {
    if (env.ROLE !== "web") parts.push(await startWorker(tools));
    const server = await openDoors(start, tools);
    parts.push(server);
    if (env.ROLE !== "worker" && env.MAIL_BOUNCE_PORT !== undefined && env.MAIL_BOUNCE_DOMAIN) {
      parts.push(await openBounceDoor(tools, { host: env.HOST, port: env.MAIL_BOUNCE_PORT, domain: env.MAIL_BOUNCE_DOMAIN }));
    }
    const metrics = env.METRICS_PORT === undefined ? undefined : await openMetrics(tools, env.METRICS_PORT);
    if (metrics) parts.push(metrics);
    tools.log.info({ role: env.ROLE, url: server.url }, "Daifa is running");
    return { url: server.url, ...(metrics ? { metricsUrl: metrics.url } : {}), close: once(close) };
  } catch (error) {
    await close();
    throw error;
  }
}

function openMetrics(tools: Tools, port: number): Promise<MetricsDoor> {
  const { registry } = tools.metrics;
  return openMetricsDoor({ registry, refresh: createFigures(tools), log: tools.log }, { host: tools.env.METRICS_HOST, port });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}

/** A worker answers for its health only. */
function openDoors(start: Start, tools: Tools): Promise<WebServer> {
  const { env } = start;
  const isWeb = env.ROLE !== "worker";
  const parts: WebParts = {
    log: tools.log,
    isHttps: env.SHOPIFY_APP_URL.startsWith("https:"),
    raw: isWeb ? { "/webhooks": tools.webhookDoor, [`${callbackPath}/fulfillment_order_notification`]: tools.callbackDoor } : {},
    readiness: readinessOf(tools),
    handlers: isWeb ? [...assetHandlers(start), pageHandler(start, tools)] : [],
  };
  return startWebServer(parts, { host: env.HOST, port: env.PORT });
}

function readinessOf(tools: Pick<Tools, "database" | "queue">): WebParts["readiness"] {
  let isMigrated = false;
  return {
    database: () => tools.database.ping(),
    migrations: async () => {
      // Columns are only ever added while a version runs: once seen whole, the schema is not asked again.
      isMigrated ||= (await listMissingColumns(tools.database.withoutShop)).length === 0;
      if (!isMigrated) throw new BugError("the database is older than the app");
    },
    queue: async () => {
      // The worker's first start makes the queues; until then a webhook has nowhere to wait.
      if (!(await tools.queue.boss.getQueue(webhookQueue))) throw new BugError("the queue is not installed");
    },
  };
}

function assetHandlers({ build, viteDevServer }: Start): RequestHandler[] {
  if (viteDevServer) return [viteDevServer.middlewares];
  if (typeof build === "function") throw new BugError("built files are served from a build that is already loaded");
  const folder = resolve(build.assetsBuildDirectory);
  const assets = express.Router();
  // The name of an asset holds a hash of its content; one that is gone must not be answered with a page.
  assets.use("/assets", express.static(join(folder, "assets"), { immutable: true, maxAge: "365d", index: false, redirect: false }));
  assets.use("/assets", (_request, response) => void response.status(404).type("text").send("Not found"));
  assets.use(express.static(folder, { maxAge: "1h", index: false, redirect: false }));
  return [assets];
}

function pageHandler({ env, build }: Start, tools: Tools): RequestHandler {
  const handle = createRequestHandler({
    build,
    mode: env.NODE_ENV,
    getLoadContext: (request) => ({ tools, requestId: requestIdOf(request), apiKey: env.SHOPIFY_API_KEY }),
  });
  return (request, response, next) => {
    // Pages hold one shop's data. The list of routes has a version in its address and keeps Remix's own header.
    if (request.path !== "/__manifest") response.set("Cache-Control", "no-store");
    void handle(request, response, next);
  };
}
