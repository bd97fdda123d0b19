// Does every arm of the bench still run, balance and report? Small, and without a word about speed.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import type { Report } from "../../scripts/bench/arm.ts";
import { arms } from "../../scripts/bench/arms.ts";

it("runs each arm once, and its ledgers balance", { timeout: 420_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "daifa-bench-"));
  try {
    const checkout = resolve(import.meta.dirname, "../..");
    const { stdout } = await promisify(execFile)(process.execPath, [join(checkout, "scripts/bench.ts"), "--quick", "--folder", folder], { cwd: checkout, timeout: 400_000 });
    expect(stdout).toContain("unproven");
    const [name = ""] = readdirSync(folder).filter((one) => one.endsWith(".json"));
    const report = JSON.parse(readFileSync(join(folder, name), "utf8")) as Report;
    expect(report.imbalances).toEqual([]);
    expect(report.results.map(({ arm }) => arm)).toEqual(arms.map(({ name: arm }) => arm));
    for (const { rows, ledgers } of report.results) {
      expect(ledgers.length).toBeGreaterThan(0);
      for (const { figure, rounds } of rows) expect([Number.isFinite(figure), rounds.length]).toEqual([true, 1]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
