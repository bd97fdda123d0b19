// How much is tried? `npm run test:faults` tries everything; `npm test` the same with fewer seeds and rounds.

export const isFull = process.env["FAULTS"] === "full";

export const effort = <Amount>(quick: Amount, full: Amount): Amount => (isFull ? full : quick);
