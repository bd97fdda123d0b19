// What an order lacks to be shipped or to cross a border, and the page where the customer adds it.
import type { missing as english } from "../en/missing.ts";

export const missing = {} as const satisfies Record<keyof typeof english, string>;
