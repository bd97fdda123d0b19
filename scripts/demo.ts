// The demo: the whole app on this machine, with a store, two suppliers and a carrier around it.
// `--once` plays a fixed story on a throwaway database and says what does not balance; without it, orders flow until Ctrl-C.
import { runDemo } from "./demo/run-demo.ts";
import { runOnce } from "./demo/run-once.ts";
import { dropKnownWarning } from "./settings.ts";

dropKnownWarning();
try {
  const isOnce = process.argv.includes("--once");
  process.exitCode = isOnce ? await runOnce() : await runDemo();
  process.exit();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
