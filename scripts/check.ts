// What `npm test` runs: what is generated or built is made anew where stale, then types, lint and unused code, then every test.
// Names after the command choose test files; the last line counts; a check that fails counts as one failed test.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { checkExtensions, extensionFolders } from "./bundle-extensions.ts";
import { isCodegenStale } from "./codegen.ts";
import { prepare } from "./prepare.ts";

type Report = { numPassedTests: number; numFailedTests: number; numTotalTests: number };
type Check = { readonly name: string; run(): Promise<{ isGood: boolean; output: string }> };

const checkout = resolve(import.meta.dirname, "..");
const linted = ["app", "test", "scripts", "extensions", "vite.config.ts", "prisma.config.ts"].filter((path) => existsSync(join(checkout, path)));

const checks: readonly Check[] = [
  // What is generated is not committed but made anew above; the migrations and the OpenAPI file, which are, have tests of their own.
  { name: "generated files current", run: async () => ({ isGood: !isCodegenStale(), output: "app/shopify/graphql/generated.ts is older than its documents" }) },
  { name: "types", run: () => runTool("typescript/bin/tsc", []) },
  ...extensionFolders().map((folder) => ({ name: `types of ${relative(checkout, folder)}`, run: () => runTool("typescript/bin/tsc", ["-p", folder]) })),
  { name: "bundles of extensions", run: checkExtensions },
  { name: "lint", run: () => runTool("oxlint/bin/oxlint", ["-c", "scripts/oxlint.json", "--deny-warnings", ...linted]) },
  { name: "unused code", run: () => runTool("knip/bin/knip.js", ["--config", "scripts/knip.json", "--no-config-hints"]) },
];

async function runTool(script: string, args: readonly string[]): Promise<{ isGood: boolean; output: string }> {
  const child = spawn(process.execPath, [join(checkout, "node_modules", script), ...args], { cwd: checkout, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { isGood: code === 0, output: output.trim() };
}

/** The number of checks that failed; each says why. */
async function runChecks(): Promise<number> {
  const failures = await Promise.all(
    checks.map(async ({ name, run }) => {
      const startedAt = performance.now();
      const { isGood, output } = await run();
      console.log(`${isGood ? "ok    " : "FAILED"} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
      if (!isGood) console.log(output);
      return isGood ? 0 : 1;
    }),
  );
  return failures.reduce<number>((sum, failed) => sum + failed, 0);
}

async function runTests(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "daifa-test-"));
  const report = join(folder, "report.json");
  try {
    const args = ["run", ...process.argv.slice(2), "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const child = spawn(process.execPath, [join(checkout, "node_modules/vitest/vitest.mjs"), ...args], { cwd: checkout, stdio: "inherit" });
    const [code] = (await once(child, "close")) as [number | null];
    const counted = existsSync(report) ? (JSON.parse(readFileSync(report, "utf8")) as Report) : undefined;
    if (!counted || counted.numTotalTests === 0) return { numPassedTests: 0, numFailedTests: 1, numTotalTests: 0 };
    // A file that cannot be loaded, or an error outside a test, fails the run without failing a test.
    const isSilentFailure = code !== 0 && counted.numFailedTests === 0;
    return isSilentFailure ? { ...counted, numFailedTests: 1 } : counted;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const startedAt = performance.now();
let failed = 0;
try {
  await prepare({ build: true });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  failed += 1;
}
failed += await runChecks();
const { numPassedTests, numFailedTests } = await runTests();
failed += numFailedTests;
process.exitCode = failed > 0 ? 1 : 0;
console.log(`all checks and tests took ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
console.log(`${numPassedTests} passed, ${failed} failed`);
