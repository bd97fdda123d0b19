// The app as it is deployed: the built files, one role, an environment, a log; and the servers it is compared with.
import { spawn, type ChildProcess } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { cpuOfProcess, residentMb } from "./cpu-meter.ts";
import { end } from "./talk.ts";

export type ServerProcess = {
  readonly pid: number;
  readonly url: string;
  /** Microseconds used so far. */
  cpu(): number;
  memoryMb(): number;
  close(): Promise<void>;
};

export type ServerCommand = { readonly name: string; readonly command: readonly string[]; readonly env: Readonly<Record<string, string>>; readonly logFolder: string };

const startLimitMs = 90_000;
const checkout = resolve(import.meta.dirname, "..", "..");

/** A process that says "answers on <address>" once it does. Its log goes to a file, as in production. */
export async function startServer({ name, command, env, logFolder }: ServerCommand): Promise<ServerProcess> {
  const logFile = resolve(logFolder, `${name}.log`);
  const log = openSync(logFile, "w");
  const child = spawn(process.execPath, [...command], { cwd: checkout, env: { ...plainEnvironment(), ...env }, stdio: ["ignore", log, log] });
  const url = await addressOf(child, logFile);
  const pid = child.pid ?? 0;
  return { pid, url, cpu: () => cpuOfProcess(pid), memoryMb: () => residentMb(pid), close: () => end(child) };
}

/** What the shell holds of the operator's own settings has no place in a measurement. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { NODE_ENV: "production", ...(PATH ? { PATH } : {}), ...(HOME ? { HOME } : {}), ...(TMPDIR ? { TMPDIR } : {}) };
}

async function addressOf(child: ChildProcess, logFile: string): Promise<string> {
  for (const deadline = Date.now() + startLimitMs; Date.now() < deadline; await wait(50)) {
    const text = readFileSync(logFile, "utf8");
    const url = /answers on (http:\/\/[\d.]+:\d+)/.exec(text)?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null) throw new Error(`a server ended at once:\n${text}`);
  }
  await end(child);
  throw new Error(`a server did not answer within ${startLimitMs / 1000} s; see ${logFile}`);
}

export const appCommand = ["--import", resolve(checkout, "test/local-store/preload.ts"), resolve(checkout, "scripts/start.ts")] as const;
export const referenceCommand = [resolve(import.meta.dirname, "reference/reference-server.ts")] as const;
