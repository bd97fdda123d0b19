// Is what was typed about a supplier usable? Each field that is not says so itself; what is left empty stays empty.
import type { Money } from "../platform/money.ts";
import {
  incoterms, labelBuyers, readTimeOfDay, supplierKinds, supplierLanguages, undeliverableChoices, type Closure, type SupplierFacts,
} from "../suppliers/supplier-facts.ts";
import type { Said } from "./answer.ts";
import { textOf, textsOf, wholeOf } from "./form.ts";
import { readCountry } from "./read-customs-form.ts";
import { isDay, readCost, type Read } from "./read-offer-form.ts";

type Errors = Record<string, Said>;
type Typed = { readonly form: FormData; readonly errors: Errors };
const longest = 200;
const highest = 100_000;

export function readSupplierFacts(form: FormData): Read<SupplierFacts> {
  const errors: Errors = {};
  const typed: Typed = { form, errors };
  const name = textOf(form, "name");
  if (name === "") errors["name"] = { code: "form.required" };
  const facts: SupplierFacts = {
    ...readContact(typed),
    name: text(typed, "name") ?? "",
    kind: choice(form, "kind", supplierKinds),
    locale: choice(form, "locale", supplierLanguages),
    ...readHours(typed),
    ...readShipping(typed),
    ...readMoneyTerms(typed),
    ...readLimits(typed),
    hidesEmail: isOn(form, "hidesEmail"), hidesPhone: isOn(form, "hidesPhone"), hidesPrices: isOn(form, "hidesPrices"),
    sendsAutomatically: isOn(form, "sendsAutomatically"),
    closures: readClosures(typed),
    channels: readChannels(typed),
    forbiddenCarriers: readCarriers(form),
  };
  return Object.keys(errors).length > 0 ? { kind: "refused", errors } : { kind: "value", value: facts };
}

const isOn = (form: FormData, name: string): boolean => textOf(form, name) === "true";

/** The page offers a list; anything else can only be a page older than the server, and gets the first. */
function choice<Choice extends string>(form: FormData, name: string, choices: readonly [Choice, ...Choice[]]): Choice {
  return choices.find((one) => one === textOf(form, name)) ?? choices[0];
}

function text({ form, errors }: Typed, name: string): string | null {
  const value = textOf(form, name);
  if (value.length > longest) errors[name] = { code: "form.too_long", params: { most: longest } };
  return value || null;
}

function whole({ form, errors }: Typed, name: string, least: number): number | null {
  if (textOf(form, name) === "") return null;
  const value = wholeOf(form, name, least);
  if (value === undefined) errors[name] = { code: "form.whole_number", params: { least } };
  if ((value ?? 0) > highest) errors[name] = { code: "form.at_most", params: { most: highest } };
  return value ?? null;
}

function readContact(typed: Typed) {
  const contactEmail = text(typed, "contactEmail");
  if (contactEmail !== null && !isMailAddress(contactEmail)) typed.errors["contactEmail"] = { code: "form.mail_address" };
  const contactPhone = text(typed, "contactPhone");
  if (contactPhone !== null && !/^[+\d][\d\s()./-]{4,}$/.test(contactPhone)) typed.errors["contactPhone"] = { code: "form.phone" };
  return { contactName: text(typed, "contactName"), contactEmail, contactPhone, contactWechat: text(typed, "contactWechat") };
}

export const isMailAddress = (value: string): boolean => /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/.test(value);

export const isTimeZone = (value: string): boolean => value === "UTC" || Intl.supportedValuesOf("timeZone").includes(value);

function readHours(typed: Typed) {
  const { form, errors } = typed;
  const timeZone = textOf(form, "timeZone");
  if (!isTimeZone(timeZone)) errors["timeZone"] = { code: "form.time_zone" };
  const workingDays = [1, 2, 3, 4, 5, 6, 7].filter((day) => textsOf(form, "workingDay").includes(String(day)));
  if (workingDays.length === 0) errors["workingDay"] = { code: "form.working_day" };
  const cutOff = textOf(form, "cutOff");
  const cutOffMinute = cutOff === "" ? null : readTimeOfDay(cutOff);
  if (cutOffMinute === undefined) errors["cutOff"] = { code: "form.time_of_day" };
  return { timeZone, workingDays, cutOffMinute: cutOffMinute ?? null, leadTimeDays: whole(typed, "leadTimeDays", 0), capacityPerDay: whole(typed, "capacityPerDay", 1) };
}

function readShipping(typed: Typed) {
  const { form, errors } = typed;
  const ifUndeliverable = choice(form, "ifUndeliverable", undeliverableChoices);
  return {
    shipsBlind: isOn(form, "shipsBlind"), ifUndeliverable, labelBuyer: choice(form, "labelBuyer", labelBuyers),
    returnName: text(typed, "returnName"), returnPhone: text(typed, "returnPhone"), returnAddress1: text(typed, "returnAddress1"), returnCity: text(typed, "returnCity"),
    returnProvince: text(typed, "returnProvince"), returnPostalCode: text(typed, "returnPostalCode"),
    returnCountryCode: readCountry(textOf(form, "returnCountryCode"), "returnCountryCode", errors),
    shipsFromCountryCode: readCountry(textOf(form, "shipsFromCountryCode"), "shipsFromCountryCode", errors),
    incoterm: incoterms.find((one) => one === textOf(form, "incoterm")) ?? null,
    mayHaveIoss: isOn(form, "mayHaveIoss"),
    takesPoBoxes: yesOrNo[textOf(form, "takesPoBoxes")] ?? null,
  };
}

/** Anything else is "not known". */
const yesOrNo: Readonly<Record<string, boolean>> = { true: true, false: false };

function readMoneyTerms(typed: Typed) {
  const { form } = typed;
  return {
    minimumOrder: readMinimum(typed),
    paymentTerms: text(typed, "paymentTerms"), paymentMethod: text(typed, "paymentMethod"), invoiceTitle: text(typed, "invoiceTitle"),
    pricesIncludeTax: isOn(form, "pricesIncludeTax"), invoiceWanted: isOn(form, "invoiceWanted"),
  };
}

function readMinimum({ form, errors }: Typed): Money | null {
  const amount = textOf(form, "minimumOrder");
  if (amount === "") return null;
  const read = readCost(amount, textOf(form, "minimumOrderCurrency").toUpperCase());
  if ("money" in read) return read.money;
  errors[read.field === "cost" ? "minimumOrder" : "minimumOrderCurrency"] = read.said;
  return null;
}

const readLimits = (typed: Typed) => ({ addressLimit: whole(typed, "addressLimit", 10), noteLimit: whole(typed, "noteLimit", 10), nameLimit: whole(typed, "nameLimit", 5) });

function readClosures({ form, errors }: Typed): Closure[] {
  const columns = ["closureLast", "closureFrom", "closureReopens"].map((name) => textsOf(form, name));
  return textsOf(form, "closureReason").map((reason, row) => {
    const [lastOrderOn = "", closedFrom = "", reopensOn = ""] = columns.map((days) => (days[row] ?? "").trim());
    if (reason.trim() === "") errors[`closureReason.${row}`] = { code: "form.required" };
    Object.assign(errors, faultsOfDays({ lastOrderOn, closedFrom, reopensOn }, row));
    return { reason: reason.replaceAll("\u0000", "").trim().slice(0, longest), lastOrderOn: lastOrderOn || null, closedFrom, reopensOn };
  });
}

function faultsOfDays({ lastOrderOn, closedFrom, reopensOn }: Record<"lastOrderOn" | "closedFrom" | "reopensOn", string>, row: number): Errors {
  const errors: Errors = {};
  if (lastOrderOn > closedFrom) errors[`closureLast.${row}`] = { code: "form.before_closing" };
  if (lastOrderOn !== "" && !isDay(lastOrderOn)) errors[`closureLast.${row}`] = { code: "form.day" };
  if (!isDay(closedFrom)) errors[`closureFrom.${row}`] = { code: "form.day" };
  if (reopensOn <= closedFrom) errors[`closureReopens.${row}`] = { code: "form.after_closing" };
  if (!isDay(reopensOn)) errors[`closureReopens.${row}`] = { code: "form.day" };
  return errors;
}

function readChannels({ form, errors }: Typed): SupplierFacts["channels"] {
  const channels = textsOf(form, "channelName").map((value) => value.replaceAll("\u0000", "").trim().slice(0, longest));
  const titles = textsOf(form, "channelTitle").map((value) => value.replaceAll("\u0000", "").trim().slice(0, longest));
  titles.forEach((title, row) => {
    if (title === "") errors[`channelTitle.${row}`] = { code: "form.required" };
    else if (titles.indexOf(title) < row) errors[`channelTitle.${row}`] = { code: "form.twice" };
    if (!channels[row]) errors[`channelName.${row}`] = { code: "form.required" };
  });
  return titles.map((deliveryTitle, row) => ({ deliveryTitle, channel: channels[row] ?? "" }));
}

/** Commas in either writing, or lines, between the names. */
function readCarriers(form: FormData): string[] {
  return [...new Set(textOf(form, "forbiddenCarriers").split(/[,，、;；\n]+/u).map((name) => name.trim().slice(0, longest)).filter(Boolean))].toSorted();
}
