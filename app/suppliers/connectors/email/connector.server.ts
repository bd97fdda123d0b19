// How do we order from a supplier that works with a mailbox? One mail for each order, with the sheet and a purchase order,
// and a link behind which a person there answers. Nobody can be asked by machine what became of a mail.
import { z } from "zod";
import { MerchantError } from "../../../platform/errors.ts";
import type { Mailer, Posted } from "../../../platform/mail.ts";
import type { ChangeAnswer, ChangeMessage } from "../../change-message.ts";
import { defineConnector, type Acknowledgement, type Answered, type Refusal, type Sent, type TextLimits, type Unknown } from "../../connector.ts";
import type { Letterhead } from "../../letterhead.ts";
import type { SupplierOrderRequest } from "../../supplier-order-request.ts";
import { findOverLimit } from "../../text-limits.ts";
import { mailAddresses, mailAddressesPattern } from "./addresses.ts";
import { kindsInMail, toChangeMail, toOrderMail } from "./order-mail.server.ts";

const settingsSchema = z.strictObject({
  to: z.string().max(1000).regex(mailAddressesPattern),
  cc: z.string().max(1000).regex(mailAddressesPattern).optional(),
  language: z.enum(["supplier", "zh-CN", "en", "both"]).default("supplier"),
  sheet: z.enum(["xlsx", "csv", "both", "none"]).default("xlsx"),
  pdf: z.enum(["yes", "no"]).default("yes"),
});
export type EmailSettings = z.infer<typeof settingsSchema>;

export const email = defineConnector({
  name: "email",
  settingsSchema,
  credentialsSchema: z.strictObject({}),
  abilities: { idempotentSubmit: false, lookUp: false, polls: false, pushes: false, answers: "later", changes: "by_letter" },
  open: ({ settings, limits, mail, letterhead }) => ({
    submit: async (request) => findRefusal(request, limits) ?? (await write(request, { settings, mail, letterhead })),
    remind: (request, number) => write(request, { settings, mail, letterhead, reminder: number }),
    change: (message) => writeChange(message, { settings, mail, letterhead }),
    // A person at the supplier's reads the mails: nothing can be taken back by machine.
    cancel: async () => ({ outcome: { kind: "unknown", reason: "unexpected_answer" }, exchange: undefined }),
    testConnection: async () => ({ outcome: mail ? { kind: "works", supplierName: mailAddresses(settings.to)[0] } : { kind: "fails", code: "mail_not_set_up", params: {} }, exchange: undefined }),
  }),
});

function findRefusal(request: SupplierOrderRequest, limits: TextLimits | undefined): Answered<Acknowledgement> | undefined {
  const refusal = findOverLimit(request, limits);
  return refusal && { outcome: refusal, exchange: undefined };
}

type Line = { readonly settings: EmailSettings; readonly mail: Mailer | undefined; readonly letterhead: Letterhead | undefined; readonly reminder?: number };

async function write(request: SupplierOrderRequest, { settings, mail, letterhead, reminder }: Line): Promise<Answered<Acknowledgement>> {
  const mailer = mail ?? notSetUp();
  const written = await toOrderMail(request, { settings, letterhead, mailer, reminder });
  const posted = await mailer.post(written);
  const to = [...written.to, ...(written.cc ?? [])].join(", ");
  // The files hold the buyer's address and customs number, which the log has no need of.
  const log = [`Message-ID: <${written.messageId}>`, `To: ${to}`, `Subject: ${written.subject}`, "", written.text, "", ...written.attachments.map(({ filename }) => `[${filename}]`)];
  return {
    outcome: judge(posted),
    exchange: { request: log.join("\n"), response: posted.kind === "taken" ? posted.response : undefined, status: undefined },
    mail: { to, messageId: written.messageId, rejected: posted.kind === "taken" ? posted.rejected : [], discloses: kindsInMail(request, { settings, letterhead, reminder }) },
  };
}

/** The answer comes by the link: the page tells what the letter does not, such as the new address. */
async function writeChange(message: ChangeMessage, { settings, mail, letterhead }: Line): Promise<Answered<ChangeAnswer>> {
  const mailer = mail ?? notSetUp();
  const written = toChangeMail(message, { settings, letterhead, mailer });
  const posted = await mailer.post(written);
  const to = [...written.to, ...(written.cc ?? [])].join(", ");
  const log = [`Message-ID: <${written.messageId}>`, `To: ${to}`, `Subject: ${written.subject}`, "", written.text];
  const judged = judge(posted);
  return {
    outcome: judged.kind === "sent" ? { kind: "asked" } : judged,
    exchange: { request: log.join("\n"), response: posted.kind === "taken" ? posted.response : undefined, status: undefined },
    mail: { to, messageId: written.messageId, rejected: posted.kind === "taken" ? posted.rejected : [], discloses: [] },
  };
}

function notSetUp(): Mailer {
  throw new MerchantError("mail_not_set_up");
}

function judge(posted: Posted): Sent | Unknown | Refusal {
  if (posted.kind === "taken") return { kind: "sent" };
  if (posted.kind === "unknown") return { kind: "unknown", reason: posted.reason };
  const { code, text } = posted.rejection;
  return { kind: "refused", code: "mailbox_rejects", params: { message: `${code} ${text}` }, lines: [] };
}
