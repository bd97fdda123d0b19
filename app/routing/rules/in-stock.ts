// Does the supplier have enough of it? Only a count that is fresh is believed: too small, it refuses the offer.
// An old count proves nothing either way, so it only ranks behind; an unknown one speaks neither for nor against.
import { keep, refuse, type RoutingRule } from "../rule.ts";

const hourMs = 3_600_000;

export const inStock: RoutingRule = {
  name: "in-stock",
  isOnAtFirst: true,
  judge(candidate, { now, stockFreshHours }) {
    const { offer, packs } = candidate;
    const { stock, stockSeenAt } = offer;
    if (stock === null) return keep(candidate, { code: "routing.in_stock.unknown", params: {} });
    const isShort = stock < packs;
    const figures = { stock, packs };
    const doubted = { ...candidate, stockDoubt: isShort ? 2 : 1 };
    if (stockSeenAt === null) return keep(doubted, { code: "routing.in_stock.undated", params: figures });
    const hours = Math.floor((now.getTime() - stockSeenAt.getTime()) / hourMs);
    if (hours > stockFreshHours) return keep(doubted, { code: "routing.in_stock.stale", params: { ...figures, hours, fresh: stockFreshHours } });
    if (isShort) return refuse({ code: "routing.in_stock.short", params: figures });
    return keep(candidate, { code: "routing.in_stock.kept", params: figures });
  },
  compare: (left, right) => left.stockDoubt - right.stockDoubt,
};
