import { describe, expect, it } from "vitest";
import { findIdentities } from "../../app/orders/buyer-identity.ts";

describe("the buyer's number for customs", () => {
  it.each([
    ["CPF", "123.456.789-09", "BR", "cpf"],
    ["CPF/CNPJ", "12.345.678/0001-95", "BR", "cnpj"],
    ["P.C.C.C.", "P123456789012", "KR", "pccc"],
    ["개인통관고유부호", "p123456789012", "KR", "pccc"],
    ["T.C. Kimlik No", "12345678901", "TR", "tckn"],
    ["RUT", "12.345.678-K", "CL", "rut"],
    ["PAN number", "ABCDE1234F", "IN", "pan"],
    ["身份证号码", "11010519491231002X", "CN", "resident_id"],
  ])("is recognised in an attribute %s", (name, value, countryCode, kind) => {
    expect(findIdentities([{ name, value }], [])).toEqual([{ countryCode, kind, value, source: `attribute.${name}` }]);
  });

  it.each([["CPF", "yes please"], ["PCCC", "123"], ["Note about CPF", "12345678909"], ["ID", "12345678909"], ["RUT", ""]])("is not %s = %j", (name, value) => {
    expect(findIdentities([{ name, value }], [])).toEqual([]);
  });

  it("comes from checkout's own field before an attribute, and once for each kind", () => {
    const fields = [
      { key: "TAX_CREDENTIAL_BR", countryCode: "BR", value: "98765432100" },
      { key: "SHIPPING_CREDENTIAL_BR", countryCode: "BR", value: "12345678909" },
      { key: "TAX_EMAIL_IT", countryCode: "IT", value: "buyer@example.com" },
      { key: "TAX_CREDENTIAL_TYPE_CO", countryCode: "CO", value: "31" },
    ];
    expect(findIdentities([{ name: "cpf", value: "11122233344" }], fields)).toEqual([
      { countryCode: "BR", kind: "cpf", value: "12345678909", source: "localized_field.SHIPPING_CREDENTIAL_BR" },
    ]);
  });

  it("keeps a field of a country we have no word for under its own key", () => {
    expect(findIdentities([], [{ key: "SHIPPING_CREDENTIAL_PE", countryCode: "PE", value: "12345678" }])).toMatchObject([{ kind: "shipping_credential_pe", countryCode: "PE" }]);
  });
});
