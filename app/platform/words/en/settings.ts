// The settings of the shop.
export const settings = {
} as const satisfies Record<string, string>;
