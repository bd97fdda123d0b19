// Ten thousand webhooks as fast as they can be sent, one in ten of them a repeat: exactly the distinct ones are kept.
import type { Arm } from "../arm.ts";
import { doorsOf, forgetWebhooks, loadDoor, makeWebhooks, type Loaded } from "../intake.ts";
import { alternate, median, ratios } from "../statistics.ts";

const repeatsPercent = 10;

export const storm: Arm = {
  name: "storm",
  about: "10,000 webhooks, 10 % of them repeats, 64 connections",
  run: async (stage, { isQuick, rounds }) => {
    const { app, bare } = await doorsOf(stage);
    const count = isQuick ? 2_000 : 10_000;
    const seen = new Map<string, Loaded[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const door of alternate([app, bare], round)) {
        const set = `storm-${round}-${door.name}`;
        await makeWebhooks(stage, set, { count, repeatsPercent });
        const loaded = await loadDoor(stage, door, { set, pace: { kind: "closed", connections: 64 }, what: `storm ${round}` });
        await stage.load.ask("forget", { set });
        seen.set(door.name, [...(seen.get(door.name) ?? []), loaded]);
      }
    }
    await forgetWebhooks(stage);
    const seconds = (name: string): number[] => (seen.get(name) ?? []).map(({ sent }) => sent.wallMs / 1000);
    const wrong = (seen.get("app") ?? []).map(({ sent, ledger }) => Math.abs((ledger.inbox?.rows ?? 0) - new Set(sent.outcomes.map(({ webhookId }) => webhookId)).size));
    const against = ratios(seconds("app"), seconds("bare"));
    return {
      rows: [
        { name: "rows too many or too few", reference: "distinct webhooks sent", figure: Math.max(...wrong), unit: "", reach: { atMost: 0 }, rounds: wrong },
        { name: "time until all are answered", reference: "bare node:http + HMAC + INSERT", figure: median(against), unit: "×", reach: { atMost: 0.85 }, rounds: against },
      ],
      ledgers: [...seen.values()].flat().map(({ ledger }) => ledger),
      facts: { "app: seconds": Number(median(seconds("app")).toFixed(2)), "bare: seconds": Number(median(seconds("bare")).toFixed(2)) },
    };
  },
};
