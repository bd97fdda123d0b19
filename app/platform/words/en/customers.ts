// What a customer sees of the parcels.
export const customers = {
} as const satisfies Record<string, string>;
