// The products page: which supplier's goods stand behind a variant.
import type { products as english } from "../en/products.ts";

export const products = {} as const satisfies Record<keyof typeof english, string>;
