// What `npm test` runs: types, lint, then every test; the last line counts them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const report = join(mkdtempSync(join(tmpdir(), "daifa-test-")), "report.json");
const checks: [string, string[]][] = [
  ["tsc", []],
  ["vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]],
];

let failedChecks = 0;
for (const [command, args] of checks) {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) failedChecks += 1;
}

type Report = { numPassedTests: number; numFailedTests: number; numTotalTests: number };
const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(readFileSync(report, "utf8")) as Report;
if (numTotalTests === 0) failedChecks += 1;
process.exitCode = failedChecks + numFailedTests > 0 ? 1 : 0;
console.log(`${numPassedTests} passed, ${numFailedTests + failedChecks} failed`);
