// A shop in business with real processes around it: webs behind one address, workers, a PostgreSQL behind a line that can be cut.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findShopByDomain } from "../../app/merchants/store.server.ts";
import { createDatabase, type Database } from "../../app/platform/db.server.ts";
import { createLog } from "../../app/platform/log.server.ts";
import { openQueue, type Queue } from "../../app/platform/queue.server.ts";
import { createSealer, parseSealingKeys } from "../../app/platform/secrets.server.ts";
import { goLive } from "../../app/supplier-orders/release-supplier-orders.server.ts";
import { openPage } from "../../scripts/demo/open-app.ts";
import { seedShop } from "../../scripts/demo/seed-shop.ts";
import { withClient, type DatabaseUrls } from "../../scripts/database-roles.ts";
import { startLocalWorld, type LocalWorld } from "../../scripts/local-world.ts";
import { asEnvironment } from "../../scripts/open-database.ts";
import { by } from "../support/story.ts";
import { startAppProcess, type AppProcess, type AppStart, type Role } from "./app-process.ts";
import { backlogOf, type Scene } from "./invariants.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

export const demo = "demo.myshopify.com";

export type FaultWorld = {
  readonly world: LocalWorld;
  readonly shop: ReturnType<LocalWorld["store"]["shop"]>;
  readonly shopId: string;
  /** Past the line that can be cut. */
  readonly database: Database;
  readonly queue: Queue;
  readonly scene: Scene;
  /** Between the app and its database. */
  readonly line: TcpProxy;
  /** What Shopify and suppliers call: one address before all webs. */
  readonly door: string;
  start(role: Role, more?: Pick<AppStart, "nodeFlags"> & { readonly environment?: AppStart["environment"] }): Promise<AppProcess>;
  /** Those that live. */
  running(role: Role): AppProcess[];
  /** What happens at the next pass of a seam: "kill", "stop", "block 2000". */
  arm(point: string, how?: string): void;
  /** Seams that are armed and were not passed yet. */
  armed(): string[];
  /** The claims of workers that are gone have run out, as they do by themselves after twenty seconds. */
  letClaimsEnd(): Promise<void>;
  logged(): string;
  close(): Promise<void>;
};

export type FaultWorldOptions = {
  readonly urls: DatabaseUrls;
  readonly port: number;
  readonly roles?: readonly Role[];
};

export async function startFaultWorld({ urls, port, roles = ["web", "worker"] }: FaultWorldOptions): Promise<FaultWorld> {
  const folder = mkdtempSync(join(tmpdir(), "daifa-faults-"));
  const crashes = join(folder, "crashes");
  mkdirSync(crashes);
  const line = await startTcpProxy([port]);
  const webs = await startTcpProxy([]);
  const world = await startLocalWorld({ timing: { routingDelayMs: 5, webhookRetryMs: 400 } });
  const door = `http://127.0.0.1:${webs.port}`;
  world.appAnswersOn(door);
  const all: AppProcess[] = [];
  const running = (role: Role) => all.filter((one) => one.role === role && one.isAlive());
  const environment = { ...world.environment, ...asEnvironment(through(urls, line.port)), LOCAL_STORE_URL: world.storeUrl, CRASH_FOLDER: crashes };
  const start: FaultWorld["start"] = async (role, more = {}) => {
    const one = await startAppProcess({ role, nodeFlags: more.nodeFlags ?? [], environment: { ...environment, ...more.environment }, logFile: join(folder, `${role}-${all.length}-${Date.now()}.log`) });
    all.push(one);
    webs.sendTo(running("web").map((web) => web.port));
    void one.gone.then(() => webs.sendTo(running("web").map((web) => web.port)));
    return one;
  };
  const database = createDatabase({ url: urls.app, maxConnections: 3 });
  const queue = await openQueue(urls.queue, createLog("silent"));
  await Promise.all(roles.map((role) => start(role)));
  await openPage(world, demo);
  const shopId = (await findShopByDomain(database, demo))?.id ?? "";
  await seedShop({ database, sealer: createSealer(parseSealingKeys(world.environment.TOKEN_KEYS)), shopId, world });
  await database.inShop(shopId, (tx) => goLive(tx, 1, by));
  const logged = () => readdirSync(folder).filter((name) => name.endsWith(".log")).map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  return {
    world, shopId, database, queue, line, door, start, running, logged, shop: world.store.shop(demo),
    scene: { world, database, shops: { [demo]: shopId }, logged, pids: () => all.filter((one) => one.isAlive()).map(({ pid }) => pid) },
    arm: (point, how = "kill") => writeFileSync(join(crashes, point), how),
    armed: () => readdirSync(crashes).filter((name) => !name.endsWith(".passed")),
    letClaimsEnd: () => letClaimsEnd(urls, queue),
    close: async () => {
      await Promise.all(all.map((one) => one.kill()));
      await world.close();
      await queue.close();
      await database.close();
      await Promise.all([line.close(), webs.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function through(urls: DatabaseUrls, port: number): DatabaseUrls {
  const changed = (url: string) => {
    const other = new URL(url);
    other.port = String(port);
    return other.href;
  };
  return { app: changed(urls.app), owner: changed(urls.owner), queue: changed(urls.queue) };
}

/** Time that passes, not a state that is made up: a claim is over when its last sign of life is long enough ago. */
async function letClaimsEnd(urls: DatabaseUrls, queue: Queue): Promise<void> {
  await withClient(urls.queue, (client) => client.query("update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'"));
  await queue.boss.supervise();
}

export async function until<Found>(what: string, look: () => Promise<Found | undefined | false> | Found | undefined | false, limitMs = 90_000): Promise<Found> {
  for (const endsAt = Date.now() + limitMs; ; await new Promise((resolve) => setTimeout(resolve, 60))) {
    const found = await look();
    if (found) return found;
    if (Date.now() > endsAt) throw new Error(`waited in vain for ${what}`);
  }
}

/** Until the suppliers have what these orders ask for, and we know it. */
export async function untilOrdered(at: FaultWorld, names: readonly string[], limitMs = 75_000): Promise<void> {
  let missing = [...names];
  try {
    await until(`${names.length} orders to be with their suppliers`, async () => {
      const states = await at.database.inShop(at.shopId, (tx) => tx.db.supplierOrder.findMany({ where: { orderName: { in: missing }, state: "ACCEPTED" }, select: { orderName: true } }));
      const accepted = new Set(states.map(({ orderName }) => orderName));
      missing = missing.filter((name) => !accepted.has(name));
      return missing.length === 0;
    }, limitMs);
  } catch (error) {
    throw new Error(`${String(error)}: ${JSON.stringify(await whereTheyAre(at, missing.slice(0, 5)))}; backlog: ${(await backlogOf(at.scene)).join(", ")}`, { cause: error });
  }
}

function whereTheyAre(at: FaultWorld, names: readonly string[]): Promise<unknown> {
  return at.database.inShop(at.shopId, async (tx) => ({
    orders: await tx.db.order.findMany({ where: { name: { in: [...names] } }, select: { name: true, confirmedAt: true, holdCode: true } }),
    supplierOrders: await tx.db.supplierOrder.findMany({ where: { orderName: { in: [...names] } }, select: { orderName: true, state: true, attempt: true } }),
    jobs: await tx.db.$queryRaw`select name, state::text, retry_count, start_after - now() as due from pgboss.job where state < 'completed' and name not like '%.dead' limit 12`,
  }));
}

/** Orders of one line each, as many at once as a busy minute brings. */
export async function placeMany(at: FaultWorld, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let placed = 0; placed < count; placed += 10) {
    const some = await Promise.all(Array.from({ length: Math.min(10, count - placed) }, () => at.shop.placeOrder({ lines: [{ sku: "BOARD-S", quantity: 1 }] })));
    names.push(...some.map(({ name }) => name));
  }
  return names;
}
