// Offers that come in a file, and matching by suggestion.
export const imports = {
  "imports.download_failed": "The file could not be fetched. Try again in a minute.",
} as const satisfies Record<string, string>;
