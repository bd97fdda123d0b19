// What is kept of customers, for how long, who was given it, and what was done on request.
import type { privacy as english } from "../en/privacy.ts";

export const privacy = {} as const satisfies Record<keyof typeof english, string>;
