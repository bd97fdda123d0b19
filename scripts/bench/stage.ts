// Everything that stands while the bench runs. Parts are started when the first arm asks for them, and end with the run.
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { asEnvironment } from "../open-database.ts";
import { appCommand, referenceCommand, startServer, type ServerProcess } from "./app-process.ts";
import { startCluster, type Cluster } from "./cluster.ts";
import { startChild, type Child } from "./talk.ts";
import { openShops, type BenchShop } from "./open-shops.ts";
import type { WorldStart, WorldStarted } from "./world/world-process.ts";

export type Stage = {
  readonly cluster: Cluster;
  readonly load: Child;
  readonly world: Child;
  readonly storeUrl: string;
  readonly apiSecret: string;
  /** ROLE=web; the shops are installed through it. */
  web(): Promise<ServerProcess>;
  worker(): Promise<ServerProcess>;
  /** So that it uses nothing of the machine while others are measured. */
  stopWorker(): Promise<void>;
  reference(kind: "bare" | "remix"): Promise<ServerProcess>;
  /** Installed, live, with goods, offers and a supplier each. */
  shops(count: number): Promise<readonly BenchShop[]>;
  close(): Promise<void>;
};

export const mostShops = 52;
const apiKey = "bench-app-key";
const apiSecret = randomBytes(24).toString("hex");
const tokenKeys = `1:${randomBytes(32).toString("base64")}`;

type Closers = (() => Promise<unknown>)[];

export async function openStage(folder: string): Promise<Stage> {
  mkdirSync(folder, { recursive: true });
  const closers: Closers = [];
  const close = async () => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
  };
  try {
    const cluster = await startCluster();
    closers.push(() => cluster.close());
    await cluster.query(`create table "ReferenceInbox" (like "InboxMessage" including defaults including storage); alter table "ReferenceInbox" add primary key ("id"), add unique ("shopDomain", "webhookId"); grant select, insert on "ReferenceInbox" to daifa_app`);
    const port = await freePort();
    const appUrl = `http://127.0.0.1:${port}`;
    const [load, world] = ["load/load-process.ts", "world/world-process.ts"].map((script) => startChild(resolve(import.meta.dirname, script), join(folder, "load-and-world.log"))) as [Child, Child];
    closers.push(() => load.close(), () => world.close());
    const collectUrl = await load.ask<string>("collect");
    const started = await world.ask<WorldStarted>("start", { shops: mostShops, appUrl, collectUrl, apiKey, apiSecret } satisfies WorldStart);
    const parts = partsOf({ cluster, folder, closers, port, started });
    return {
      cluster, load, world, storeUrl: started.storeUrl, apiSecret, ...parts, close,
      shops: async (count) => await openShops({ cluster, appUrl: (await parts.web()).url, started, tokenKeys, apiSecret }, count),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Standing = { cluster: Cluster; folder: string; closers: Closers; port: number; started: WorldStarted };

function partsOf({ cluster, folder, closers, port, started }: Standing): Pick<Stage, "web" | "worker" | "stopWorker" | "reference"> {
  const running = new Map<string, Promise<ServerProcess>>();
  const start = (name: string, command: readonly string[], env: Record<string, string>): Promise<ServerProcess> => {
    const known = running.get(name);
    if (known) return known;
    const server = startServer({ name, command, env, logFolder: folder });
    running.set(name, server);
    closers.push(() => stop(name));
    return server;
  };
  const stop = async (name: string): Promise<void> => {
    const server = running.get(name);
    running.delete(name);
    await (await server)?.close();
  };
  const environment = {
    ...asEnvironment(cluster.urls), LOCAL_STORE_URL: started.storeUrl, SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret,
    SHOPIFY_APP_URL: `http://127.0.0.1:${port}`, TOKEN_KEYS: tokenKeys, ALLOW_PRIVATE_ADDRESSES: "127.0.0.1", HOST: "127.0.0.1",
  };
  return {
    web: () => start("web", appCommand, { ...environment, ROLE: "web", PORT: String(port) }),
    worker: () => start("worker", appCommand, { ...environment, ROLE: "worker", PORT: "0" }),
    stopWorker: () => stop("worker"),
    reference: (kind) => start(kind, referenceCommand, { ...environment, REFERENCE: kind }),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
