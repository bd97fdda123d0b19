// The sheets of the day that a person passes on, and the replies that are pasted back.
import type { handover as english } from "../en/handover.ts";

export const handover = {
} as const satisfies Record<keyof typeof english, string>;
