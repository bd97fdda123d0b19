// Orders by e-mail: the mails themselves, their settings, and what became of them.
export const mail = {
} as const satisfies Record<string, string>;
