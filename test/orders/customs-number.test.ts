// Can what was typed be the number that a country's customs ask for? Samples are made up, with check digits that fit.
import { describe, expect, it } from "vitest";
import { askedKindOf, localizedKeyOf, readCustomsNumber } from "../../app/orders/customs-number.ts";

describe("a customs number", () => {
  it.each([
    ["BR", "111.444.777-35", "cpf", "11144477735"],
    ["BR", "11.222.333/0001-81", "cnpj", "11222333000181"],
    ["KR", "p123456789012", "pccc", "P123456789012"],
    ["TR", "10000000146", "tckn", "10000000146"],
    ["TW", "A123456789", "ezway_id", "A123456789"],
    ["MX", "GODE561231GR8", "rfc", "GODE561231GR8"],
    ["MX", "GODE561231HDFABC09", "curp", "GODE561231HDFABC09"],
    ["CL", "12.345.678-5", "rut", "123456785"],
    ["CO", "1020304050", "co_id", "1020304050"],
    ["ID", "3174 0101 0190 0001", "nik", "3174010101900001"],
    ["IN", "abcde1234f", "pan", "ABCDE1234F"],
    ["CN", "11010519491231002x", "resident_id", "11010519491231002X"],
  ])("of %s: %s is a %s", (country, typed, kind, value) => {
    expect(readCustomsNumber(country, typed)).toEqual({ kind, value });
  });

  it.each([
    ["BR", "111.444.777-36"], ["BR", "111.111.111-11"], ["BR", "11.222.333/0001-82"], ["KR", "P12345678901"], ["TR", "10000000147"], ["TR", "01234567890"],
    ["TW", "1234567890"], ["CL", "12.345.678-6"], ["IN", "ABCD1234F"], ["CN", "110105194912310021"], ["US", "123456789"], ["BR", ""],
  ])("of %s: %s is none", (country, typed) => {
    expect(readCustomsNumber(country, typed)).toBeUndefined();
  });

  it("is asked for by ten countries, and India's has no place at Shopify", () => {
    expect(["BR", "KR", "TR", "TW", "MX", "CL", "CO", "ID", "CN", "IN", "US", "DE", null].map(askedKindOf)).toEqual([
      "cpf", "pccc", "tckn", "ezway_id", "rfc", "rut", "co_id", "nik", "resident_id", "pan", null, null, null,
    ]);
    expect([localizedKeyOf("BR"), localizedKeyOf("IN"), localizedKeyOf("US")]).toEqual(["SHIPPING_CREDENTIAL_BR", null, null]);
  });
});
