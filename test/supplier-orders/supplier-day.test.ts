// Which day is it at the supplier's, and is its sheet late?
import { describe, expect, it } from "vitest";
import { clockOf, isLate, supplierDay } from "../../app/supplier-orders/supplier-day.ts";

const shanghai = { timeZone: "Asia/Shanghai", cutOffMinute: 17 * 60 + 30 };

describe("the supplier's day", () => {
  it("begins at its own midnight", () => {
    expect(supplierDay(new Date("2026-11-25T15:59:59Z"), "Asia/Shanghai")).toBe("2026-11-25");
    expect(supplierDay(new Date("2026-11-25T16:00:00Z"), "Asia/Shanghai")).toBe("2026-11-26");
    expect(supplierDay(new Date("2026-11-25T02:00:00Z"), "America/Los_Angeles")).toBe("2026-11-24");
  });

  it.each([
    ["2026-11-25", "2026-11-25T09:29:59Z", false],
    ["2026-11-25", "2026-11-25T09:30:00Z", true],
    ["2026-11-24", "2026-11-25T01:00:00Z", true],
    ["2026-11-26", "2026-11-25T09:30:00Z", false],
  ])("calls the sheet of %s at %s late: %s", (day, now, late) => {
    expect(isLate(day, shanghai, new Date(now))).toBe(late);
  });

  it("knows no late hour where the supplier names none, but yesterday's sheet is late all the same", () => {
    expect(isLate("2026-11-25", { ...shanghai, cutOffMinute: null }, new Date("2026-11-25T15:00:00Z"))).toBe(false);
    expect(isLate("2026-11-24", { ...shanghai, cutOffMinute: null }, new Date("2026-11-25T15:00:00Z"))).toBe(true);
  });

  it("says the hour as a clock does", () => {
    expect([clockOf(0), clockOf(65), clockOf(1050)]).toEqual(["00:00", "01:05", "17:30"]);
  });
});
