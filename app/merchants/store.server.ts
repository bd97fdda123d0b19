// The memory of shops and their settings. A shop row is known before a tenant is, so it has no policy;
// settings are the tenant's own.
import type { MerchantSettings as SettingsRow, Prisma, Shop } from "@prisma/client";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { MerchantError } from "../platform/errors.ts";
import type { HoldSettings, Merchant, MerchantSettings, Sender } from "./merchant.ts";

export type ShopFacts = {
  readonly shopId: string;
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly grantedScopes: readonly string[];
};

/** Installs or reinstalls: settings, orders and suppliers of an earlier time stay as they were. */
export async function saveInstalledShop(database: Database, facts: ShopFacts, now: Date): Promise<void> {
  const { shopId, grantedScopes, ...known } = facts;
  const data = { ...known, grantedScopes: [...grantedScopes], uninstalledAt: null, redactedAt: null };
  // A domain can move to another shop id only after a redaction; the id is the tenant, the domain an attribute.
  await database.withoutShop.shop.upsert({
    where: { id: shopId },
    update: { ...data, installedAt: now },
    create: { id: shopId, ...data, installedAt: now },
  });
  await database.inShop(shopId, async (tx) => {
    // Two installs at once: whoever comes second finds the row there.
    await tx.db.merchantSettings.createMany({ data: [{ shopId }], skipDuplicates: true });
  });
}

export const findShopByDomain = (database: Database, domain: string): Promise<Shop | null> =>
  database.withoutShop.shop.findUnique({ where: { domain } });

export const listInstalledShops = (database: Database): Promise<Shop[]> =>
  database.withoutShop.shop.findMany({ where: { uninstalledAt: null }, orderBy: { id: "asc" } });

/** Throws MerchantError("shop_not_installed") when the shop is unknown or has removed the app. */
export async function getMerchant(tx: ShopTransaction): Promise<Merchant> {
  const merchant = await findMerchant(tx);
  if (!merchant?.isInstalled) throw new MerchantError("shop_not_installed");
  return merchant;
}

export async function findMerchant(tx: ShopTransaction): Promise<Merchant | undefined> {
  const row = await tx.db.shop.findUnique({ where: { id: tx.shopId }, include: { settings: true } });
  if (!row) return undefined;
  return {
    shopId: row.id,
    domain: row.domain,
    name: row.name,
    brandName: row.brandName ?? row.name,
    currency: row.currency,
    timeZone: row.timeZone,
    locale: row.locale,
    isInstalled: row.uninstalledAt === null,
    settings: toSettings(row.settings),
  };
}

export async function saveSettings(tx: ShopTransaction, change: Prisma.MerchantSettingsUncheckedUpdateInput): Promise<void> {
  await tx.db.merchantSettings.update({ where: { shopId: tx.shopId }, data: change });
}

export async function markUninstalled(tx: ShopTransaction, at: Date): Promise<void> {
  const { domain } = await tx.db.shop.update({ where: { id: tx.shopId }, data: { uninstalledAt: at, grantedScopes: [] } });
  await tx.db.session.deleteMany({ where: { shop: domain } });
}

export async function saveGrantedScopes(tx: ShopTransaction, scopes: readonly string[]): Promise<void> {
  await tx.db.shop.update({ where: { id: tx.shopId }, data: { grantedScopes: [...scopes] } });
}

/** Of an owner who has decided nothing yet. */
const undecided: MerchantSettings = {
  sendingMode: "REVIEW", wentLiveAt: null, sendFromOrderNumber: null, notifyCustomer: true, language: null, sender: null,
  packingInstructionsEn: null, packingInstructionsZh: null, iossNumber: null, vatNumber: null, eoriNumber: null,
  stockFreshHours: 72, showsParcelsToCustomers: true,
  holds: { holdsHighRisk: true, holdsMediumRisk: false, editWindowMinutes: 0, duplicateWindowMinutes: 10, priceCeilingMinor: null, marginFloorBasisPoints: null },
};

function toSettings(row: SettingsRow | null): MerchantSettings {
  if (!row) return undecided;
  return {
    sendingMode: row.sendingMode,
    wentLiveAt: row.wentLiveAt,
    sendFromOrderNumber: row.sendFromOrderNumber,
    notifyCustomer: row.notifyCustomer,
    language: row.language,
    sender: toSender(row),
    packingInstructionsEn: row.packingInstructionsEn,
    packingInstructionsZh: row.packingInstructionsZh,
    iossNumber: row.iossNumber,
    vatNumber: row.vatNumber,
    eoriNumber: row.eoriNumber,
    stockFreshHours: row.stockFreshHours,
    showsParcelsToCustomers: row.showsParcelsToCustomers,
    holds: toHoldSettings(row),
  };
}

function toHoldSettings(row: SettingsRow): HoldSettings {
  const { holdsHighRisk, holdsMediumRisk, editWindowMinutes, duplicateWindowMinutes, priceCeilingMinor, marginFloorBasisPoints } = row;
  return { holdsHighRisk, holdsMediumRisk, editWindowMinutes, duplicateWindowMinutes, priceCeilingMinor, marginFloorBasisPoints };
}

/** Without asking whether the app is installed: a hold is true of any order. */
export async function getHoldSettings(tx: ShopTransaction): Promise<HoldSettings> {
  const row = await tx.db.merchantSettings.findUnique({ where: { shopId: tx.shopId } });
  return row ? toHoldSettings(row) : undecided.holds;
}

function toSender(row: SettingsRow): Sender | null {
  const name = row.senderCompany ?? row.senderName;
  if (!name) return null;
  return {
    name,
    phone: row.senderPhone,
    address1: row.senderAddress1,
    city: row.senderCity,
    province: row.senderProvince,
    postalCode: row.senderPostalCode,
    countryCode: row.senderCountryCode,
  };
}
