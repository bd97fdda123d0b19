// The sender of mails to suppliers: read, saved, and its domain looked up.
import { z } from "zod";
import { wantedRecords, type SeenRecord } from "../merchants/mail-domain.server.ts";
import { saveSettings } from "../merchants/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Mailer } from "../platform/mail.ts";
import { done, refused, type Said } from "./answer.ts";
import { textOf } from "./form.ts";
import type { MailSettingsPage } from "./mail-settings-page.ts";
import type { Act } from "./open-shop-page.server.ts";

export async function readMailSettings(tx: ShopTransaction, mailer: Mailer | undefined): Promise<MailSettingsPage> {
  const shop = await tx.db.shop.findUniqueOrThrow({ where: { id: tx.shopId }, include: { settings: true } });
  const text = (name: "mailFromName" | "mailReplyTo" | "mailFromAddress"): string => shop.settings?.[name] ?? "";
  const seen = { spf: shop.settings?.mailSpfSeen === true, dkim: shop.settings?.mailDkimSeen === true };
  const address = text("mailFromAddress");
  return {
    ...ours(mailer), shopName: shop.brandName ?? shop.name, fromName: text("mailFromName"), replyTo: text("mailReplyTo"), fromAddress: address,
    records: mailer && address ? wantedRecords(address, mailer).map((record) => ({ ...record, isSeen: seen[record.kind] })) : [],
  };
}

const ours = (mailer: Mailer | undefined) => ({ isSetUp: mailer !== undefined, signs: mailer?.dkim !== undefined, ourAddress: mailer?.fromAddress ?? "" });

/** Another address is another domain: what was seen of the old one means nothing for it. */
export async function saveMailSettings(tx: ShopTransaction, form: FormData): Promise<Act> {
  const typed = { mailFromName: textOf(form, "fromName").replaceAll(/[\r\n]+/g, " "), mailReplyTo: textOf(form, "replyTo"), mailFromAddress: textOf(form, "fromAddress") };
  const errors = complaintsOf(typed);
  if (Object.keys(errors).length > 0) return { answer: refused(errors), jobs: [] };
  const before = await tx.db.merchantSettings.findUnique({ where: { shopId: tx.shopId }, select: { mailFromAddress: true } });
  const isSame = (before?.mailFromAddress ?? "") === typed.mailFromAddress;
  await saveSettings(tx, {
    mailFromName: typed.mailFromName || null, mailReplyTo: typed.mailReplyTo || null, mailFromAddress: typed.mailFromAddress || null,
    ...(isSame ? {} : { mailSpfSeen: false, mailDkimSeen: false, mailCheckedAt: null }),
  });
  return { answer: done("mail.settings.saved"), jobs: [] };
}

function complaintsOf(typed: { mailFromName: string; mailReplyTo: string; mailFromAddress: string }): Record<string, Said> {
  const errors: Record<string, Said> = {};
  if (typed.mailFromName.length > 100) errors["fromName"] = { code: "form.too_long", params: { most: 100 } };
  if (!isAddressOrNone(typed.mailReplyTo)) errors["replyTo"] = { code: "mail.settings.bad_address" };
  if (!isAddressOrNone(typed.mailFromAddress)) errors["fromAddress"] = { code: "mail.settings.bad_address" };
  return errors;
}

const isAddressOrNone = (text: string): boolean => text === "" || (text.length <= 254 && z.email().safeParse(text).success);

export async function saveSeenRecords(tx: ShopTransaction, records: readonly SeenRecord[], at: Date): Promise<Act> {
  const isSeen = (kind: SeenRecord["kind"]) => records.some((record) => record.kind === kind && record.isSeen);
  await saveSettings(tx, { mailSpfSeen: isSeen("spf"), mailDkimSeen: isSeen("dkim"), mailCheckedAt: at });
  return { answer: done(isSeen("spf") && isSeen("dkim") ? "mail.settings.checked.ready" : "mail.settings.checked.missing"), jobs: [] };
}
