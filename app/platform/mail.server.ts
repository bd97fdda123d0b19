// How does a mail leave us? Over the operator's own SMTP server, and never twice by itself: once the text has begun to
// flow, only the server's answer tells whether it has the mail.
import { createPublicKey } from "node:crypto";
import { Readable } from "node:stream";
import { createTransport } from "nodemailer";
import SMTPConnection, { type SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import { z } from "zod";
import type { Env } from "./env.server.ts";
import { MerchantError } from "./errors.ts";
import { MailFailure, rejectionOf, type Mail, type Mailer, type Posted, type Rejection } from "./mail.ts";

export type MailEnv = Pick<Env, "SMTP_URL" | "MAIL_FROM" | "MAIL_DKIM_DOMAIN" | "MAIL_DKIM_SELECTOR" | "MAIL_DKIM_KEY" | "MAIL_BOUNCE_DOMAIN">;

const patienceMs = 30_000;

/** Undefined where no mail server is configured. */
export function createMailer(env: MailEnv): Mailer | undefined {
  if (!env.SMTP_URL || !env.MAIL_FROM) return undefined;
  const { auth, ...server } = parseConnectionUrl(env.SMTP_URL);
  const options: SMTPConnectionOptions = {
    ...server, connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs, dnsTimeout: patienceMs,
  };
  const login = auth?.user ? { user: auth.user, pass: auth.pass ?? "" } : undefined;
  const key = env.MAIL_DKIM_KEY?.replaceAll(String.raw`\n`, "\n");
  const dkim = env.MAIL_DKIM_DOMAIN && env.MAIL_DKIM_SELECTOR && key ? { domain: env.MAIL_DKIM_DOMAIN, selector: env.MAIL_DKIM_SELECTOR, publicKey: createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64") } : undefined;
  return {
    fromAddress: env.MAIL_FROM,
    bounceDomain: env.MAIL_BOUNCE_DOMAIN,
    dkim,
    post: async (mail) => {
      const raw = await compose(mail, dkim && key ? { ...dkim, ownDomain: domainOf(env.MAIL_FROM ?? ""), privateKey: key } : undefined);
      const envelope = { from: mail.bounceTo ?? mail.from.address, to: [...mail.to, ...(mail.cc ?? [])], size: raw.length };
      return await deliver({ options, login, envelope, raw });
    },
  };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

type Signature = { readonly domain: string; readonly selector: string; readonly ownDomain: string; readonly privateKey: string };

/** A shop's own domain is signed for by its own name: it has published our key under our selector. */
async function compose(mail: Mail, key: Signature | undefined): Promise<Buffer> {
  const from = domainOf(mail.from.address);
  const dkim = key && { domainName: from === key.ownDomain ? key.domain : from, keySelector: key.selector, privateKey: key.privateKey };
  const writer = createTransport({ streamTransport: true, buffer: true, newline: "windows", disableFileAccess: true, disableUrlAccess: true, ...(dkim ? { dkim } : {}) });
  const { message } = await writer.sendMail({
    messageId: `<${mail.messageId}>`, from: mail.from, to: [...mail.to], subject: mail.subject, text: mail.text,
    attachments: mail.attachments.map((one) => ({ ...one })),
    ...(mail.cc ? { cc: [...mail.cc] } : {}), ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
    headers: { "Auto-Submitted": "auto-generated" },
  });
  return message as Buffer;
}

type Delivery = {
  readonly options: SMTPConnectionOptions; readonly login: { user: string; pass: string } | undefined;
  readonly envelope: { from: string; to: string[]; size: number }; readonly raw: Buffer;
};

async function deliver({ options, login, envelope, raw }: Delivery): Promise<Posted> {
  const line = new SMTPConnection(options);
  let hasBegun = false;
  const text = new Readable({
    read() {
      hasBegun = true;
      this.push(raw);
      this.push(null);
    },
  });
  try {
    // An error that no call waits for any more would end the process.
    await new Promise<void>((resolve, reject) => {
      line.on("error", reject);
      line.connect((error) => (error ? reject(error) : resolve()));
    });
    if (login) await new Promise<void>((resolve, reject) => line.login(login, (error) => (error ? reject(error) : resolve())));
    const sent = await new Promise<SentInfo>((resolve, reject) => {
      line.on("error", reject);
      line.send(envelope, text, (error, info) => (error ? reject(error) : resolve(sentSchema.parse(info))));
    });
    return { kind: "taken", response: sent.response, raw, rejected: sent.rejectedErrors.map((one) => ({ address: one.recipient ?? "", ...rejectionOf(one.response) })) };
  } catch (error) {
    return judge(error, { hasBegun, raw });
  } finally {
    line.close();
  }
}

type SentInfo = z.infer<typeof sentSchema>;
const sentSchema = z.object({
  response: z.string().default(""),
  rejectedErrors: z.array(z.object({ recipient: z.string().optional(), response: z.string().optional() })).default([]),
});

const failureSchema = z.object({ code: z.string().default("failed"), command: z.string().optional(), response: z.string().optional(), responseCode: z.number().optional(), message: z.string() });

function judge(error: unknown, { hasBegun, raw }: { hasBegun: boolean; raw: Buffer }): Posted {
  const failure = failureSchema.safeParse(error);
  if (!failure.success || !(error instanceof Error)) throw error;
  const rejection = rejectionIn(failure.data, hasBegun);
  if (rejection) return { kind: "refused", raw, rejection };
  const { code, response, responseCode = 0, message } = failure.data;
  if (hasBegun && responseCode < 400) return { kind: "unknown", reason: code === "ETIMEDOUT" ? "timeout" : "reset", raw };
  throw neverLeft({ code, response, responseCode, message }, error);
}

function neverLeft({ code, response, responseCode, message }: { code: string; response: string | undefined; responseCode: number; message: string }, cause: Error): Error {
  const refusesUs = responseCode >= 500 || code === "EAUTH";
  return refusesUs ? new MerchantError("mail_server_refuses_us", { text: rejectionOf(response ?? message).text }) : new MailFailure(`${code} ${responseCode}`, { cause });
}

/** What the server said of this mail and its readers, and not of us. */
function rejectionIn({ code, command, response, responseCode = 0, message }: z.infer<typeof failureSchema>, hasBegun: boolean): Rejection | undefined {
  const isAboutMail = code === "EMESSAGE" || command === "RCPT TO" || command === "DATA";
  if (isAboutMail && responseCode >= 500) return rejectionOf(response);
  // Too large by the server's own limit, told before anything was sent.
  const isTooLarge = code === "EMESSAGE" && responseCode === 0 && !hasBegun;
  return isTooLarge ? { code: "5.3.4", text: message.slice(0, 300) } : undefined;
}
