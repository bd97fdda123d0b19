// How are the limits that hold orders typed, and how are they kept? Minutes, an amount and percent are text on the page.
import { formatDecimal, parseMoney } from "../platform/money.ts";
import type { HoldSettings } from "../merchants/merchant.ts";
import type { Said } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Read } from "./read-offer-form.ts";
import { holdTexts, type HoldText, type SettingValues } from "./settings-page.ts";

type Typed = Readonly<Record<HoldText, string>>;

export const typedHolds = (kept: HoldSettings, currency: string): Typed => ({
  editWindowMinutes: String(kept.editWindowMinutes),
  duplicateWindowMinutes: String(kept.duplicateWindowMinutes),
  priceCeilingMinor: kept.priceCeilingMinor === null ? "" : formatDecimal({ minor: kept.priceCeilingMinor, currency }),
  marginFloorBasisPoints: kept.marginFloorBasisPoints === null ? "" : String(kept.marginFloorBasisPoints / 100),
});

/** A week; whoever wants longer reviews each order. */
const mostMinutes = 10_080;
const mostPercent = 99;

const faults: Readonly<Record<HoldText, (text: string, currency: string) => Said | undefined>> = {
  editWindowMinutes: faultOfMinutes,
  duplicateWindowMinutes: faultOfMinutes,
  priceCeilingMinor: (text, currency) => (text === "" || isAmount(text, currency) ? undefined : { code: "settings.invalid.amount" }),
  marginFloorBasisPoints: (text) => (text === "" || (/^\d{1,2}(\.\d{1,2})?$/.test(text) && Number(text) <= mostPercent) ? undefined : { code: "settings.invalid.percent" }),
};

function faultOfMinutes(text: string): Said | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= mostMinutes ? undefined : { code: "settings.invalid.minutes", params: { most: mostMinutes } };
}

function isAmount(text: string, currency: string): boolean {
  try {
    return parseMoney(text, currency).minor >= 0n && !text.startsWith("-");
  } catch {
    return false;
  }
}

export function readHoldSettings(form: FormData, currency: string): Read<Partial<SettingValues>> {
  const errors: Record<string, Said> = {};
  for (const name of holdTexts) {
    const fault = faults[name](textOf(form, name), currency);
    if (fault) errors[name] = fault;
  }
  if (Object.keys(errors).length > 0) return { kind: "refused", errors };
  const texts = Object.fromEntries(holdTexts.map((name) => [name, plain(name, textOf(form, name), currency)])) as Typed;
  return { kind: "value", value: { ...texts, holdsHighRisk: textOf(form, "holdsHighRisk") === "true", holdsMediumRisk: textOf(form, "holdsMediumRisk") === "true" } };
}

/** As it is shown again, so that the same value typed another way is no change. */
const plain = (name: HoldText, text: string, currency: string): string => {
  if (text === "") return "";
  return name === "priceCeilingMinor" ? formatDecimal(parseMoney(text, currency)) : String(Number(text));
};

/** For the column. */
export function keptHold(name: HoldText, text: string, currency: string): number | bigint | null {
  if (text === "") return null;
  if (name === "priceCeilingMinor") return parseMoney(text, currency).minor;
  return name === "marginFloorBasisPoints" ? Math.round(Number(text) * 100) : Number(text);
}

export const isHoldText = (name: string): name is HoldText => holdTexts.some((one) => one === name);
