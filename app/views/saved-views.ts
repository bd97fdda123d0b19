// Which views of the orders stand above the table: five that are always there, and those that a person has saved?
import type { OrderFilter } from "./orders-page.ts";

export type ShownView = { readonly id: string; readonly name: string; readonly search: string };

/** In the order of the tabs; the first is what an address without anything shows. */
export const builtInViews = ["all", "needs_you", "to_send", "to_hand_over", "late"] as const satisfies readonly OrderFilter[];
