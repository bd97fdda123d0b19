// Does the local store answer as Shopify was recorded to? Every area's share replayed and share equal are printed; a
// difference without a reason fails, so does a reason without a difference, and docs/local-store.md lists them all.

import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Area } from "./area.ts";
import { readRecording } from "./recorded-requests.ts";
import { replayRecording, type Replayed } from "./replay-recording.ts";

const areas = await Promise.all(readdirSync(new URL("areas/", import.meta.url)).sort()
  .map(async (name) => ((await import(`./areas/${basename(name, ".ts")}.ts`)) as { area: Area }).area));

const outcomes = new Map<string, Replayed[]>();

describe.each(areas)("$name", (area) => {
  const folder = new URL(`recordings/${area.name}/`, import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json")).sort();

  test.each(files)("%s", { timeout: 60_000 }, async (name) => {
    const file = name.replace(/\.json$/, "");
    const replayed = await replayRecording(area, readRecording(file, readFileSync(new URL(name, folder), "utf8")));
    outcomes.set(area.name, [...(outcomes.get(area.name) ?? []), ...replayed]);
    const expected = area.differences.filter((difference) => isOf(difference.file, file));
    if (process.env["CONFORMANCE_SHOW"]) show(replayed, expected);
    const differing = replayed.filter((request) => request.differences.length > 0).map((request) => request.at);
    const unexplained = differing.filter((at) => !expected.some((difference) => difference.at === at));
    expect(replayed.filter((request) => unexplained.includes(request.at)).map(({ at, differences }) => ({ at, differences: differences.slice(0, 5) }))).toEqual([]);
    expect(expected.map(({ at }) => at).filter((at) => !differing.includes(at)), "explained, but equal").toEqual([]);
  });
});

test("every difference and its reason stands in docs/local-store.md, and nothing else", () => {
  const docs = readFileSync(new URL("../../docs/local-store.md", import.meta.url), "utf8");
  const names = new Set(areas.map(({ name }) => name));
  const listed = docs.split("\n").map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, ""))).filter(([name = ""]) => names.has(name));
  const wanted = areas.flatMap(({ name, differences }) => [...Map.groupBy(differences, ({ reason }) => reason)].map(([reason, all]) => [name, String(all.length), reason]));
  expect(listed.toSorted()).toEqual(wanted.toSorted());
});

const leastEqual = 0.95;

test("at least 95 % of what was replayed is equal", () => {
  const replayed = [...outcomes.values()].flat().filter((request) => request.skipped === null);
  const equal = replayed.filter((request) => request.differences.length === 0);
  expect(equal.length / replayed.length).toBeGreaterThanOrEqual(leastEqual);
});

afterAll(() => {
  for (const [name, replayed] of outcomes) print(name, replayed);
  print("total", [...outcomes.values()].flat());
});

/** Files are named by their last part unless two share it. */
function isOf(named: string, file: string): boolean {
  return named === file || named === basename(file);
}

function print(name: string, all: Replayed[]): void {
  const replayed = all.filter((request) => request.skipped === null);
  const equal = replayed.filter((request) => request.differences.length === 0);
  console.log(`conformance ${name}: replayed ${share(replayed.length, all.length)}, equal ${share(equal.length, replayed.length)}`);
  const reasons = Map.groupBy(all.filter((request) => request.skipped !== null), (request) => request.skipped);
  const classes = [...reasons].map(([reason, requests]) => `${requests.length} ${reason}`).sort();
  console.log(`conformance ${name}: not replayed: ${classes.join("; ") || "none"}`);
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} requests (${whole === 0 ? 100 : Math.round((part / whole) * 1000) / 10} %)`;
}

function show(replayed: Replayed[], expected: { at: string }[]): void {
  for (const { at, roots, skipped, differences } of replayed) {
    const isExpected = expected.some((difference) => difference.at === at);
    if (skipped === null && (differences.length === 0 || isExpected)) continue;
    console.log(`  ${at} ${roots.join(",")} ${skipped ?? ""}`);
    for (const { at: place, recorded, ours } of differences.slice(0, 8)) {
      console.log(`      ${place}: ${JSON.stringify(recorded)?.slice(0, 300)} | ours ${JSON.stringify(ours)?.slice(0, 300)}`);
    }
  }
}
