// How much processor time did a process, or a whole database cluster, use? From /proc, in microseconds, user and system.
import { readdirSync, readFileSync } from "node:fs";

/** Of Linux on every platform that Node runs on: USER_HZ is 100. */
const MICROSECONDS_OF_A_TICK = 10_000;

type Stat = { readonly pid: number; readonly parent: number; readonly ticks: number; readonly ticksOfBuried: number };

function readStat(pid: number): Stat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // The name in brackets may hold blanks, so fields are counted from behind it.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ").map(Number);
  const at = (index: number): number => fields[index] ?? 0;
  return { pid, parent: at(1), ticks: at(11) + at(12), ticksOfBuried: at(13) + at(14) };
}

export function cpuOfProcess(pid: number): number {
  return (readStat(pid)?.ticks ?? 0) * MICROSECONDS_OF_A_TICK;
}

/** The server and all its backends; those that ended meanwhile are counted in their parent. */
export function cpuOfCluster(postmaster: number): number {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => readStat(Number(name)) ?? []);
  const root = all.find(({ pid }) => pid === postmaster);
  const backends = all.filter(({ parent }) => parent === postmaster);
  const ticks = (root ? root.ticks + root.ticksOfBuried : 0) + backends.reduce((sum, { ticks: own }) => sum + own, 0);
  return ticks * MICROSECONDS_OF_A_TICK;
}

/** Memory that is really in use, in MB. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}
