// On which day would goods leave a supplier?
import { describe, expect, it } from "vitest";
import { dayOfLeaving } from "../../app/suppliers/calendar.ts";
import { aCalendar } from "../support/build-routing.ts";

/** 24 November 2026 is a Tuesday. */
const tuesday = new Date("2026-11-24T09:00:00Z");
const days = (given: Parameters<typeof aCalendar>[0], lead: number, now = tuesday) => dayOfLeaving(aCalendar(given), lead, now);

describe("the day that goods leave", () => {
  it("counts working days only", () => {
    expect(days({}, 0)).toBe("2026-11-24");
    expect(days({}, 3)).toBe("2026-11-27");
    expect(days({}, 4)).toBe("2026-11-30");
    expect(days({ workingDays: [1, 2, 3, 4, 5, 6, 7] }, 5)).toBe("2026-11-29");
  });

  it("lives in the supplier's own day", () => {
    const lateInUtc = new Date("2026-11-24T17:30:00Z");
    expect(days({}, 0, lateInUtc)).toBe("2026-11-25");
    expect(days({ timeZone: "America/Los_Angeles" }, 0, lateInUtc)).toBe("2026-11-24");
    expect(days({ timeZone: "Nowhere/Land" }, 0, lateInUtc)).toBe("2026-11-24");
  });

  it("takes an order at or after the cut-off the next working day", () => {
    expect(days({ cutOffMinute: 17 * 60 + 1 }, 0)).toBe("2026-11-24");
    expect(days({ cutOffMinute: 17 * 60 }, 0)).toBe("2026-11-25");
    expect(days({ cutOffMinute: 60 }, 0, new Date("2026-11-27T09:00:00Z"))).toBe("2026-11-30");
  });

  it("waits for the end of a closure, and from the last order day on takes none", () => {
    const newYear = { lastOrderOn: "2026-11-24", closedFrom: "2026-11-27", reopensOn: "2026-12-07" };
    expect(days({ closures: [newYear] }, 2)).toBe("2026-11-26");
    expect(days({ closures: [newYear] }, 3)).toBe("2026-12-07");
    expect(days({ closures: [{ ...newYear, lastOrderOn: "2026-11-23" }] }, 0)).toBe("2026-12-07");
    expect(days({ closures: [{ ...newYear, lastOrderOn: null }] }, 3)).toBe("2026-12-07");
  });

  it("has no answer for who never works", () => {
    expect(days({ workingDays: [] }, 1)).toBeUndefined();
    expect(days({ closures: [{ lastOrderOn: null, closedFrom: "2026-01-01", reopensOn: "2099-01-01" }] }, 0)).toBeUndefined();
  });
});
