// The orders page on a busy day: views, selection, and one click on many orders.
import type { bulk as english } from "../en/bulk.ts";

export const bulk = {
} as const satisfies Record<keyof typeof english, string>;
