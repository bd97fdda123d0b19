// What is in the mail of one order: whose words, from whom, with which files?
import { writeCsv, writeXlsx } from "../../../platform/tables/write-table.server.ts";
import type { Mail, Mailer } from "../../../platform/mail.ts";
import type { Language } from "../../../platform/words/words.ts";
import type { ChangeMessage } from "../../change-message.ts";
import { toChangeLetter } from "../../change-text.ts";
import type { Letterhead } from "../../letterhead.ts";
import { kindsInRequest, kindsInSheet, unite, type DisclosedKind } from "../../disclosed-kinds.ts";
import { factsOf, wordMail } from "../../mail-text.ts";
import { defaultColumns, toSheet } from "../../order-sheet.ts";
import { renderPurchaseOrder } from "../../purchase-order-pdf.server.ts";
import type { SupplierOrderRequest } from "../../supplier-order-request.ts";
import { mailAddresses } from "./addresses.ts";
import type { EmailSettings } from "./connector.server.ts";

type Context = { readonly settings: EmailSettings; readonly letterhead: Letterhead | undefined; readonly mailer: Mailer; readonly reminder?: number | undefined };

const usual = (request: SupplierOrderRequest): Letterhead => ({
  supplierName: "", supplierLanguage: "zh-CN", from: { name: request.identity.shopBrand, address: null }, replyTo: null, texts: {}, columns: defaultColumns("zh-CN"), showsPrices: false,
});

/** The same order always is the same mail to a mailbox, by its Message-ID. */
export async function toOrderMail(request: SupplierOrderRequest, { settings, letterhead = usual(request), mailer, reminder }: Context): Promise<Mail> {
  const languages = languagesOf(settings.language, letterhead.supplierLanguage);
  const from = { name: letterhead.from.name, address: letterhead.from.address ?? mailer.fromAddress };
  const worded = wordMail({
    kind: reminder === undefined ? "order" : "reminder", languages, own: letterhead.texts, isRepeat: request.isRepeat ?? false, link: request.answerUrl,
    factsIn: (language) => factsOf(request, { supplier: letterhead.supplierName, language }),
  });
  return {
    ...worded, from,
    messageId: `${request.identity.idempotencyKey}${reminder === undefined ? "" : `.reminder${reminder}`}@${mailer.fromAddress.slice(mailer.fromAddress.lastIndexOf("@") + 1)}`,
    to: mailAddresses(settings.to),
    ...(settings.cc ? { cc: mailAddresses(settings.cc) } : {}),
    ...(letterhead.replyTo ? { replyTo: letterhead.replyTo } : {}),
    ...(request.bounceTo ? { bounceTo: request.bounceTo } : {}),
    attachments: reminder !== undefined ? [] : await attachmentsOf(request, { settings, letterhead, languages }),
  };
}

/** Several languages stand below each other; the same change always is the same mail. */
export function toChangeMail(message: ChangeMessage, { settings, letterhead, mailer }: Context): Mail {
  const { from, replyTo, supplierLanguage } = letterhead ?? { from: { name: message.shopBrand, address: null }, replyTo: null, supplierLanguage: "zh-CN" as const };
  const worded = languagesOf(settings.language, supplierLanguage).map((language) => toChangeLetter(message, language));
  return {
    subject: worded.map(({ subject }) => subject).join(" / "),
    text: worded.map(({ text }) => text).join("\n\n----\n\n"),
    from: { name: from.name, address: from.address ?? mailer.fromAddress },
    messageId: `${message.idempotencyKey}@${mailer.fromAddress.slice(mailer.fromAddress.lastIndexOf("@") + 1)}`,
    to: mailAddresses(settings.to),
    ...(settings.cc ? { cc: mailAddresses(settings.cc) } : {}),
    ...(replyTo ? { replyTo } : {}),
    ...(message.bounceTo ? { bounceTo: message.bounceTo } : {}),
    attachments: [],
  };
}

export function languagesOf(setting: EmailSettings["language"], own: Language): Language[] {
  if (setting === "both") return own === "en" ? ["en", "zh-CN"] : ["zh-CN", "en"];
  return [setting === "supplier" ? own : setting];
}

/** Of the buyer; a reminder and a mail without files name the order alone. */
export function kindsInMail(request: SupplierOrderRequest, { settings, letterhead = usual(request), reminder }: Omit<Context, "mailer">): DisclosedKind[] {
  if (reminder !== undefined) return [];
  return unite(settings.sheet === "none" ? [] : kindsInSheet(request, letterhead.columns), settings.pdf === "yes" ? kindsInRequest(request) : []);
}

type Files = { settings: EmailSettings; letterhead: Letterhead; languages: readonly Language[] };

async function attachmentsOf(request: SupplierOrderRequest, { settings, letterhead, languages }: Files): Promise<Mail["attachments"]> {
  const { orderName, reference } = request.identity;
  const name = `${orderName.replaceAll(/[^\p{L}\p{N}._-]/gu, "")}-${reference.slice(-8)}`;
  const sheet = toSheet([request], letterhead.columns);
  const files: Mail["attachments"][number][] = [];
  if (settings.sheet === "xlsx" || settings.sheet === "both") {
    files.push({ filename: `${name}.xlsx`, content: await writeXlsx([{ name: orderName, ...sheet }]), contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
  }
  if (settings.sheet === "csv" || settings.sheet === "both") files.push({ filename: `${name}.csv`, content: Buffer.from(writeCsv(sheet)), contentType: "text/csv; charset=utf-8" });
  if (settings.pdf === "yes") files.push({ filename: `${name}.pdf`, content: await renderPurchaseOrder(request, { languages, showsPrices: letterhead.showsPrices }), contentType: "application/pdf" });
  return files;
}
