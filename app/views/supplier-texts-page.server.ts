// The wording of mails to one supplier: read with an example, saved, and tried in one's own mailbox.
import { z } from "zod";
import type { ShopTransaction } from "../platform/db.server.ts";
import { MerchantError, RetryableError } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import type { Mailer } from "../platform/mail.ts";
import { languages, type Language } from "../platform/words/words.ts";
import { loadLetterhead, saveOwnText } from "../suppliers/letterhead-store.server.ts";
import { TEXT_PLACES, type TextPlace } from "../suppliers/letterhead.ts";
import { fill, usualText, type MailFacts } from "../suppliers/mail-text.ts";
import { done, failed, refused, type Answer } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Act } from "./open-shop-page.server.ts";
import type { SupplierTextsPage } from "./supplier-texts-page.ts";

export async function readSupplierTexts(tx: ShopTransaction, mailer: Mailer | undefined, id: string): Promise<SupplierTextsPage | undefined> {
  const row = await tx.db.supplier.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } });
  if (!row) return undefined;
  const letterhead = await loadLetterhead(tx, row);
  const last = await tx.db.supplierOrder.findFirst({ where: { supplierId: id }, include: { lines: { orderBy: { position: "asc" } } }, orderBy: { id: "desc" } });
  const lines = last?.lines ?? [{ itemId: "LF-77", nameZh: "台灯", titleEn: "Lamp", packs: 2 }];
  const factsIn = (language: Language): MailFacts => ({
    order: last?.orderName ?? "#1001", brand: last?.shopBrand ?? letterhead.from.name, supplier: row.name, reference: last?.reference ?? "0123456789abcdef0123456789abcdef",
    lines: lines.map((line, index) => `${index + 1}. ${line.itemId}  ${language === "zh-CN" ? (line.nameZh ?? line.titleEn) : line.titleEn} × ${line.packs}`).join("\n"),
    units: String(lines.reduce((sum, { packs }) => sum + packs, 0)), ship_by: last?.shipBy?.toISOString().slice(0, 10) ?? "-", link: "https://…/s/…",
  });
  const usual = TEXT_PLACES.flatMap((place) => languages.map((language) => [`${place}:${language}`, usualText(place, language)] as const));
  return {
    supplier: { id, name: row.name, language: letterhead.supplierLanguage }, own: letterhead.texts, usual: Object.fromEntries(usual) as SupplierTextsPage["usual"],
    facts: { en: factsIn("en"), "zh-CN": factsIn("zh-CN") }, isSample: !last, isSetUp: mailer !== undefined, testTo: letterhead.replyTo ?? "",
  };
}

const longest = 5000;
const languageIn = (form: FormData): Language => (textOf(form, "language") === "en" ? "en" : "zh-CN");

/** What is the same as ours is not kept, so that our better wording of tomorrow reaches it. */
export async function saveSupplierTexts(tx: ShopTransaction, form: FormData, supplierId: string): Promise<Act> {
  const language = languageIn(form);
  const long = TEXT_PLACES.filter((place) => textOf(form, place).length > longest);
  if (long.length > 0) return { answer: refused(Object.fromEntries(long.map((place) => [place, { code: "form.too_long", params: { most: longest } } as const]))), jobs: [] };
  for (const place of TEXT_PLACES) {
    const text = textOf(form, place).replaceAll("\r\n", "\n");
    await saveOwnText(tx, supplierId, { place, language, text: text === usualText(place, language) ? "" : text });
  }
  return { answer: done("mail.texts.saved"), jobs: [] };
}

type Trial = { readonly page: SupplierTextsPage; readonly mailer: Mailer | undefined; readonly form: FormData };

/** To the merchant and not to the supplier, as it stands in the form. */
export async function sendTestMail({ page, mailer, form }: Trial): Promise<Answer> {
  const to = textOf(form, "to");
  if (!z.email().safeParse(to).success) return refused({ to: { code: "mail.settings.bad_address" } });
  if (!mailer) return failed("connection.mail_not_set_up");
  const language = languageIn(form);
  const say = (place: TextPlace) => fill(textOf(form, place) || page.usual[`${place}:${language}`], page.facts[language]);
  try {
    const posted = await mailer.post({
      messageId: `test.${newId()}@${mailer.fromAddress.slice(mailer.fromAddress.lastIndexOf("@") + 1)}`, from: { name: page.facts[language].brand, address: mailer.fromAddress },
      to: [to], subject: say("mail.subject").replaceAll(/\s+/g, " "), text: say("mail.text"), attachments: [],
    });
    if (posted.kind === "refused") return failed("mail.texts.test.refused", { text: posted.rejection.text });
    return posted.kind === "taken" ? done("mail.texts.test.sent", { to }) : failed("mail.texts.test.failed");
  } catch (error) {
    if (error instanceof RetryableError || error instanceof MerchantError) return failed("mail.texts.test.failed");
    throw error;
  }
}
