// The app as a fulfillment service: the switch between the two modes, requests, and their figures.
import type { fulfillment as english } from "../en/fulfillment.ts";

export const fulfillment = {} as const satisfies Record<keyof typeof english, string>;
