// One process of the app as production starts it, which can be killed, stopped, woken and told to end.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const checkout = resolve(import.meta.dirname, "../..");
const startLimitMs = 150_000;

export type Role = "web" | "worker";

export type AppProcess = {
  readonly role: Role;
  readonly pid: number;
  readonly url: string;
  readonly port: number;
  isAlive(): boolean;
  /** Resolves when it is gone, however. */
  readonly gone: Promise<unknown>;
  kill(): Promise<void>;
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  /** SIGTERM, as whoever deploys says it; null where it had to be killed after all. */
  end(limitMs?: number): Promise<number | null>;
};

export type AppStart = {
  readonly role: Role;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where what it logs goes, beside the logs of others. */
  readonly logFile: string;
  readonly nodeFlags?: readonly string[];
};

export async function startAppProcess({ role, environment, logFile, nodeFlags = [] }: AppStart): Promise<AppProcess> {
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [...nodeFlags, "--import", join(checkout, "test/local-store/preload.ts"), join(checkout, "test/faults/start-with-crashes.ts")], {
    cwd: checkout,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TMPDIR: process.env["TMPDIR"], NODE_ENV: "production", LOG_LEVEL: "info", ...environment, ROLE: role, HOST: "127.0.0.1", PORT: "0" },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const reap = () => child.kill("SIGKILL");
  process.once("exit", reap);
  const gone = once(child, "exit").finally(() => process.off("exit", reap));
  const url = await addressOf(child, logFile);
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    role, pid: child.pid ?? 0, url, port: Number(new URL(url).port), isAlive, gone,
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
    signal: (name) => void child.kill(name),
    end: async (limitMs = 20_000) => {
      if (!isAlive()) return child.exitCode;
      child.kill("SIGTERM");
      const timer = setTimeout(reap, limitMs);
      await gone;
      clearTimeout(timer);
      return child.exitCode;
    },
  };
}

async function addressOf(child: ChildProcess, logFile: string): Promise<string> {
  for (const endsAt = Date.now() + startLimitMs; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const said = readFileSync(logFile, "utf8");
    const [, url] = /Daifa answers on (\S+?)(,|\s)/.exec(said) ?? [];
    if (url !== undefined) return url;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the app ended at its start (${child.exitCode ?? child.signalCode}):\n${said}`);
    if (Date.now() > endsAt) throw new Error(`the app did not start in time:\n${said}`);
  }
}
