// What has to be generated or built before this checkout can run, and is it stale?
// Each output carries the fingerprint of what it was made from, so that it goes stale with its own folder.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withLock } from "./lock.ts";

type Stage = {
  readonly what: string;
  isStale(): Promise<boolean>;
  run(): Promise<void>;
};

const checkout = resolve(import.meta.dirname, "..");
const stampName = ".made-from";

const clientInputs = ["prisma/schema.prisma", "node_modules/prisma/package.json"];
const buildInputs = ["app", "prisma/schema.prisma", "vite.config.ts", "tsconfig.json", "package.json", "package-lock.json"];

const databaseClient = stampedStage({
  what: "database client",
  inputs: clientInputs,
  output: "node_modules/.prisma/client",
  command: ["node_modules/prisma/build/index.js", "generate"],
});

const pages = stampedStage({
  what: "pages",
  inputs: buildInputs,
  output: "build",
  command: ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"],
});

/** The generator is loaded only where something may be stale: a deployed build comes without it. */
const graphqlTypes: Stage = {
  what: "GraphQL types",
  isStale: async () => (await import("./codegen.ts")).isCodegenStale(),
  run: async () => (await import("./codegen.ts")).runCodegen(),
};

type Stamped = { what: string; inputs: readonly string[]; output: string; command: readonly string[] };

function stampedStage({ what, inputs, output, command }: Stamped): Stage {
  const stamp = join(checkout, output, stampName);
  return {
    what,
    isStale: async () => !existsSync(stamp) || readFileSync(stamp, "utf8") !== fingerprint(inputs),
    run: async () => {
      // Taken before the work: what changes meanwhile makes the output stale.
      const madeFrom = fingerprint(inputs);
      rmSync(stamp, { force: true });
      await runTool(command);
      writeFileSync(stamp, madeFrom);
    },
  };
}

function fingerprint(inputs: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap((input) => listFiles(join(checkout, input)))) {
    hash.update(`${file.slice(checkout.length)}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function listFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Quiet unless it fails. */
async function runTool([script = "", ...args]: readonly string[]): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production" as const, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const child = spawn(process.execPath, [join(checkout, script), ...args], { cwd: checkout, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} failed:\n${output.trim()}`);
}

async function bring(stages: readonly Stage[]): Promise<void> {
  for (const stage of stages) {
    if (!(await stage.isStale())) continue;
    const startedAt = performance.now();
    await stage.run();
    console.log(`${stage.what}: made in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
}

/** Run twice, or by two processes at once, the second finds nothing to do. */
export async function prepare(options: { readonly build: boolean }): Promise<void> {
  await withLock(join(checkout, ".cache", "prepare.lock"), async () => {
    await bring([databaseClient]);
    if (options.build && !(await pages.isStale())) return;
    await bring([graphqlTypes, ...(options.build ? [pages] : [])]);
  });
}
