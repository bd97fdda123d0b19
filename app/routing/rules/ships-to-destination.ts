// Does this supplier ship to the buyer's country at all? An offer without a list ships everywhere.
import type { RoutingRule } from "../rule.ts";

export const shipsToDestination: RoutingRule = {
  name: "ships-to-destination",
  judge(candidate, { order }) {
    const country = order.address?.countryCode ?? "";
    const { shipsTo } = candidate.offer;
    if (country === "") return { kind: "refuse", reason: { code: "routing.ships_to_destination.no_destination", params: {} } };
    if (shipsTo.length > 0 && !shipsTo.includes(country)) {
      return { kind: "refuse", reason: { code: "routing.ships_to_destination.refused", params: { country } } };
    }
    const reason = { code: "routing.ships_to_destination.kept", params: { country } };
    return { kind: "keep", candidate: { ...candidate, reasons: [...candidate.reasons, reason] } };
  },
};
