// Does a file keep its name on the way to the merchant's disk?
import { describe, expect, it } from "vitest";
import { answerWithFile, nameOfFile } from "../../app/views/file-answer.ts";

describe("a file that is sent", () => {
  it.each(["货源 2026-11-25", "Daifa offers (all)", "it's 100% \"new\""])("keeps the name %s", (name) => {
    const { headers } = answerWithFile({ name, type: "csv", body: "a" });
    expect(nameOfFile(headers.get("Content-Disposition"))).toBe(`${name}.csv`);
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  });

  it("has a plain name for programs that know no other", () => {
    expect(answerWithFile({ name: "货源", type: "xlsx", body: "a" }).headers.get("Content-Disposition")).toContain('filename="_.xlsx"');
    expect(nameOfFile('attachment; filename="offers.csv"')).toBe("offers.csv");
    expect(nameOfFile(null)).toBeUndefined();
  });
});
