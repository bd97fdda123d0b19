// How much does a webhook cost to take in, and how many can be taken in? Against one bare INSERT, and against Remix.
import type { Arm, Row } from "../arm.ts";
import { doorsOf, forgetWebhooks, loadDoor, makeWebhooks, prepareExample, type Door, type Loaded } from "../intake.ts";
import { alternate, median, ratios } from "../statistics.ts";

const connections = 32;

export const intake: Arm = {
  name: "intake",
  about: "orders/create of five lines: HMAC, de-duplicated, durable, its job in the same transaction; 32 connections",
  run: async (stage, { isQuick, rounds }) => {
    const doors = await doorsOf(stage);
    const bytes = await prepareExample(stage);
    const count = isQuick ? 1_000 : 4_000;
    const seen = new Map<string, Loaded[]>();
    // The first requests of a process pay for its compiler.
    for (const door of Object.values(doors)) await loadRound(stage, door, { count: isQuick ? 300 : 1_500, label: "warm" });
    for (let round = 0; round < rounds; round += 1) {
      for (const door of alternate(Object.values(doors), round)) {
        const loaded = await loadRound(stage, door, { count, label: String(round) });
        seen.set(door.name, [...(seen.get(door.name) ?? []), loaded]);
      }
    }
    await forgetWebhooks(stage);
    const of = (name: string, pick: (one: Loaded) => number): number[] => (seen.get(name) ?? []).map(pick);
    const cpu = ratios(of("app", (one) => one.cpuUsEach), of("bare", (one) => one.cpuUsEach));
    const throughput = ratios(of("app", (one) => one.perSecond), of("bare", (one) => one.perSecond));
    const overRemix = ratios(of("app", (one) => one.perSecond), of("remix", (one) => one.perSecond));
    const rows: Row[] = [
      { name: "processor time of a webhook", reference: "bare node:http + HMAC + INSERT", figure: median(cpu), unit: "×", reach: { atMost: 0.65 }, rounds: cpu },
      { name: "webhooks a second", reference: "bare node:http + HMAC + INSERT", figure: median(throughput), unit: "×", reach: { atLeast: 1.25 }, rounds: throughput },
      { name: "webhooks a second", reference: "Remix resource route + HMAC + INSERT", figure: median(overRemix), unit: "×", reach: { atLeast: 3 }, rounds: overRemix },
    ];
    const facts = Object.fromEntries([...seen.keys()].flatMap((name) => [
      [`${name}: µs each`, Math.round(median(of(name, (one) => one.cpuUsEach)))],
      [`${name}: µs each, node alone`, Math.round(median(of(name, (one) => one.nodeUsEach)))],
      [`${name}: a second`, Math.round(median(of(name, (one) => one.perSecond)))],
    ]));
    return { rows, ledgers: [...seen.values()].flat().map(({ ledger }) => ledger), facts: { "bytes of a webhook": bytes, ...facts } };
  },
};

async function loadRound(stage: Parameters<Arm["run"]>[0], door: Door, { count, label }: { count: number; label: string }): Promise<Loaded> {
  const set = `intake-${label}-${door.name}`;
  await makeWebhooks(stage, set, { count });
  const loaded = await loadDoor(stage, door, { set, pace: { kind: "closed", connections }, what: `intake ${label}` });
  await stage.load.ask("forget", { set });
  return loaded;
}
