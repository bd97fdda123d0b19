import { describe, expect, it } from "vitest";
import { readAddress, toE164 } from "../../app/orders/read-address.ts";
import type { Phones } from "../../app/orders/read-address.ts";
import { anAddress } from "../support/build.ts";

const all: Phones = { address: "502-574-3321", delivery_instructions: "502-574-3322", order: "502-574-3323", customer: "502-574-3324" };
const read = (phones: Partial<Phones>, given: Partial<ReturnType<typeof anAddress>> = {}) =>
  readAddress({ ...anAddress(given), source: {} }, { address: null, delivery_instructions: null, order: null, customer: null, ...phones }, null);

describe("the phone that the driver calls", () => {
  it.each([
    ["address", all],
    ["delivery_instructions", { ...all, address: " " }],
    ["order", { ...all, address: null, delivery_instructions: "" }],
    ["customer", { customer: all.customer }],
  ] as const)("is taken from the %s when nothing before it has one", (source, phones) => {
    expect(read(phones)).toMatchObject({ phone: all[source], phoneSource: source, phoneE164: expect.stringMatching(/^\+1502574332\d$/) });
  });

  it("is nobody's when nobody gave one", () => {
    expect(read({})).toMatchObject({ phone: null, phoneSource: null, phoneE164: null });
  });

  it.each([
    ["138 0013 8000", "CN", "+8613800138000"],
    ["+86 138 0013 8000", "US", "+8613800138000"],
    ["020 7946 0958", "GB", "+442079460958"],
    ["555-555-SHIP", "US", null],
    ["12", "US", null],
    ["138 0013 8000", null, null],
    ["138 0013 8000", "ZZ", null],
  ])("%s in %s is dialled as %s", (phone, country, e164) => {
    expect(toE164(phone, country)).toBe(e164);
  });
});

describe("an address", () => {
  it("is named by first and last name where no name is given", () => {
    expect(read({}, { name: "  " }).name).toBe("Test Buyer");
    expect(read({}, { name: null, firstName: null, lastName: null }).name).toBeNull();
  });

  it("has its country in capitals, which rules compare", () => {
    expect(read({}, { countryCode: "us" }).countryCode).toBe("US");
  });
});
