// Twice what the door can take, on time whether or not it keeps up: each sender gets an early answer, and nothing is lost.
import type { Arm } from "../arm.ts";
import { doorsOf, forgetWebhooks, loadDoor, makeWebhooks, type Loaded } from "../intake.ts";
import { median } from "../statistics.ts";

export const overload: Arm = {
  name: "overload",
  about: "twice the webhooks a second that it was just seen to take, up to 2,000 connections",
  run: async (stage, { isQuick, rounds }) => {
    const { app } = await doorsOf(stage);
    const seen: { loaded: Loaded; perSecond: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await makeWebhooks(stage, `capacity-${round}`, { count: isQuick ? 1_000 : 4_000 });
      const { perSecond } = await loadDoor(stage, app, { set: `capacity-${round}`, pace: { kind: "closed", connections: 64 }, what: `capacity ${round}` });
      const ordersPerSecond = Math.round(perSecond * 2);
      const set = `overload-${round}`;
      await makeWebhooks(stage, set, { count: ordersPerSecond * (isQuick ? 2 : 5) });
      const loaded = await loadDoor(stage, app, { set, pace: { kind: "open", connections: 2_000, ordersPerSecond }, what: `overload ${round}` });
      await stage.load.ask("forget", { set });
      seen.push({ loaded, perSecond: ordersPerSecond });
    }
    await forgetWebhooks(stage);
    const outcomes = seen.map(({ loaded }) => loaded.sent.outcomes);
    const slowest = outcomes.map((all) => Math.max(...all.map(({ latencyMs }) => latencyMs)));
    const strange = outcomes.map((all) => all.filter(({ status }) => status !== 200 && status !== 503).length);
    const tooLate = outcomes.map((all) => all.filter(({ latencyMs }) => latencyMs > 5_000).length);
    const lost = seen.map(({ loaded }) => loaded.ledger.inbox?.ackedButAbsent ?? 0);
    return {
      rows: [
        { name: "slowest answer", reference: "–", figure: median(slowest), unit: "ms", reach: { atMost: 1_000 }, rounds: slowest },
        { name: "answers after more than 5 s", reference: "–", figure: Math.max(...tooLate), unit: "", reach: { atMost: 0 }, rounds: tooLate },
        { name: "answers other than 200 and 503", reference: "–", figure: Math.max(...strange), unit: "", reach: { atMost: 0 }, rounds: strange },
        { name: "acknowledged and lost", reference: "–", figure: Math.max(...lost), unit: "", reach: { atMost: 0 }, rounds: lost },
      ],
      ledgers: seen.map(({ loaded }) => loaded.ledger),
      facts: {
        "sent a second": median(seen.map(({ perSecond }) => perSecond)),
        "share answered 503": Number(median(outcomes.map((all) => all.filter(({ status }) => status === 503).length / all.length)).toFixed(3)),
        "generator late by at most, ms": Math.round(Math.max(...seen.map(({ loaded }) => loaded.sent.worstLagMs))),
      },
    };
  },
};
