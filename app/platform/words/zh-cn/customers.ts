// What a customer sees of the parcels.
import type { customers as english } from "../en/customers.ts";

export const customers = {
} as const satisfies Record<keyof typeof english, string>;
