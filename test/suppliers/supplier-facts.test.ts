// Is what a merchant types about a supplier usable, and what do a connector's schemas ask?
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readTimeOfDay, timeOfMinute } from "../../app/suppliers/supplier-facts.ts";
import { complaints, fieldsOf, typedValues } from "../../app/views/connector-fields.ts";
import { readSupplierFacts } from "../../app/views/read-supplier-form.ts";

const formOf = (fields: Record<string, string | readonly string[]>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
};

it.each([["00:00", 0], ["9:05", 545], ["16：30", 990], ["23:59", 1439], ["24:00", undefined], ["12:60", undefined], ["noon", undefined], ["", undefined]])("reads %j as minute %j", (text, minute) => {
  expect(readTimeOfDay(text)).toBe(minute);
  if (minute !== undefined) expect(readTimeOfDay(timeOfMinute(minute))).toBe(minute);
});

describe("what is typed about a supplier", () => {
  const least = { name: "Lamp Factory", kind: "FACTORY", locale: "zh-CN", timeZone: "Asia/Shanghai", workingDay: ["1", "2"] };

  it("needs a name, a zone and a working day only", () => {
    expect(readSupplierFacts(formOf(least))).toMatchObject({
      kind: "value", value: { name: "Lamp Factory", workingDays: [1, 2], cutOffMinute: null, minimumOrder: null, incoterm: null, closures: [], channels: [], forbiddenCarriers: [] },
    });
  });

  it("is read with its lists", () => {
    const read = readSupplierFacts(formOf({
      ...least, cutOff: "16:00", minimumOrder: "500", minimumOrderCurrency: "cny", shipsFromCountryCode: "cn", incoterm: "DDP", sendsAutomatically: "false", hidesPhone: "true",
      closureReason: ["Chinese New Year"], closureLast: ["2027-01-28"], closureFrom: ["2027-02-01"], closureReopens: ["2027-02-15"],
      channelTitle: ["Standard", "Express"], channelName: ["YT-普货", "DHL"], forbiddenCarriers: "UPS，DHL, ups",
    }));
    expect(read).toMatchObject({
      kind: "value",
      value: {
        cutOffMinute: 960, minimumOrder: { minor: 50_000n, currency: "CNY" }, shipsFromCountryCode: "CN", incoterm: "DDP", sendsAutomatically: false, hidesPhone: true,
        closures: [{ reason: "Chinese New Year", lastOrderOn: "2027-01-28", closedFrom: "2027-02-01", reopensOn: "2027-02-15" }],
        channels: [{ deliveryTitle: "Standard", channel: "YT-普货" }, { deliveryTitle: "Express", channel: "DHL" }], forbiddenCarriers: ["DHL", "UPS", "ups"],
      },
    });
  });

  it("is refused field by field and row by row", () => {
    const read = readSupplierFacts(formOf({
      name: " ", timeZone: "Moon/Base", contactEmail: "nobody", contactPhone: "call me", cutOff: "25:00", capacityPerDay: "0", minimumOrder: "1.234", minimumOrderCurrency: "USD",
      returnCountryCode: "Germany", addressLimit: "3", closureReason: ["", "Week"], closureLast: ["2027-02-03", ""], closureFrom: ["2027-02-01", "2027-02-30"], closureReopens: ["2027-02-01", "2027-03-09"],
      channelTitle: ["Standard", "Standard", ""], channelName: ["A", "", "C"],
    }));
    expect(read.kind === "refused" && Object.fromEntries(Object.entries(read.errors).map(([field, said]) => [field, said.code]))).toEqual({
      name: "form.required", timeZone: "form.time_zone", workingDay: "form.working_day", contactEmail: "form.mail_address", contactPhone: "form.phone", cutOff: "form.time_of_day",
      capacityPerDay: "form.whole_number", minimumOrder: "form.amount", returnCountryCode: "form.unknown_country", addressLimit: "form.whole_number",
      "closureReason.0": "form.required", "closureLast.0": "form.before_closing", "closureReopens.0": "form.after_closing", "closureFrom.1": "form.day",
      "channelTitle.1": "form.twice", "channelName.1": "form.required", "channelTitle.2": "form.required",
    });
  });
});

describe("a connector's form", () => {
  const schema = z.strictObject({
    to: z.email(), cc: z.array(z.email()).default([]), language: z.enum(["zh-CN", "en"]).default("zh-CN"), pdf: z.boolean().default(true), hour: z.int().min(0).max(23), note: z.string().max(2000).optional(), count: z.int().optional(),
  });
  const fields = fieldsOf(schema, { secret: false });

  it("asks each question in its own kind", () => {
    expect(fields).toEqual([
      { name: "to", kind: "mail", isRequired: true, initial: "" }, { name: "cc", kind: "list", isRequired: false, initial: "" },
      { name: "language", kind: "choice", isRequired: false, initial: "zh-CN", options: ["zh-CN", "en"] }, { name: "pdf", kind: "check", isRequired: false, initial: "true" },
      { name: "hour", kind: "whole", isRequired: true, initial: "", least: 0, most: 23 }, { name: "note", kind: "long", isRequired: false, initial: "" }, { name: "count", kind: "whole", isRequired: false, initial: "" },
    ]);
  });

  it("hands over what was typed as the schema wants it", () => {
    const typed: Record<string, string> = { to: "a@b.example", cc: "c@d.example，e@f.example", language: "en", pdf: "false", hour: "9", note: "" };
    const values = typedValues(fields, (name) => typed[name] ?? "");
    expect(schema.parse(values)).toEqual({ to: "a@b.example", cc: ["c@d.example", "e@f.example"], language: "en", pdf: false, hour: 9 });
  });

  it("says of each answer what is wrong with it", () => {
    const typed: Record<string, string> = { to: "nobody", language: "fr", hour: "24" };
    const { error } = schema.safeParse(typedValues(fields, (name) => typed[name] ?? ""));
    expect(error && complaints(error, "settings.")).toMatchObject({
      "settings.to": { code: "form.mail_address" }, "settings.language": { code: "form.choose_one" }, "settings.hour": { code: "form.at_most", params: { most: 23 } },
    });
  });
});
