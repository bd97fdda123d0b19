// Offers that come in a file, and matching by suggestion.
export const imports = {
} as const satisfies Record<string, string>;
