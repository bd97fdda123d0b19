// Five hundred orders at one moment, ten in each of fifty shops: when does the first supplier hear of it, and when the last?
import type { Arm } from "../arm.ts";
import { placeOrders, sendOrders, type Way } from "../orders-load.ts";
import { median, percentile } from "../statistics.ts";

export const burst: Arm = {
  name: "burst",
  about: "500 orders at once over 50 shops, orders/create and orders/paid of each, until their suppliers are called over HTTP",
  run: async (stage, { isQuick, rounds }) => {
    const shops = await stage.shops(isQuick ? 8 : 50);
    const count = isQuick ? 40 : 500;
    const ways: Way[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const orders = round < 0 ? Math.ceil(count / 5) : count;
      await placeOrders(stage, "burst", { shops, count: orders });
      const way = await sendOrders(stage, { set: "burst", pace: { kind: "open", connections: 64 }, what: `burst ${round}`, expected: orders });
      if (round >= 0) ways.push(way);
    }
    const first = ways.map(({ delays }) => delays[0] ?? Number.NaN);
    const p99 = ways.map(({ delays }) => percentile(delays, 0.99));
    return {
      rows: [
        { name: "first supplier called", reference: "–", figure: median(first), unit: "ms", reach: { atMost: 1_000 }, rounds: first },
        { name: "received → supplier called, p99", reference: "–", figure: median(p99), unit: "ms", reach: { atMost: 5_000 }, rounds: p99 },
      ],
      ledgers: ways.map(({ ledger }) => ledger),
      facts: {
        orders: count,
        "orders a second": Number(median(ways.map(({ seconds }) => count / seconds)).toFixed(1)),
        "µs an order": Math.round(median(ways.map(({ cpuUsEach }) => cpuUsEach))),
        "p50 ms": Math.round(median(ways.map(({ delays }) => percentile(delays, 0.5)))),
      },
    };
  },
};
