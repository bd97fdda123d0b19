// The demo: the whole app on this machine, with a store, two suppliers and a carrier around it. `--once` plays a fixed story
// on a throwaway database and says what does not balance, with `--chaos SEED` under the worst webhooks there are. Without
// it, orders flow until Ctrl-C, and the next start goes on with the same data unless it is told `--fresh`.
import { parseArgs } from "node:util";
import { prepare } from "./prepare.ts";
import { dropKnownWarning } from "./settings.ts";

function readSeed(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) throw new Error(`--chaos wants a whole number, not ${text}`);
  return seed;
}

dropKnownWarning();
try {
  // In a fresh clone the database client, which everything below imports, is yet to be generated.
  await prepare({ build: true });
  const { values } = parseArgs({ options: { once: { type: "boolean" }, fresh: { type: "boolean" }, chaos: { type: "string" } } });
  process.exitCode = values.once ? await (await import("./demo/run-once.ts")).runOnce(values.chaos === undefined ? {} : { seed: readSeed(values.chaos) }) : await (await import("./demo/run-demo.ts")).runDemo({ fresh: values.fresh ?? false });
  process.exit();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
