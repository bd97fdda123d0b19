// The first hour: the guide on the home page, the test order, and what stands in each other's way.
import type { setup as english } from "../en/setup.ts";

export const setup = {
} as const satisfies Record<keyof typeof english, string>;
