// Which rules are there, and in which order does the routing ask them unless the merchant has put them into another?
// The first rule with an opinion ranks; refusals add up.
import type { RoutingRule } from "./rule.ts";
import { fastest } from "./rules/fastest.ts";
import { fewestParcels } from "./rules/fewest-parcels.ts";
import { inStock } from "./rules/in-stock.ts";
import { lowestCost } from "./rules/lowest-cost.ts";
import { preferredSupplier } from "./rules/preferred-supplier.ts";
import { shipsToDestination } from "./rules/ships-to-destination.ts";

export const rules: readonly RoutingRule[] = [shipsToDestination, inStock, preferredSupplier, fewestParcels, lowestCost, fastest];

export const findRule = (name: string): RoutingRule | undefined => rules.find((rule) => rule.name === name);
