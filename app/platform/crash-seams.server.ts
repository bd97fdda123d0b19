// Where may a test end the process? Before and after each commit, and before and after each call to the outside:
// wrapped around what a step is given, so that no step knows of it.
import type { Database } from "./db.server.ts";
import type { CrashSeam } from "./step.ts";

/** "commit" is passed inside the transaction with everything written, "committed" when it can no longer be undone. */
export function seamsAtCommits(database: Database, pass: CrashSeam): Database {
  return {
    ...database,
    inShop: async (shopId, work, options) => {
      const result = await database.inShop(shopId, async (tx) => {
        const saved = await work(tx);
        await pass("commit");
        return saved;
      }, options);
      await pass("committed");
      return result;
    },
  };
}

type Methods<Target> = {
  /** Each is one call to the outside. */
  readonly calls: readonly (keyof Target)[];
  /** Each hands out another of the same kind. */
  readonly makers?: readonly (keyof Target)[];
};

/** "call" is passed before anything has left, "called" when the answer is here and nobody has looked at it. */
export function seamsAtCalls<Target extends object>(target: Target, methods: Methods<Target>, pass: CrashSeam): Target {
  return new Proxy(target, {
    get: (whole, name) => {
      const member: unknown = Reflect.get(whole, name);
      if (typeof member !== "function") return member;
      const run = (given: unknown[]): unknown => Reflect.apply(member, whole, given);
      if (methods.makers?.some((maker) => maker === name)) return (...given: unknown[]) => seamsAtCalls(run(given) as Target, methods, pass);
      if (!methods.calls.some((call) => call === name)) return member;
      return async (...given: unknown[]) => {
        await pass("call");
        const answer = await run(given);
        await pass("called");
        return answer;
      };
    },
  });
}
