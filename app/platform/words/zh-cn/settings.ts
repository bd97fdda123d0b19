// The settings of the shop.
import type { settings as english } from "../en/settings.ts";

export const settings = {
} as const satisfies Record<keyof typeof english, string>;
