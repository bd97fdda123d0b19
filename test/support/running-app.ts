// The app as production runs it: a process of its own, started by the start script from the built bundle, on a database
// of the test's. Only the preload tells it where the local store listens; nothing of the test's environment reaches it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { asEnvironment } from "../../scripts/open-database.ts";
import type { LocalWorld } from "../../scripts/local-world.ts";
import type { TestDatabase } from "./database.ts";

const checkout = resolve(import.meta.dirname, "../..");
/** Building comes first where the bundle is stale; as a part of `npm test` it never is. */
const mostStartMs = 150_000;

export type RunningApp = {
  readonly url: string;
  /** What it has logged so far. */
  said(): string;
  /** As a power cut ends it: no goodbye, nothing written that is not written. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

export async function startRunningApp(world: LocalWorld, database: TestDatabase): Promise<RunningApp> {
  const child = spawn(process.execPath, ["--import", resolve(checkout, "test/local-store/preload.ts"), resolve(checkout, "scripts/start.ts")], {
    cwd: checkout,
    env: {
      PATH: process.env["PATH"], HOME: process.env["HOME"], TMPDIR: process.env["TMPDIR"],
      ...world.environment, ...asEnvironment(database.urls),
      NODE_ENV: "production", ROLE: "all", LOG_LEVEL: "warn", LOCAL_STORE_URL: world.storeUrl,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A run that is broken off must not leave it behind.
  const reap = () => child.kill("SIGKILL");
  process.once("exit", reap);
  child.once("exit", () => process.off("exit", reap));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const close = async () => {
    if ((await end(child)) !== 0) throw new Error(`the app did not end well when it was told to:\n${output}`);
  };
  try {
    const url = await firstAddress(child, () => output);
    world.appAnswersOn(url);
    return { url, said: () => output, kill: () => kill(child), close };
  } catch (error) {
    await end(child);
    throw error;
  }
}

function firstAddress(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((found, reject) => {
    const giveUp = (why: string) => reject(new Error(`the app ${why}:\n${said()}`));
    const timer = setTimeout(() => giveUp("did not start in time"), mostStartMs);
    const endEarly = () => {
      clearTimeout(timer);
      giveUp("ended at its start");
    };
    child.once("exit", endEarly);
    child.stdout?.on("data", () => {
      const [, url] = /Daifa answers on (\S+?)(,|\s)/.exec(said()) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      child.off("exit", endEarly);
      found(url);
    });
  });
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** As whoever runs it would; one that does not listen is ended all the same. Returns its exit code, null after force. */
async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await gone;
  clearTimeout(timer);
  return child.exitCode;
}
