// Does the bench count honestly? A run that lost, invented or doubled anything must be void, and figures must be what was measured.
import { describe, expect, it } from "vitest";
import type { ArmResult, Report, Row } from "../../scripts/bench/arm.ts";
import { ledgerOf } from "../../scripts/bench/intake.ts";
import { imbalances, type Ledger } from "../../scripts/bench/ledger.ts";
import type { Outcome } from "../../scripts/bench/load/delivery.ts";
import { makeMany } from "../../scripts/bench/load/make-deliveries.ts";
import { alternate, median, percentile, ratios } from "../../scripts/bench/statistics.ts";
import { isReached, newestResults, tellTable, tellVerdict } from "../../scripts/bench/verdict.ts";

const good: Ledger = {
  what: "a load", sent: 10, acked: 8, rejected: 1, failed: 1,
  inbox: { ackedButAbsent: 0, ackedDistinct: 8, rows: 9 }, effects: { expected: 8, made: 8, distinctKeys: 8 },
};

describe("a ledger", () => {
  it("balances when everything is accounted for, an answer that got lost included", () => {
    expect(imbalances(good)).toEqual([]);
  });

  it.each<[string, Partial<Ledger>]>([
    ["nothing was sent", { sent: 0, acked: 0, rejected: 0, failed: 0, inbox: undefined, effects: undefined }],
    ["an answer is missing", { acked: 7 }],
    ["an answer too many", { rejected: 2 }],
    ["an acknowledged delivery is not in the inbox", { inbox: { ackedButAbsent: 1, ackedDistinct: 8, rows: 9 } }],
    ["fewer rows than acknowledged deliveries", { inbox: { ackedButAbsent: 0, ackedDistinct: 8, rows: 7 } }],
    ["a row that nobody sent", { inbox: { ackedButAbsent: 0, ackedDistinct: 8, rows: 11 } }],
    ["an order placed twice", { effects: { expected: 8, made: 9, distinctKeys: 9 } }],
    ["one key in two orders", { effects: { expected: 8, made: 8, distinctKeys: 7 } }],
    ["an order never placed", { effects: { expected: 8, made: 7, distinctKeys: 7 } }],
  ])("is void: %s", (_what, changed) => {
    expect(imbalances({ ...good, ...changed }).length).toBeGreaterThan(0);
  });

  it("counts a repeat once, and each answer", () => {
    const outcome = (webhookId: string, status: number): Outcome => ({ domain: "a", webhookId, order: "1", topic: "t", status, scheduledAt: 0, latencyMs: 1 });
    const ledger = ledgerOf("a load", { outcomes: [outcome("1", 200), outcome("1", 200), outcome("2", 503), outcome("3", 0)] }, { absent: 0, rows: 1 });
    expect(ledger).toMatchObject({ sent: 4, acked: 2, rejected: 1, failed: 1, inbox: { ackedDistinct: 1 } });
    expect(imbalances(ledger)).toEqual([]);
  });
});

describe("statistics", () => {
  it("are values that were measured", () => {
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(percentile(Array.from({ length: 100 }, (_, number) => number + 1), 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([9, 1, 5])).toBe(5);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it("compare each round with its own reference", () => {
    expect(ratios([2, 9], [1, 3])).toEqual([2, 3]);
    expect(ratios([2, 9], [1])[1]).toBeNaN();
    expect([alternate(["a", "b"], 0), alternate(["a", "b"], 1)]).toEqual([["a", "b"], ["b", "a"]]);
  });
});

describe("a verdict", () => {
  const row = (figure: number, reach: Row["reach"]): Row => ({ name: "r", reference: "–", figure, unit: "×", reach, rounds: [figure] });

  it("says by how much a figure misses, in either direction", () => {
    expect(tellVerdict(row(0.65, { atMost: 0.65 }))).toBe("reached");
    expect(tellVerdict(row(1.3, { atMost: 0.65 }))).toBe("missed by 2×");
    expect(tellVerdict(row(1.5, { atLeast: 3 }))).toBe("missed by 2×");
    expect(tellVerdict(row(2, { atMost: 0 }))).toBe("missed by 2");
    expect(tellVerdict(row(Number.NaN, { atMost: 1 }))).toBe("not measured");
    expect(isReached(row(Number.NaN, { atMost: 1 }))).toBe(false);
  });

  const result = (startedAt: string, figure: number): ArmResult => ({ arm: "an arm", startedAt, seconds: 1, facts: {}, ledgers: [], rows: [row(figure, { atMost: 1 })] });
  const report = (given: Partial<Report>): Report => ({ command: "", commit: "", startedAt: "", isQuick: false, rounds: 5, machine: "", loadBefore: 0, loadAfter: 0, imbalances: [], results: [], ...given });

  it("shows the newest whole run, never a void one, and calls a quick one unproven", () => {
    const whole = report({ results: [result("2026-01-01", 0.5)] });
    const quick = report({ isQuick: true, results: [result("2026-01-03", 0.7)] });
    const isVoid = report({ imbalances: ["lost one"], results: [result("2026-01-04", 0.1)] });
    expect(newestResults([quick, isVoid, whole]).map((one) => one.result.rows[0]?.figure)).toEqual([0.5]);
    expect(tellTable(newestResults([quick, isVoid]))).toContain("unproven");
    expect(tellTable(newestResults([isVoid]))).not.toContain("an arm");
  });
});

describe("webhooks made from one", () => {
  it("are signed each, and so many of a hundred are repeats", () => {
    const example = { domain: "", webhookId: "", topic: "orders/create", headers: { "x-shopify-topic": "orders/create" }, order: "#1", body: Buffer.from('{"order_number":1001}') };
    const made = makeMany(example, { count: 400, repeatsPercent: 10, secret: "secret", domain: "a.myshopify.com" });
    expect(made).toHaveLength(400);
    expect(new Set(made.map(({ webhookId }) => webhookId)).size).toBe(360);
    expect(made.every(({ headers, domain }) => headers["x-shopify-shop-domain"] === domain && headers["x-shopify-hmac-sha256"]?.length === 44)).toBe(true);
    expect(new Set(made.map(({ body }) => body.toString())).size).toBeGreaterThan(200);
  });
});
