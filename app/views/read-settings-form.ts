// Is what was typed into a card of the settings a setting? Each field that is not says so itself.
import { languages } from "../platform/words/words.ts";
import type { Said } from "./answer.ts";
import { textOf, wholeOf } from "./form.ts";
import { readHoldSettings } from "./hold-settings.ts";
import type { Read } from "./read-offer-form.ts";
import { packingFields, senderFields, taxFields, type Setting, type SettingValues, type TextSetting } from "./settings-page.ts";

export type SettingsChange = Partial<SettingValues>;

const longest: Partial<Record<TextSetting, number>> = { packingInstructionsEn: 1000, packingInstructionsZh: 1000, senderAddress1: 200 };
const usualLongest = 100;

const cards: Readonly<Record<string, (form: FormData, currency: string) => Read<SettingsChange>>> = {
  customers: (form) => value({ notifyCustomer: textOf(form, "notifyCustomer") === "true", showsParcelsToCustomers: textOf(form, "showsParcelsToCustomers") === "true" }),
  holds: readHoldSettings,
  stock: readHours,
  sender: readSender,
  packing: (form) => readTexts(form, packingFields, () => undefined),
  tax: (form) => readTexts(form, taxFields, (text) => (/^[A-Z0-9]{0,20}$/.test(text) ? undefined : { code: "settings.invalid.number" })),
  language: (form) => value({ language: languages.find((one) => one === textOf(form, "language")) ?? "" }),
};

/** Undefined when there is no such card. */
export function readSettingsForm(form: FormData, currency: string): Read<SettingsChange> | undefined {
  const intent = textOf(form, "intent");
  return Object.hasOwn(cards, intent) ? cards[intent]?.(form, currency) : undefined;
}

const value = (change: SettingsChange): Read<SettingsChange> => ({ kind: "value", value: change });
const judged = (change: SettingsChange, errors: Record<string, Said>): Read<SettingsChange> => (Object.keys(errors).length > 0 ? { kind: "refused", errors } : value(change));

function readHours(form: FormData): Read<SettingsChange> {
  const hours = wholeOf(form, "stockFreshHours", 1);
  if (hours === undefined || hours > 8760) return { kind: "refused", errors: { stockFreshHours: { code: "settings.invalid.hours" } } };
  return value({ stockFreshHours: hours });
}

type Judge = (text: string, name: TextSetting) => Said | undefined;

function readTexts(form: FormData, names: readonly TextSetting[], judge: Judge): Read<SettingsChange> {
  const isCode = (name: TextSetting) => name === "senderCountryCode" || (taxFields as readonly Setting[]).includes(name);
  const texts = names.map((name) => [name, isCode(name) ? textOf(form, name).toUpperCase().replaceAll(/\s/g, "") : textOf(form, name)] as const);
  const errors: Record<string, Said> = {};
  for (const [name, text] of texts) {
    const most = longest[name] ?? usualLongest;
    const fault = text.length > most ? ({ code: "settings.invalid.long", params: { most } } as const) : judge(text, name);
    if (fault) errors[name] = fault;
  }
  return judged(Object.fromEntries(texts), errors);
}

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && countryNames.of(code) !== undefined;

function readSender(form: FormData): Read<SettingsChange> {
  const isAddressed = senderFields.some((name) => name !== "senderName" && textOf(form, name) !== "");
  return readTexts(form, senderFields, (text, name) => {
    if (name === "senderName") return text === "" && isAddressed ? { code: "settings.invalid.name" } : undefined;
    return name === "senderCountryCode" && text !== "" && !isCountry(text) ? { code: "settings.invalid.country", params: { text } } : undefined;
  });
}
