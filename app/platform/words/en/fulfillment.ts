// The app as a fulfillment service: the switch between the two modes, requests, and their figures.
export const fulfillment = {} as const;
