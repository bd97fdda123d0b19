// Why an order or a line waits, whose job it is, and how it ends.
export const holds = {
  "timeline.hold_released": "A hold was let go by a person",
} as const;
