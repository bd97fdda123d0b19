// The orders page on a busy day: views, selection, and one click on many orders.
export const bulk = {
} as const satisfies Record<string, string>;
