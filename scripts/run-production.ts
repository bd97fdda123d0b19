// Production, as `npm start` runs it: brings the database up to date, then runs what was built until it is told to stop.
// Server and worker come out of the built bundle, so that one process has one database client and one queue.
import type { ServerBuild } from "@remix-run/node";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { CrashSeam } from "../app/platform/step.ts";
import { asEnvironment, openDatabase } from "./open-database.ts";
import { prepare } from "./prepare.ts";
import { dropKnownWarning, loadSettings, untilToldToStop } from "./settings.ts";

type Bundle = ServerBuild & { readonly entry: { readonly module: typeof import("../app/entry.server.tsx") } };

/** So that a missing name is told before a database is started for nothing. */
const untilDatabaseIsThere = { DATABASE_URL: "embedded", DATABASE_OWNER_URL: "embedded", DATABASE_QUEUE_URL: "embedded" };

/** crash: only the start script of the tests for faults passes it in. */
async function run(crash: CrashSeam | undefined): Promise<void> {
  const settings = loadSettings();
  settings["NODE_ENV"] ||= "production";
  process.chdir(resolve(import.meta.dirname, ".."));
  await prepare({ build: true });
  const bundle = (await import(pathToFileURL(resolve("build/server/index.js")).href)) as Bundle;
  const { readEnv, startDaifa } = bundle.entry.module;
  const isEmbedded = !settings["DATABASE_URL"];
  readEnv({ ...settings, ...(isEmbedded ? untilDatabaseIsThere : {}) });

  const told = untilToldToStop();
  const database = await openDatabase({ env: settings });
  try {
    const daifa = await startDaifa({ env: readEnv({ ...settings, ...asEnvironment(database.urls) }), build: bundle, crash });
    console.log(`Daifa answers on ${daifa.url}${isEmbedded ? ", with its own database" : ""}`);
    await told;
    await daifa.close();
  } finally {
    await database.stop();
  }
}

/** Ends the process with it. */
export async function runProduction(options: { readonly crash?: CrashSeam } = {}): Promise<never> {
  dropKnownWarning();
  try {
    await run(options.crash);
    // Whatever timer a library left behind must not keep a process that has said goodbye.
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
