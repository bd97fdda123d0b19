// What does a mailbox say of a mail that it could not take? Delivery reports (RFC 3464) name status and recipient;
// delays, receipts and absence notes are no failures.
import { simpleParser } from "mailparser";

export type Bounce = { readonly address: string; readonly code: string; readonly text: string };

export async function readBounce(raw: Buffer): Promise<Bounce | undefined> {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipImageLinks: true, skipTextToHtml: true });
  const parts = mail.attachments.filter(({ contentType }) => /^message\/|^text\//.test(contentType)).map(({ content }) => content.toString("utf8"));
  const report = [mail.text ?? "", ...parts, raw.toString("latin1")].find((text) => /^Action:\s*failed/im.test(text));
  if (report === undefined) return undefined;
  const field = (name: string) => new RegExp(String.raw`^${name}:[ \t]*(.+(?:\r?\n[ \t]+.+)*)`, "im").exec(report)?.[1]?.replaceAll(/\s+/g, " ").trim();
  const recipient = field("Final-Recipient") ?? field("Original-Recipient") ?? "";
  return {
    address: recipient.replace(/^[^;]*;\s*/, "").slice(0, 254),
    code: /\b5\.\d{1,3}\.\d{1,3}\b/.exec(field("Status") ?? "")?.[0] ?? "5.0.0",
    text: (field("Diagnostic-Code") ?? mail.subject ?? "").replace(/^smtp;\s*/i, "").slice(0, 300),
  };
}
