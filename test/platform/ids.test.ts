// Do our ids sort by age, and survive systems that take no hyphens?
import { describe, expect, it } from "vitest";
import { hex32, newId } from "../../app/platform/ids.server.ts";

describe("an id", () => {
  it("is new each time, a UUID of version 7, and sorts after the ones before it", () => {
    const ids = Array.from({ length: 1_000 }, () => newId());
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
  });

  it("is 32 plain hex digits for systems that take no hyphens", () => {
    expect(hex32("0190A1B2-c3d4-7e5f-8a6b-0123456789ab")).toBe("0190a1b2c3d47e5f8a6b0123456789ab");
  });
});
