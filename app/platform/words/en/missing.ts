// What an order lacks to be shipped or to cross a border, and the page where the customer adds it.
export const missing = {} as const;
