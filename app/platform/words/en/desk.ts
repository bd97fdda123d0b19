// What a supplier sees behind his link.
export const desk = {
} as const satisfies Record<string, string>;
