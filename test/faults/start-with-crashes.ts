// The start script of the tests for faults: `npm start` and nothing else, but that it ends, stops, fills or blocks its own process
// at a seam that was armed. A file in CRASH_FOLDER, named after the seam, arms it once; its text says what happens there.
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { runProduction } from "../../scripts/run-production.ts";

const folder = process.env["CRASH_FOLDER"] ?? "";
/** With a seed: one seam in so many, whichever it is, ends the process. */
const oneIn = Number(process.env["CRASH_ONE_IN"] ?? 0);
let chance = Number(process.env["CRASH_SEED"] ?? 1);

await runProduction({
  crash: async (point) => {
    const how = armed(point) ?? (oneIn > 0 && nextChance() < 1 / oneIn ? "kill" : undefined);
    if (how === undefined) return;
    if (how === "stop") return void process.kill(process.pid, "SIGSTOP");
    if (how === "fill") fillMemory();
    if (how.startsWith("block ")) return void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(how.slice(6)));
    process.kill(process.pid, "SIGKILL");
    await new Promise(() => undefined);
  },
});

/** Until V8 gives the process up. */
function fillMemory(): never {
  const kept: number[][] = [];
  for (let number = 0; ; number += 1) kept.push(Array.from<number>({ length: 1_000_000 }).fill(number + 0.5));
}

function armed(point: string): string | undefined {
  const file = join(folder, point);
  if (folder === "" || !existsSync(file)) return undefined;
  const how = readFileSync(file, "utf8");
  // Of two processes that pass at once, one takes it.
  try {
    renameSync(file, `${file}.passed`);
  } catch {
    return undefined;
  }
  return how;
}

/** mulberry32: the same seed is the same fate. */
function nextChance(): number {
  chance = (chance + 0x6d2b79f5) | 0;
  let mixed = Math.imul(chance ^ (chance >>> 15), 1 | chance);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
