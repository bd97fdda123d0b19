// What a supplier who has the order already is asked to change, and what he answered.
import type { changes as english } from "../en/changes.ts";

export const changes = {} as const satisfies Record<keyof typeof english, string>;
