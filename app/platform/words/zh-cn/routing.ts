// Why a supplier was taken or refused for a line: `routing.<rule>.taken` and `routing.<rule>.refused`.
import type { routing as english } from "../en/routing.ts";

export const routing = {
  "routing.ships_to_destination.taken": "可寄往{country}",
  "routing.ships_to_destination.refused": "不寄往{country}",
} as const satisfies Record<keyof typeof english, string>;
