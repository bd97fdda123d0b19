// Which offer costs the shop least? Offers in several currencies compare only through a dated rate; without one
// an offer is refused by that reason, never guessed.
import { formatDecimal, timesMoney } from "../../platform/money.ts";
import type { Money } from "../../platform/money.ts";
import { convertMoney, findRate } from "../convert-money.ts";
import type { UsableRate } from "../convert-money.ts";
import type { Candidate, RoutingRule, Verdict } from "../rule.ts";

export const lowestCost: RoutingRule = {
  name: "lowest-cost",
  isOnAtFirst: true,
  judge(candidate, { shopCurrency, rates }) {
    const own = timesMoney(candidate.offer.packCost, candidate.packs);
    if (own.currency === shopCurrency) return keep(candidate, own);
    const rate = findRate(rates, own.currency, shopCurrency);
    if (!rate) {
      return { kind: "refuse", reason: { code: "routing.lowest_cost.no_rate", params: { from: own.currency, to: shopCurrency } } };
    }
    return keep(candidate, convertMoney(own, rate), rate);
  },
  compare(left, right) {
    const [one, other] = [left.cost?.minor ?? 0n, right.cost?.minor ?? 0n];
    if (one === other) return 0;
    return one < other ? -1 : 1;
  },
};

function keep(candidate: Candidate, cost: Money, rate?: UsableRate): Verdict {
  const amount = { cost: formatDecimal(cost), currency: cost.currency };
  const reason = rate
    ? { code: "routing.lowest_cost.converted", params: { ...amount, from: rate.quote.from, to: rate.quote.to, rate: rate.quote.rate, on: rate.quote.quotedOn } }
    : { code: "routing.lowest_cost.kept", params: amount };
  return { kind: "keep", candidate: { ...candidate, cost, rate: rate?.quote ?? null, reasons: [...candidate.reasons, reason] } };
}
