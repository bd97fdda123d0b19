// What happened to an order, as its timeline tells it: `timeline.<activity code>`.
import type { timeline as english } from "../en/timeline.ts";

export const timeline = {} as const satisfies Record<keyof typeof english, string>;
