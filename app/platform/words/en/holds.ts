// Why an order or a line waits, whose job it is, and how it ends.
export const holds = {} as const;
