// The page of rules: who is preferred, when, and what goes out by itself.
import type { rules as english } from "../en/rules.ts";

export const rules = {
} as const satisfies Record<keyof typeof english, string>;
