// `npm run test:faults`: every fault of the catalogue with full counts. Names after the command choose test files;
// SEED=n replays one schedule of the simulation.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { prepare } from "./prepare.ts";

const checkout = resolve(import.meta.dirname, "..");
await prepare({ build: true });
const files = process.argv.slice(2);
const args = ["run", ...(files.length > 0 ? files : ["test/faults"]), "--reporter=verbose", "--maxWorkers=1"];
const child = spawn(process.execPath, [join(checkout, "node_modules/vitest/vitest.mjs"), ...args], { cwd: checkout, stdio: "inherit", env: { ...process.env, FAULTS: "full" } });
const [code] = (await once(child, "close")) as [number | null];
process.exitCode = code ?? 1;
