// `npm run bench`: what does it cost, and how fast is it? `--list` names the arms, `--arm NAME` runs one, `--quick` runs all of
// them small, `--table` prints what the newest reports say as a table for docs/performance.md.
import { parseArgs } from "node:util";
import { prepare } from "./prepare.ts";
import { dropKnownWarning } from "./settings.ts";

const options = {
  list: { type: "boolean" }, table: { type: "boolean" }, quick: { type: "boolean" }, arm: { type: "string", multiple: true }, rounds: { type: "string" }, folder: { type: "string" },
} as const;

async function run(): Promise<number> {
  const { values } = parseArgs({ options });
  // Generated first: everything below imports it.
  await prepare({ build: values.list !== true && values.table !== true });
  if (values.list) return await list();
  if (values.table) return await table(values.folder);
  const { runBench } = await import("./bench/run-bench.ts");
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  const { imbalances } = await runBench({ isQuick: values.quick ?? false, names: values.arm ?? [], command: commandLine(), rounds, folder: values.folder });
  if (imbalances.length > 0) console.error(`\nThe run is void:\n${imbalances.join("\n")}`);
  return imbalances.length > 0 ? 1 : 0;
}

async function list(): Promise<number> {
  const { arms } = await import("./bench/arms.ts");
  for (const { name, about } of arms) console.log(`${name.padEnd(20)} ${about}`);
  return 0;
}

async function table(folder: string | undefined): Promise<number> {
  const { readReports } = await import("./bench/run-bench.ts");
  const { newestResults, tellTable } = await import("./bench/verdict.ts");
  console.log(tellTable(newestResults(readReports(folder))));
  return 0;
}

const commandLine = (): string => ["npm run bench", ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2)] : [])].join(" ");

dropKnownWarning();
try {
  process.exit(await run());
} catch (error) {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
}
