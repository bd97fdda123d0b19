// What a supplier who has the order already is asked to change, and what he answered.
export const changes = {} as const;
