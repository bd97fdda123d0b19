// Does every deliberate breakage still fit the sources, and does the test that it names exist? Whether the test goes red takes
// minutes and is tried by `npm run test:breakages`.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { breakages } from "./breakages.ts";

const read = (file: string) => readFileSync(resolve(import.meta.dirname, "../..", file), "utf8");

it.each(breakages.map((one) => [one.id, one] as const))("%s still applies and names a test that exists", (_id, { edits, test }) => {
  for (const { file, find, replace } of edits) {
    expect([file, read(file).split(find).length - 1]).toEqual([file, 1]);
    expect(replace).not.toBe(find);
  }
  // A table of cases names the case first.
  expect(read(test.file)).toContain(test.name.slice(-24));
});

it("there are more than a dozen, each with its own number", () => {
  expect(new Set(breakages.map(({ id }) => id)).size).toBe(breakages.length);
  expect(breakages.length).toBeGreaterThan(12);
});
