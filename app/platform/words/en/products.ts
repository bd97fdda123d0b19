// The products page: which supplier's goods stand behind a variant.
export const products = {} as const satisfies Record<string, string>;
