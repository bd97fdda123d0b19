// Where do a script's settings come from? From the environment; a file `.env` fills in what is not set there.
import { existsSync } from "node:fs";
import { resolve } from "node:path";

export function loadSettings(): NodeJS.ProcessEnv {
  const file = resolve(import.meta.dirname, "..", ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}

/** The first Ctrl-C or SIGTERM ends in order; a second one ends at once. */
export function untilToldToStop(): Promise<NodeJS.Signals> {
  return new Promise((stop) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => stop(signal));
    }
  });
}

/** pg warns of something that Prisma does inside its own transactions: it queues queries on one connection, in order. */
const knownWarning = /client\.query\(\) when the client is already executing a query/;

/** Prints warnings as Node does, but for the one that nobody here can act on. */
export function dropKnownWarning(): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (!knownWarning.test(warning.message)) console.error(`${warning.name}: ${warning.message}`);
  });
}
