// Does this supplier ship to the buyer's country at all? An offer without a list ships everywhere.
import { keep, refuse, type RoutingRule } from "../rule.ts";

export const shipsToDestination: RoutingRule = {
  name: "ships-to-destination",
  isOnAtFirst: true,
  judge(candidate, { order }) {
    const country = order.address?.countryCode ?? "";
    const { shipsTo } = candidate.offer;
    if (country === "") return refuse({ code: "routing.ships_to_destination.no_destination", params: {} });
    if (shipsTo.length > 0 && !shipsTo.includes(country)) return refuse({ code: "routing.ships_to_destination.refused", params: { country } });
    return keep(candidate, { code: "routing.ships_to_destination.kept", params: { country } });
  },
};
