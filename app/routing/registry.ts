// Which rules does the routing ask, in which order? The first rule with an opinion ranks; refusals add up.
import type { RoutingRule } from "./rule.ts";
import { lowestCost } from "./rules/lowest-cost.ts";
import { shipsToDestination } from "./rules/ships-to-destination.ts";

export const rules: readonly RoutingRule[] = [shipsToDestination, lowestCost];
