// The page of rules: who is preferred, when, and what goes out by itself.
export const rules = {
} as const satisfies Record<string, string>;
