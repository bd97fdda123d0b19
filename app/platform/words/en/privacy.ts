// What is kept of customers, for how long, who was given it, and what was done on request.
export const privacy = {} as const;
