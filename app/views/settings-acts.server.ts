// What can be changed in the settings: each change is remembered with what stood there before.
import { saveRate, type DatedRate } from "../merchants/exchange-rates.server.ts";
import { shopSubject, type Merchant } from "../merchants/merchant.ts";
import { saveSettings } from "../merchants/store.server.ts";
import { reviewHolds } from "../orders/review-holds.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { NextJob } from "../platform/step.ts";
import { readTable } from "../platform/tables/read-table.server.ts";
import type { Code } from "../platform/words/words.ts";
import { done, failed, refused, type Answer, type Said } from "./answer.ts";
import { textOf } from "./form.ts";
import { actOnHome } from "./home-acts.server.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { routeJobs } from "./product-acts.server.ts";
import { isHoldText, keptHold } from "./hold-settings.ts";
import { faultOf, missingColumns, readRates, type RatesRead } from "./read-rates.ts";
import { readSettingsForm, type SettingsChange } from "./read-settings-form.ts";
import { dayIn, readSettingValues } from "./settings-page.server.ts";
import type { Setting } from "./settings-page.ts";

type Context = { readonly merchant: Merchant; readonly by: By };

export async function actOnSettings(tx: ShopTransaction, form: FormData, { merchant, by }: Context): Promise<Act> {
  const intent = textOf(form, "intent");
  if (intent === "rate") return await enterRates(tx, [rateIn(form)], { merchant, by });
  if (intent === "rates") return await enterRates(tx, ratesIn(textOf(form, "rates")), { merchant, by, isFile: true });
  const read = readSettingsForm(form, merchant.currency);
  if (!read) return await actOnHome(tx, form, { merchant, by });
  if (read.kind === "refused") return { answer: refused(read.errors), jobs: [] };
  const changed = await change(tx, read.value, { by, currency: merchant.currency });
  // Another limit holds other orders: every one that waits is looked at.
  const jobs: NextJob[] = changed > 0 && intent === "holds" ? [{ step: reviewHolds.name, input: { shopId: tx.shopId, after: "" }, key: tx.shopId }] : [];
  return { answer: done(changed > 0 ? "settings.saved" : "settings.nothing_changed"), jobs };
}

const longestShown = 60;
const shownValue = (value: string | number | boolean): string => (String(value).length > longestShown ? `${String(value).slice(0, longestShown)}…` : String(value));

/** Returns how many settings are different now. */
async function change(tx: ShopTransaction, values: SettingsChange, { by, currency }: { by: By; currency: string }): Promise<number> {
  const before = await readSettingValues(tx, currency);
  const changed = (Object.keys(values) as Setting[]).filter((name) => values[name] !== undefined && values[name] !== before[name]);
  if (changed.length === 0) return 0;
  const row = Object.fromEntries(changed.map((name) => [name, isHoldText(name) ? keptHold(name, values[name] ?? "", currency) : values[name] === "" ? null : values[name]]));
  // One name is printed; an older company name would hide what was typed.
  await saveSettings(tx, { ...row, ...(changed.includes("senderName") ? { senderCompany: null } : {}) });
  for (const name of changed) {
    await recordActivity(tx, {
      subject: "shop", subjectId: shopSubject, actor: { kind: "STAFF", name: by.name }, code: "settings_changed", at: by.at,
      params: { field: name, before: shownValue(before[name]), after: shownValue(values[name] ?? "") },
    });
  }
  return changed.length;
}

const rateIn = (form: FormData): DatedRate =>
  ({ from: textOf(form, "from").toUpperCase(), to: textOf(form, "to").toUpperCase(), rate: textOf(form, "rate"), quotedOn: textOf(form, "quotedOn") });

/** What the preview has shown comes back from the browser, so it is judged again. */
function ratesIn(text: string): DatedRate[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.slice(0, mostRows).map((one: Record<string, unknown>) => ({ from: String(one?.["from"]), to: String(one?.["to"]), rate: String(one?.["rate"]), quotedOn: String(one?.["quotedOn"]) })) : [];
  } catch {
    return [];
  }
}

const mostRows = 2_000;
const fieldOfFault: Partial<Record<Code, string>> = { "form.rate": "rate", "form.day": "quotedOn", "settings.rates.future": "quotedOn", "settings.rates.same": "from" };

function fieldOf({ code, params }: Said, { from }: DatedRate): string {
  return fieldOfFault[code] ?? (params?.["text"] === from ? "from" : "to");
}

async function enterRates(tx: ShopTransaction, rates: readonly DatedRate[], { merchant, by, isFile = false }: Context & { readonly isFile?: boolean }): Promise<Act> {
  const today = dayIn(merchant.timeZone, by.at);
  for (const rate of rates) {
    const fault = faultOf(rate, today);
    if (fault) return { answer: refused({ [fieldOf(fault, rate)]: fault }), jobs: [] };
  }
  if (rates.length === 0) return { answer: failed("settings.rates.none_usable"), jobs: [] };
  for (const rate of rates) await saveRate(tx, rate, isFile ? "file" : "merchant");
  const actor = { kind: "STAFF", name: by.name } as const;
  const [first] = rates;
  if (isFile || !first) await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor, code: "rates_imported", params: { rows: rates.length }, at: by.at });
  else await recordActivity(tx, { subject: "shop", subjectId: shopSubject, actor, code: "rate_entered", params: { from: first.from, to: first.to, rate: first.rate, on: first.quotedOn }, at: by.at });
  const currencies = [...new Set(rates.flatMap(({ from, to }) => [from, to]))];
  const offers = await tx.db.offer.findMany({ where: { currency: { in: currencies } }, select: { variant: { select: { shopifyVariantId: true } } } });
  return { answer: done("settings.rates.saved", { rows: rates.length }), jobs: await routeJobs(tx, ...new Set(offers.map(({ variant }) => variant.shopifyVariantId))) };
}

export type RatesPreview = ({ readonly kind: "preview" } & RatesRead) | Extract<Answer, { kind: "refused" }>;

export async function previewRates(form: FormData, today: string): Promise<RatesPreview> {
  const file = form.get("file");
  const refuse = (said: Said): RatesPreview => ({ kind: "refused", errors: { file: said } });
  if (!(file instanceof File) || file.size === 0) return refuse({ code: "settings.rates.choose" });
  const reading = await readTable(Buffer.from(await file.arrayBuffer()), { maxBytes: 2 * 1024 * 1024, maxRows: mostRows });
  // The words of refused files stand with the imports.
  if (reading.kind === "refused") return refuse({ code: reading.code as string as Code, params: reading.params });
  const missing = missingColumns(reading.table);
  if (missing.length > 0) return refuse({ code: "settings.rates.columns", params: { missing: missing.join(", ") } });
  return { kind: "preview", ...readRates(reading.table, { today }) };
}
