import { expect, it } from "vitest";
import { createQueryBudget } from "../../app/shopify/query-budget.ts";

const full = { maximumAvailable: 2_000, currentlyAvailable: 2_000, restoreRate: 100 };
const known = (currentlyAvailable: number) => {
  const budget = createQueryBudget();
  budget.take("1", 0, { nowMs: 0, maxWaitMs: 0 });
  budget.settle("1", 0, { nowMs: 0, status: { ...full, currentlyAvailable } });
  return budget;
};

it("a call goes out at once while there are points", () => {
  expect(known(50).take("1", 50, { nowMs: 0, maxWaitMs: 0 })).toEqual({ isTaken: true, waitMs: 0 });
});

it("callers that find no points wait one behind the other, not all for the same moment", () => {
  const budget = known(0);

  const waits = [1, 2, 3].map(() => budget.take("1", 50, { nowMs: 0, maxWaitMs: 5_000 }).waitMs);

  expect(waits).toEqual([500, 1_000, 1_500]);
});

it("a call that would wait too long takes nothing", () => {
  const budget = known(0);

  expect(budget.take("1", 600, { nowMs: 0, maxWaitMs: 5_000 })).toEqual({ isTaken: false, waitMs: 6_000 });
  expect(budget.take("1", 100, { nowMs: 0, maxWaitMs: 5_000 })).toEqual({ isTaken: true, waitMs: 1_000 });
});

it("points come back with time, up to the maximum", () => {
  const budget = known(0);

  expect(budget.take("1", 2_000, { nowMs: 60_000, maxWaitMs: 0 }).isTaken).toBe(true);
  expect(budget.take("1", 1, { nowMs: 60_000, maxWaitMs: 0 }).isTaken).toBe(false);
});

it("what Shopify counts replaces what was assumed, less the calls that are still under way", () => {
  const budget = known(2_000);
  budget.take("1", 100, { nowMs: 0, maxWaitMs: 0 });
  budget.take("1", 300, { nowMs: 0, maxWaitMs: 0 });

  budget.settle("1", 100, { nowMs: 0, status: { ...full, currentlyAvailable: 400 } });

  expect(budget.take("1", 100, { nowMs: 0, maxWaitMs: 0 }).isTaken).toBe(true);
  expect(budget.take("1", 1, { nowMs: 0, maxWaitMs: 0 }).isTaken).toBe(false);
});

it("one shop's spending leaves another's alone", () => {
  const budget = known(0);

  expect(budget.take("2", 100, { nowMs: 0, maxWaitMs: 0 }).isTaken).toBe(true);
});
