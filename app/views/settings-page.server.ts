// The read model of the settings page.
import { listKeptRates } from "../merchants/exchange-rates.server.ts";
import { shopSubject, type Merchant } from "../merchants/merchant.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Params } from "../platform/errors.ts";
import type { SheetToWrite } from "../platform/tables/table.ts";
import { readHomePage } from "./home-page.server.ts";
import { typedHolds } from "./hold-settings.ts";
import { textSettings, type SettingsPage, type SettingValues, type ShownChange } from "./settings-page.ts";

const shownChanges = 20;
const mostRates = 5_000;

type Context = { readonly merchant: Merchant; readonly now: Date; readonly apiKey: string };

export async function readSettingsPage(tx: ShopTransaction, { merchant, now, apiKey }: Context): Promise<SettingsPage> {
  const today = dayIn(merchant.timeZone, now);
  const rates = await listKeptRates(tx, mostRates);
  const newest = rates.filter((rate, index) => rates.findIndex(({ from, to }) => from === rate.from && to === rate.to) === index);
  return {
    values: await readSettingValues(tx, merchant.currency),
    sending: (await readHomePage(tx, merchant)).sending,
    shopCurrency: merchant.currency,
    today,
    rates: newest.map((rate) => ({ ...rate, days: Math.max(0, Math.round((Date.parse(today) - Date.parse(rate.quotedOn)) / 86_400_000)) })),
    changes: await readChanges(tx),
    links: {
      page: `https://${merchant.domain}/apps/parcels`,
      menu: `https://${merchant.domain}/admin/content/menus`,
      editor: `https://${merchant.domain}/admin/settings/checkout/editor?${new URLSearchParams({ page: "order-status", context: "apps", app: apiKey })}`,
    },
  };
}

export const dayIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);

export async function readSettingValues(tx: ShopTransaction, currency: string): Promise<SettingValues> {
  const row = await tx.db.merchantSettings.findUniqueOrThrow({ where: { shopId: tx.shopId } });
  const { notifyCustomer, showsParcelsToCustomers, stockFreshHours, holdsHighRisk, holdsMediumRisk } = row;
  const texts = Object.fromEntries(textSettings.map((name) => [name, row[name] ?? ""])) as Record<(typeof textSettings)[number], string>;
  return { ...texts, senderName: row.senderCompany ?? row.senderName ?? "", notifyCustomer, showsParcelsToCustomers, stockFreshHours, holdsHighRisk, holdsMediumRisk, ...typedHolds(row, currency) };
}

const shownCodes = ["settings_changed", "rate_entered", "rates_imported", "went_live", "back_to_review"];

async function readChanges(tx: ShopTransaction): Promise<ShownChange[]> {
  const rows = await tx.db.activity.findMany({ where: { subject: "shop", subjectId: shopSubject, code: { in: shownCodes } }, orderBy: [{ at: "desc" }, { id: "desc" }], take: shownChanges });
  return rows.map(({ id, at, code, params }) => ({ id, at, code, params: params as Params }));
}

/** In the form in which they are taken in again. */
export async function ratesSheet(tx: ShopTransaction): Promise<SheetToWrite> {
  const rates = await listKeptRates(tx, mostRates);
  return { name: "rates", headers: ["date", "from", "to", "rate", "source"], rows: rates.map(({ quotedOn, from, to, rate, source }) => [quotedOn, from, to, rate, source]) };
}
