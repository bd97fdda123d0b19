// What a supplier sees behind his link.
import type { desk as english } from "../en/desk.ts";

export const desk = {
} as const satisfies Record<keyof typeof english, string>;
