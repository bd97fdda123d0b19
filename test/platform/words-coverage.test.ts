// Has everything that the app records for a person been put into words?
// Read from the sources: a code without a text would be shown as a bare code, in both languages.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isCode } from "../../app/platform/words/words.ts";

const sources = readdirSync("app", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes("words"))
  .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, "utf8"));

function found(pattern: RegExp): string[] {
  return [...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? "")))].toSorted();
}

const withoutText = (codes: readonly string[]) => codes.filter((code) => !isCode(code));
const partsOf = (problem: string) => ["title", "cause", "next"].map((part) => `problem.${problem}.${part}`);

describe("the catalogues", () => {
  it("have a title, a cause and a next step for each fault that a person must mend", () => {
    const faults = found(/\bMerchantError\("([a-z_]+)"/g).filter((code) => code !== "shop_not_installed");

    expect(faults.length).toBeGreaterThan(5);
    expect(withoutText(faults.flatMap(partsOf))).toEqual([]);
  });

  it("have a title, a cause and a next step for each problem that is opened", () => {
    const problems = found(/\bkey(?:: [^{}]*?)?,\s*code: "([a-z_]+)"/g);

    expect(problems.length).toBeGreaterThan(5);
    expect(withoutText(problems.flatMap(partsOf))).toEqual([]);
  });

  it("have a sentence for each entry of a timeline", () => {
    const happenings = found(/\brecordActivity\([^;]*?\bcode: "([a-z_]+)"/g);

    expect(happenings.length).toBeGreaterThan(5);
    expect(withoutText(happenings.map((code) => `timeline.${code}`))).toEqual([]);
  });

  it("have a text for each code that names its family", () => {
    const codes = found(/\bcode: "([a-z_]+(?:\.[a-z_]+)+)"/g);

    expect(codes.length).toBeGreaterThan(10);
    expect(withoutText(codes)).toEqual([]);
  });
});
