// What the sweep found that no webhook had told, fulfillments made outside, and the alarm of the order check.
import type { sweep as english } from "../en/sweep.ts";

export const sweep = {} as const satisfies Record<keyof typeof english, string>;
