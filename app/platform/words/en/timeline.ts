// What happened to an order, as its timeline tells it: `timeline.<activity code>`.
export const timeline = {} as const satisfies Record<string, string>;
