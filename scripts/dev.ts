// Daily work: the app from its sources, beside a local store, suppliers and a carrier.
// A change under `app/` reaches the pages at once; what was opened at the start (tools, worker) needs a restart.
import type { ServerBuild } from "@remix-run/node";
import { resolve } from "node:path";
import { createServer } from "vite";
import { startLocalWorld } from "./local-world.ts";
import { asEnvironment, openDatabase } from "./open-database.ts";
import { prepare } from "./prepare.ts";
import { dropKnownWarning, loadSettings, untilToldToStop } from "./settings.ts";

type Bundle = ServerBuild & { readonly entry: { readonly module: typeof import("../app/entry.server.tsx") } };

async function run(): Promise<void> {
  const settings = loadSettings();
  settings["NODE_ENV"] ||= "development";
  process.chdir(resolve(import.meta.dirname, ".."));
  await prepare({ build: false });

  const told = untilToldToStop();
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const database = await openDatabase({ env: settings });
    closers.push(() => database.stop());
    // The demo's world beside the demo's database: one set of keys opens what both have sealed.
    const world = await startLocalWorld({ folder: resolve(".data/demo-world"), pace: { shipAfterMs: 20_000, scanEveryMs: 10_000 } });
    closers.push(() => world.close());
    // After the world: Shopify's library keeps the `fetch` that it finds when it is loaded.
    const vite = await createServer({ server: { middlewareMode: true } });
    closers.push(() => vite.close());

    const loadBundle = async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as Bundle;
    const { readEnv, startDaifa } = (await loadBundle()).entry.module;
    const env = readEnv({ ...world.environment, ...settings, ...asEnvironment(database.urls) });
    const daifa = await startDaifa({ env, build: loadBundle, viteDevServer: vite });
    closers.push(() => daifa.close());
    world.appAnswersOn(daifa.url);
    console.log(`Open ${world.adminUrl}`);
    await told;
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

dropKnownWarning();
try {
  await run();
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
