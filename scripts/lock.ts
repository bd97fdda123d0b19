// How do two processes of one checkout avoid generating into the same files at once?
// A file that names its holder; one whose holder has died is taken over.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isAlive } from "./is-alive.ts";

const LIMIT_MS = 300_000;

export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await take(file);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

async function take(file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  for (const deadline = Date.now() + LIMIT_MS; Date.now() < deadline; await wait(100)) {
    if (create(file)) return;
    const holder = readHolder(file);
    if (holder !== undefined && !isAlive(holder)) takeAway(file, holder);
  }
  throw new Error(`another process (${readHolder(file) ?? "?"}) has been preparing for too long; if there is none, delete ${file}`);
}

function create(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined when there is none, or when it has not written its number yet. */
function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

/** Of several waiting processes one renames the dead holder's file; a fresh one caught by mistake is put back. */
function takeAway(file: string, holder: number): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readHolder(aside) === holder) rmSync(aside, { force: true });
  else renameSync(aside, file);
}
