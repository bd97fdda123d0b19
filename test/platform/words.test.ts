// Do both languages say the same things, with the same values in them, and does every text work?
import { createIntl } from "@formatjs/intl";
import { describe, expect, it } from "vitest";
import {
  catalogues, type Code, formatInstant, formatMoney, formatQuantity, languageFor, type Language, languageNames, languages, say, sayStored,
} from "../../app/platform/words/words.ts";

const codes = Object.keys(catalogues.en) as Code[];

/** Every name a text expects, also inside plurals and choices. */
function placeholdersOf(language: Language, text: string): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    // Type 0 is plain text and type 7 the number of a plural: both name nothing of their own.
    if ("type" in value && value.type !== 0 && value.type !== 7 && "value" in value) names.add(String(value.value));
    Object.entries(value).filter(([key]) => key !== "location" && key !== "style").forEach(([, inner]) => visit(inner));
  };
  visit(createIntl({ locale: language }).formatters.getMessageFormat(text, language).getAst());
  return [...names].toSorted();
}

describe("the catalogues", () => {
  it("know the same codes in both languages, each with a text", () => {
    for (const language of languages) {
      expect(Object.keys(catalogues[language]).toSorted(), language).toEqual(codes.toSorted());
      expect(codes.filter((code) => catalogues[language][code].trim() === ""), language).toEqual([]);
    }
  });

  it("expect the same values in both languages", () => {
    const differing = codes.filter(
      (code) => placeholdersOf("en", catalogues.en[code]).join() !== placeholdersOf("zh-CN", catalogues["zh-CN"][code]).join(),
    );

    expect(differing).toEqual([]);
  });

  it("give each problem a title, a cause and a next step", () => {
    const problems = new Set(codes.filter((code) => code.startsWith("problem.")).map((code) => code.replace(/\.[^.]+$/, "")));
    const missing = [...problems].flatMap((problem) =>
      ["title", "cause", "next"].map((part) => `${problem}.${part}`).filter((code) => !Object.hasOwn(catalogues.en, code)),
    );

    expect(missing).toEqual([]);
  });

  it("are written in Chinese where they claim to be", () => {
    // Bare names, numbers and abbreviations may stay as they are.
    const untranslated = codes.filter((code) => /[a-z]{3,} [a-z]{3,}/.test(catalogues["zh-CN"][code].replace(/[{}]/g, " ")) && !/\p{Script=Han}/u.test(catalogues["zh-CN"][code]));

    expect(untranslated).toEqual([]);
  });

  it("finds the values of nested texts, so that the comparison can fail", () => {
    expect(placeholdersOf("en", "{count, plural, one {# line of {order}} other {# lines}} by {who}")).toEqual(["count", "order", "who"]);
    expect(() => placeholdersOf("en", "{count, plural, one {broken}")).toThrow();
  });
});

describe("a text", () => {
  it("is said in the reader's language with its values", () => {
    expect(say("en", "shell.apology.body", { reference: "4711" })).toMatch(/this reference: 4711$/);
    expect(say("zh-CN", "shell.apology.body", { reference: "4711" })).toMatch(/编号发给我们：4711$/);
    expect(say("zh-CN", "shell.orders")).toBe("订单");
  });

  it("is never an error: a code of another version is shown as it is, a missing value leaves its braces", () => {
    expect(sayStored("en", "problem.of_next_year.title")).toBe("problem.of_next_year.title");
    expect(sayStored("en", "toString")).toBe("toString");
    expect(say("en", "shell.apology.body")).toContain("{reference}");
  });
});

describe("the reader's language", () => {
  it.each<[string, (string | null | undefined)[], Language]>([
    ["the first preference that we have wins", [null, "zh-CN", "en-US"], "zh-CN"],
    ["a preference we do not have is passed over", ["de-DE", "zh-Hans-CN"], "zh-CN"],
    ["any Chinese is nearer than English", ["zh-TW"], "zh-CN"],
    ["a header is read by its weights", ["fr;q=1, en;q=0.3, zh;q=0.8"], "zh-CN"],
    ["a weight of nought means never", ["zh;q=0, en;q=0.1"], "en"],
    ["the setting wins over the header", ["en", "zh-CN,zh;q=0.9"], "en"],
    ["without any preference it is English", [undefined, "", "*"], "en"],
  ])("%s", (_name, preferences, expected) => {
    expect(languageFor(preferences)).toBe(expected);
  });

  it("calls each language by its own name", () => {
    expect(languages.map((language) => languageNames[language])).toEqual(["English", "简体中文"]);
  });
});

describe("amounts, quantities and times", () => {
  it("keeps every digit of an amount, also beyond 2^53", () => {
    expect(formatMoney("en", { minor: 900719925474099312n, currency: "USD" })).toBe("$9,007,199,254,740,993.12");
  });

  it.each<[Language, bigint, string, string]>([
    ["en", 1250n, "USD", "$12.50"],
    ["en", -5n, "USD", "-$0.05"],
    ["en", 1250n, "JPY", "¥1,250"],
    ["en", 12345n, "KWD", "KWD\u00a012.345"],
    ["zh-CN", 1250n, "CNY", "¥12.50"],
    ["zh-CN", 1250n, "USD", "US$12.50"],
  ])("writes for %s %d of %s as %s", (language, minor, currency, expected) => {
    expect(formatMoney(language, { minor, currency })).toBe(expected);
  });

  it("shows an instant in the shop's time zone, not the server's", () => {
    const instant = new Date("2026-11-24T23:05:09Z");

    expect(formatInstant(instant, { language: "en", timeZone: "Asia/Shanghai" })).toBe("Nov 25, 2026, 07:05");
    expect(formatInstant(instant, { language: "zh-CN", timeZone: "America/New_York", style: "second" })).toBe("2026年11月24日 18:05:09");
    expect(formatInstant(instant, { language: "en", timeZone: "UTC", style: "date" })).toBe("Nov 24, 2026");
    expect(formatInstant(new Date("2026-11-24T00:00:00Z"), { language: "en", timeZone: "UTC" })).toBe("Nov 24, 2026, 00:00");
  });

  it("groups a quantity", () => {
    expect(formatQuantity("en", 12_345)).toBe("12,345");
  });
});
