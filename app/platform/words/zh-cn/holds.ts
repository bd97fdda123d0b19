// Why an order or a line waits, whose job it is, and how it ends.
import type { holds as english } from "../en/holds.ts";

export const holds = {} as const satisfies Record<keyof typeof english, string>;
