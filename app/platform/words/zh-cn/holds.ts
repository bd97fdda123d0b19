// Why an order or a line waits, whose job it is, and how it ends.
import type { holds as english } from "../en/holds.ts";

export const holds = {
  "timeline.hold_released": "员工已放行一项暂停",
} as const satisfies Record<keyof typeof english, string>;
