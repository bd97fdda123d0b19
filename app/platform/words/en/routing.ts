// Why a supplier was taken or refused for a line: `routing.<rule>.taken` and `routing.<rule>.refused`.
export const routing = {
  "routing.ships_to_destination.taken": "Ships to {country}",
  "routing.ships_to_destination.refused": "Does not ship to {country}",
} as const satisfies Record<string, string>;
