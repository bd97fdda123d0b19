// How long does the sender wait when nothing else happens? What batches under load must cost nothing here.
import type { Arm } from "../arm.ts";
import { doorsOf, forgetWebhooks, loadDoor, makeWebhooks, type Loaded } from "../intake.ts";
import { alternate, median, percentile, ratios } from "../statistics.ts";

export const idleAck: Arm = {
  name: "idle-ack",
  about: "one webhook at a time, 40 a second",
  run: async (stage, { isQuick, rounds }) => {
    const { app, bare } = await doorsOf(stage);
    const count = isQuick ? 60 : 200;
    const seen = new Map<string, Loaded[]>();
    for (let round = -1; round < rounds; round += 1) {
      for (const door of alternate([app, bare], round)) {
        const set = `idle-${round < 0 ? "warm" : round}-${door.name}`;
        await makeWebhooks(stage, set, { count });
        const loaded = await loadDoor(stage, door, { set, pace: { kind: "open", connections: 4, ordersPerSecond: 40 }, what: `idle ack ${round}` });
        if (round >= 0) seen.set(door.name, [...(seen.get(door.name) ?? []), loaded]);
      }
    }
    await forgetWebhooks(stage);
    const p50 = (name: string): number[] => (seen.get(name) ?? []).map(({ sent }) => percentile(sent.outcomes.map(({ latencyMs }) => latencyMs), 0.5));
    const against = ratios(p50("app"), p50("bare"));
    return {
      rows: [
        { name: "p50 of the answer", reference: "bare node:http + HMAC + INSERT", figure: median(against), unit: "×", reach: { atMost: 3 }, rounds: against },
        { name: "p50 of the answer", reference: "–", figure: median(p50("app")), unit: "ms", reach: { atMost: 10 }, rounds: p50("app") },
      ],
      ledgers: [...seen.values()].flat().map(({ ledger }) => ledger),
      facts: { "bare: p50 ms": Number(median(p50("bare")).toFixed(2)) },
    };
  },
};
