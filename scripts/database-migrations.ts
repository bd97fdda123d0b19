// Is the database in the state this version of the app expects, and who brings it there?
// `prisma migrate deploy` does its work in half a second and then lingers for ten, so it is ended once its own
// table says that every migration has finished.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { PgBoss } from "pg-boss";
import { type DatabaseUrls, withClient } from "./database-roles.ts";

const CHECKOUT = resolve(import.meta.dirname, "..");
const MIGRATION_LOCK = 7_301_002;
const QUEUE_SCHEMA = "pgboss";

export async function pendingMigrations(client: pg.Client): Promise<string[]> {
  const wanted = readdirSync(resolve(CHECKOUT, "prisma", "migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
  const { rows: tables } = await client.query<{ there: boolean }>("select to_regclass('public._prisma_migrations') is not null as there");
  if (tables[0]?.there !== true) return wanted;
  const { rows } = await client.query<{ migration_name: string }>(
    "select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const finished = new Set(rows.map((row) => row.migration_name));
  return wanted.filter((name) => !finished.has(name));
}

function startDeploy(ownerUrl: string): { child: ChildProcess; output: () => string } {
  const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const child = spawn(process.execPath, [prisma, "migrate", "deploy"], {
    cwd: CHECKOUT,
    env: { ...process.env, DATABASE_URL: ownerUrl, DATABASE_OWNER_URL: ownerUrl, NO_COLOR: "1", CHECKPOINT_DISABLE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  return { child, output: () => text };
}

async function deploy(client: pg.Client, ownerUrl: string): Promise<void> {
  const { child, output } = startDeploy(ownerUrl);
  const ended = once(child, "exit");
  while (child.exitCode === null) {
    await Promise.race([ended, wait(50)]);
    if (!output().includes("successfully applied") || (await pendingMigrations(client)).length > 0) continue;
    child.kill("SIGTERM");
    await ended;
    return;
  }
  if (child.exitCode !== 0 || (await pendingMigrations(client)).length > 0) {
    throw new Error(`the database could not be migrated:\n${output().trim()}`);
  }
}

/** Run twice, or by two processes at once, the second finds nothing to do. Needs the owner's URL. */
export async function migrate(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    if ((await pendingMigrations(client)).length > 0) await deploy(client, ownerUrl);
  });
}

/** Brings the queue's own tables up to date and lets the app use them; needs the URL of the role that owns them. */
export async function installQueue(queueUrl: string): Promise<void> {
  await withClient(queueUrl, async (client) => {
    await client.query(`grant usage on schema ${QUEUE_SCHEMA} to daifa_app`);
    for (const [kind, rights] of [["tables", "select, insert, update, delete"], ["sequences", "usage"], ["functions", "execute"]] as const) {
      await client.query(`grant ${rights} on all ${kind} in schema ${QUEUE_SCHEMA} to daifa_app`);
      // pg-boss makes partitions later on: what it will make is granted too.
      await client.query(`alter default privileges in schema ${QUEUE_SCHEMA} grant ${rights} on ${kind} to daifa_app`);
    }
  });
  const boss = new PgBoss({ connectionString: queueUrl, schema: QUEUE_SCHEMA, createSchema: false, supervise: false, schedule: false });
  let failure: unknown;
  boss.on("error", (error) => (failure = error));
  await boss.start();
  await boss.stop({ graceful: false });
  if (failure !== undefined) throw failure;
}

/** Everything a database needs before the app may start on it. */
export async function prepareDatabase(urls: DatabaseUrls): Promise<void> {
  await migrate(urls.owner);
  await installQueue(urls.queue);
}
