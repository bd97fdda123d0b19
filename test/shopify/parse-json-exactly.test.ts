import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonExactly } from "../../app/shopify/payloads/parse-json-exactly.ts";

const bytes = (text: string) => Buffer.from(text, "utf8");

describe("a body parsed exactly", () => {
  it.each([
    ["an id beyond 2^53 keeps its last digit", '{"id":820982911946154508}', { id: "820982911946154508" }],
    ["an id within 2^53 stays a number", '{"id":9007199254740991}', { id: 9_007_199_254_740_991 }],
    ["the first integer that would round is text", "[9007199254740993]", ["9007199254740993"]],
    ["a negative one too", "[-9007199254740993]", ["-9007199254740993"]],
    ["a quantity like 1e999 is no integer", "[1e999]", [Number.POSITIVE_INFINITY]],
    ["a decimal stays a number", "[0.1]", [0.1]],
    ["Chinese text stays as it is", '["代发"]', ["代发"]],
    ["an escaped U+0000 becomes a visible replacement", '{"note":"a\\u0000b"}', { note: "a\uFFFDb" }],
    ["a byte order mark is ignored", "\uFEFF[1]", [1]],
  ])("%s", (_rule, text, value) => {
    expect(parseJsonExactly(bytes(text))).toEqual({ ok: true, value });
  });

  it.each([
    ["nothing", "", "not_json"],
    ["half an object", '{"id":1', "not_json"],
    ["an HTML page", "<html></html>", "not_json"],
    ["a NUL byte", '{"id":\u00001}', "nul_byte"],
    ["a lone NUL byte", "\u0000", "nul_byte"],
  ])("refuses %s", (_case, text, reason) => {
    expect(parseJsonExactly(bytes(text))).toEqual({ ok: false, reason });
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(parseJsonExactly(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toEqual({ ok: false, reason: "not_utf8" });
  });

  it("refuses a body nested so deep that reading it would overflow the stack", () => {
    const depth = 200_000;
    const result = parseJsonExactly(bytes(`${"[".repeat(depth)}12345678901234567890${"]".repeat(depth)}`));

    expect(result).toEqual({ ok: false, reason: "too_deep" });
  });

  it("never changes a digit of any integer", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (id) => {
        const result = parseJsonExactly(bytes(`{"id":${id}}`));
        expect(result.ok && String((result.value as { id: unknown }).id)).toBe(String(id));
      }),
    );
  });

  it("reads everything else as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        fc.pre(!/\d{16}/.test(text) && !text.includes("\\u0000"));
        expect(parseJsonExactly(bytes(text))).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });
});
