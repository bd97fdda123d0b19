// `npm run test:breakages`: breaks one promise after the other in a throwaway copy of the tree and runs the test that is to notice.
// Prints the matrix; fails if a test stays green or cannot be run. Names of breakages after the command choose among them.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { breakages, type Breakage } from "../test/breakages/breakages.ts";

const checkout = resolve(import.meta.dirname, "..");
/** All that tests need of the checkout beside the packages. */
const parts = ["app", "docs", "extensions", "prisma", "scripts", "test", "package.json", "package-lock.json", "prisma.config.ts", "shopify.app.toml", "tsconfig.json", "vite.config.ts", "README.md", ".env.example"];
const mostMs = 300_000;

type Verdict = "red" | "green" | "did not run" | "does not apply";

const reportSchema = z.object({ testResults: z.array(z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) })) });

function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), "daifa-breakage-"));
  for (const part of parts) if (existsSync(join(checkout, part))) cpSync(join(checkout, part), join(copy, part), { recursive: true });
  symlinkSync(join(checkout, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** False: the sources have moved on. `restore` puts them back. */
function breakIt(copy: string, { edits }: Breakage): { applies: boolean; restore(): void } {
  const before = new Map<string, string>();
  let applies = true;
  for (const { file, find, replace } of edits) {
    const text = readFileSync(join(copy, file), "utf8");
    if (!before.has(file)) before.set(file, text);
    applies &&= text.split(find).length === 2;
    writeFileSync(join(copy, file), text.replace(find, () => replace));
  }
  return { applies, restore: () => before.forEach((text, file) => writeFileSync(join(copy, file), text)) };
}

async function runTest(copy: string, { test }: Breakage): Promise<Verdict> {
  const report = join(copy, ".cache", "breakage.json");
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const name = test.name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const args = ["node_modules/vitest/vitest.mjs", "run", test.file, "--reporter=json", `--outputFile.json=${report}`, ...(name === "" ? [] : ["-t", name])];
  const child = spawn(process.execPath, args, { cwd: copy, stdio: "ignore" });
  const timer = setTimeout(() => child.kill("SIGTERM"), mostMs);
  await once(child, "close");
  clearTimeout(timer);
  if (!existsSync(report)) return "did not run";
  const results = reportSchema.parse(JSON.parse(readFileSync(report, "utf8"))).testResults.flatMap(({ assertionResults }) => assertionResults);
  const own = results.filter(({ title, status }) => title.startsWith(test.name) && (status === "passed" || status === "failed"));
  if (own.length === 0) return "did not run";
  return own.some(({ status }) => status === "failed") ? "red" : "green";
}

const chosen = process.argv.slice(2);
const tried = breakages.filter(({ id }) => chosen.length === 0 || chosen.includes(id));
const copy = copyTree();
const verdicts: Verdict[] = [];
try {
  console.log("| Breakage | What is broken | The test that says so | |\n|---|---|---|---|");
  for (const breakage of tried) {
    const { applies, restore } = breakIt(copy, breakage);
    const verdict = applies ? await runTest(copy, breakage) : "does not apply";
    restore();
    verdicts.push(verdict);
    console.log(`| ${breakage.id} | ${breakage.what} | \`${breakage.test.file}\`: ${breakage.test.name} | ${verdict} |`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
const red = verdicts.filter((verdict) => verdict === "red").length;
console.log(`\n${red} of ${verdicts.length} breakages were noticed`);
process.exitCode = red === verdicts.length ? 0 : 1;
