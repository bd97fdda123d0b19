// The first hour: the guide on the home page, the test order, and what stands in each other's way.
export const setup = {
} as const satisfies Record<string, string>;
