// The production app inside this process, between the local world and a database; the story and the demo look on.
import type { ServerBuild } from "@remix-run/node";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createDatabase, type Database } from "../../app/platform/db.server.ts";
import { createLog } from "../../app/platform/log.server.ts";
import { openQueue } from "../../app/platform/queue.server.ts";
import { createSealer, parseSealingKeys, type Sealer } from "../../app/platform/secrets.server.ts";
import { startLocalWorld, type LocalWorld, type WorldOptions } from "../local-world.ts";
import { asEnvironment, openDatabase } from "../open-database.ts";

type Bundle = ServerBuild & { readonly entry: { readonly module: typeof import("../../app/entry.server.tsx") } };

export type RunningDemo = {
  readonly world: LocalWorld;
  readonly appUrl: string;
  /** A pair of eyes on the app's own memory. */
  readonly database: Database;
  readonly sealer: Sealer;
  /** What the clock would start in a while is started now. */
  wake(shopId: string, step: string): Promise<void>;
  close(): Promise<void>;
};

/** The build is made before: see demo.ts. */
export async function startApp(options: { throwaway: boolean; world: WorldOptions; logLevel: string }): Promise<RunningDemo> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
  };
  try {
    const opened = await openDatabase({ env: { NODE_ENV: "production" }, throwaway: options.throwaway });
    closers.push(() => opened.stop());
    const world = await startLocalWorld(options.world);
    closers.push(() => world.close());
    const bundle = (await import(pathToFileURL(resolve(import.meta.dirname, "../../build/server/index.js")).href)) as Bundle;
    const { readEnv, startDaifa } = bundle.entry.module;
    const env = readEnv({ ...world.environment, ...asEnvironment(opened.urls), NODE_ENV: "production", LOG_LEVEL: options.logLevel });
    const daifa = await startDaifa({ env, build: bundle });
    closers.push(() => daifa.close());
    world.appAnswersOn(daifa.url);
    const database = createDatabase({ url: opened.urls.app, maxConnections: 2 });
    closers.push(() => database.close());
    const queue = await openQueue(opened.urls.queue, createLog("error"));
    closers.push(() => queue.close());
    const wake = (shopId: string, step: string) => database.inShop(shopId, (tx) => queue.enqueue(tx, [{ step, input: { shopId }, key: shopId, forgetAfterS: 60 }]));
    return { world, appUrl: daifa.url, database, sealer: createSealer(parseSealingKeys(env.TOKEN_KEYS)), wake, close };
  } catch (error) {
    await close();
    throw error;
  }
}
