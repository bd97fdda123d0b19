// Offers that come in a file, and matching by suggestion.
import type { imports as english } from "../en/imports.ts";

export const imports = {
} as const satisfies Record<keyof typeof english, string>;
