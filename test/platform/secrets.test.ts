// Does a stolen or shuffled row give nothing away, and do old values outlive a change of keys?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BugError } from "../../app/platform/errors.ts";
import { createSealer, parseSealingKeys } from "../../app/platform/secrets.server.ts";

const keyOf = (byte: number) => Buffer.alloc(32, byte);
const first = { id: "1", key: keyOf(1) };
const second = { id: "2", key: keyOf(2) };
const context = "session:offline_shop-1:accessToken";

describe("sealing", () => {
  it("gives back exactly what was sealed, in its own place", () => {
    const sealer = createSealer([first]);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, place) => {
        const wellFormed = text.toWellFormed();
        expect(sealer.open(sealer.seal(wellFormed, place), place)).toBe(wellFormed);
      }),
    );
  });

  it("writes the key's id and nothing of the text", () => {
    const sealed = createSealer([second]).seal("shpat_secret", context);
    expect(sealed).toMatch(/^k2\.[\w-]+$/);
    expect(sealed).not.toContain("shpat_secret");
    expect(Buffer.from(sealed.slice(3), "base64url").toString("latin1")).not.toContain("shpat_secret");
  });

  it("seals the same text differently each time", () => {
    const sealer = createSealer([first]);
    expect(sealer.seal("same", context)).not.toBe(sealer.seal("same", context));
  });

  it("does not open a value copied to another row or field", () => {
    const sealer = createSealer([first]);
    const sealed = sealer.seal("token", context);
    expect(() => sealer.open(sealed, "session:offline_shop-2:accessToken")).toThrow(BugError);
    expect(() => sealer.open(sealed, "session:offline_shop-1:refreshToken")).toThrow(BugError);
  });

  it("does not open a value with a changed byte, wherever it is", () => {
    const sealer = createSealer([first]);
    const sealed = sealer.seal("token", context);
    const bytes = Buffer.from(sealed.slice(3), "base64url");
    for (const index of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(index) ^ 1, index);
      expect(() => sealer.open(`k1.${changed.toString("base64url")}`, context)).toThrow(BugError);
    }
  });

  it("refuses what is not sealed at all, or cut short", () => {
    const sealer = createSealer([first]);
    expect(() => sealer.open("shpat_plain", context)).toThrow(/not a sealed value/);
    expect(() => sealer.open("k1.AAAA", context)).toThrow(/cut short/);
  });
});

describe("a change of keys", () => {
  it("seals with the first key, opens with all, and says which values are old", () => {
    const old = createSealer([first]).seal("token", context);
    const rotated = createSealer([second, first]);
    expect(rotated.open(old, context)).toBe("token");
    expect(rotated.isCurrent(old)).toBe(false);
    const renewed = rotated.seal(rotated.open(old, context), context);
    expect(rotated.isCurrent(renewed)).toBe(true);
    expect(createSealer([second]).open(renewed, context)).toBe("token");
  });

  it("names the missing key when a value outlived it", () => {
    const old = createSealer([first]).seal("token", context);
    expect(() => createSealer([second]).open(old, context)).toThrow(/key "1"/);
  });

  it("does not open under another key that took the same id", () => {
    const old = createSealer([first]).seal("token", context);
    expect(() => createSealer([{ id: "1", key: keyOf(9) }]).open(old, context)).toThrow(BugError);
  });
});

describe("keys from the environment", () => {
  const written = (byte: number) => keyOf(byte).toString("base64");

  it("are read in their order", () => {
    const keys = parseSealingKeys(`2:${written(2)}, 1:${written(1)}`);
    expect(keys.map(({ id }) => id)).toEqual(["2", "1"]);
    expect(createSealer(keys).seal("token", context)).toMatch(/^k2\./);
  });

  it.each([
    ["nothing", ""],
    ["no id", written(1)],
    ["a short key", `1:${Buffer.alloc(16, 1).toString("base64")}`],
    ["one id twice", `1:${written(1)},1:${written(2)}`],
  ])("are refused with %s, without repeating a key", (_, text) => {
    let message = "";
    try {
      parseSealingKeys(text);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/sealing key/);
    for (const key of text.split(/[:,]/).filter((part) => part.length > 8)) expect(message).not.toContain(key);
  });
});
