// What became of a mail that we gave to our mail server? Taken, refused, certainly not sent, or nobody knows.
import { RetryableError } from "./errors.ts";

export type Mail = {
  /** Without angle brackets. Equal ones are one mail to a mailbox. */
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo?: string | undefined;
  readonly to: readonly string[];
  readonly cc?: readonly string[] | undefined;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly filename: string; readonly content: Buffer; readonly contentType: string }[];
  /** Where mailboxes report what they could not deliver; the From address where absent. */
  readonly bounceTo?: string | undefined;
};

/** code: the enhanced status code of RFC 3463 ("5.1.1"), or the plain one where the server gives no other. */
export type Rejection = { readonly code: string; readonly text: string };

export type Posted =
  | { readonly kind: "taken"; readonly response: string; readonly raw: Buffer; readonly rejected: readonly (Rejection & { readonly address: string })[] }
  | { readonly kind: "refused"; readonly raw: Buffer; readonly rejection: Rejection }
  /** The line broke after the text had begun to flow: the server may have it. */
  | { readonly kind: "unknown"; readonly reason: "timeout" | "reset"; readonly raw: Buffer };

export type Mailer = {
  /** Our own address, which any shop's mail may come from. */
  readonly fromAddress: string;
  /** The domain that takes bounces, where one is set up. */
  readonly bounceDomain: string | undefined;
  /** Whose public key a shop's own domain has to show. */
  readonly dkim: { readonly domain: string; readonly selector: string; /** Base64, as a DNS record has it. */ readonly publicKey: string } | undefined;
  /** Throws MailFailure, and MerchantError("mail_server_refuses_us"): certainly nothing was sent. */
  post(mail: Mail): Promise<Posted>;
};

/** Not one byte of the text left: a repeat is safe. */
export class MailFailure extends RetryableError {
  readonly mayHaveArrived = false;
  constructor(detail: string, options: { cause?: unknown } = {}) {
    super(`mail: ${detail}`, options);
    this.name = "MailFailure";
  }
}

const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/;

/** "550 5.1.1 <x@y>: no such user" → 5.1.1 and the text. */
export function rejectionOf(response: string | undefined, fallback = "5.0.0"): Rejection {
  const text = (response ?? "").replaceAll(/\s+/g, " ").trim();
  return { code: status.exec(text)?.[1] ?? /^(\d{3})\b/.exec(text)?.[1] ?? fallback, text: text.slice(0, 300) };
}
