// The home page: the order check, what waits, and taking the shop live.
export const home = {} as const satisfies Record<string, string>;
