// Do our ids sort by age, and survive systems that take no hyphens?
import { describe, expect, it } from "vitest";
import { newId } from "../../app/platform/ids.server.ts";

describe("an id", () => {
  it("is new each time, a UUID of version 7, and sorts after the ones before it", () => {
    const ids = Array.from({ length: 1_000 }, () => newId());
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
  });
});
