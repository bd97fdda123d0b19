// Is a raw message shown with nothing changed but its layout?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setOut } from "../../app/views/message-page.ts";

describe("a raw message", () => {
  it("keeps every digit, also where a number would lose some", () => {
    expect(setOut('{"id":820982911946154508,"price":"12.50","tags":[],"rate":1.10}')).toBe('{\n  "id": 820982911946154508,\n  "price": "12.50",\n  "tags": [],\n  "rate": 1.10\n}');
  });

  it("sets out the body below a head of lines, and leaves what is no JSON as it is", () => {
    expect(setOut('POST https://supplier.example/orders\nAccept: application/json\n\n{"a":[1,2]}')).toBe(
      'POST https://supplier.example/orders\nAccept: application/json\n\n{\n  "a": [\n    1,\n    2\n  ]\n}',
    );
    expect(setOut("<html>Bad gateway</html>")).toBe("<html>Bad gateway</html>");
  });

  it("means the same after it is set out", () => {
    fc.assert(fc.property(fc.json(), (text) => {
      expect(JSON.parse(setOut(text))).toEqual(JSON.parse(text));
    }));
  });
});
