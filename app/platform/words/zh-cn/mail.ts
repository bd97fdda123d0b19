// Orders by e-mail: the mails themselves, their settings, and what became of them.
import type { mail as english } from "../en/mail.ts";

export const mail = {
} as const satisfies Record<keyof typeof english, string>;
