// Where does a mailbox report what it could not take? To an address that names the mail, and that only we can have made.
// A local part may have 64 letters and loses their case on the way, so ids are written to the base 36.
import type { Signer } from "../platform/signer.server.ts";

export type MailAddress = { readonly shopId: string; readonly mailId: string };

const purpose = "bounce";
const codeBytes = 10;
const shape = /^b\+([\da-z]{1,13})\.([\da-z]{1,25})\.([\da-f]{20})$/;

const textOf = ({ shopId, mailId }: MailAddress): string => `${shopId}.${mailId}`;

export function bounceAddress(signer: Signer, domain: string, mail: MailAddress): string {
  const code = signer.codeOf(purpose, textOf(mail)).subarray(0, codeBytes).toString("hex");
  return `b+${BigInt(mail.shopId).toString(36)}.${BigInt(`0x${mail.mailId.replaceAll("-", "")}`).toString(36)}.${code}@${domain}`;
}

/** Undefined for whatever we did not make. */
export function readBounceAddress(signer: Signer, domain: string, address: string): MailAddress | undefined {
  const [local = "", host = ""] = address.toLowerCase().split("@");
  const [, shop, mail, code] = shape.exec(local) ?? [];
  if (host !== domain.toLowerCase() || shop === undefined || mail === undefined || code === undefined) return undefined;
  const hex = from36(mail).toString(16).padStart(32, "0");
  const found = { shopId: from36(shop).toString(), mailId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` };
  return hex.length === 32 && signer.isCodeOf(purpose, textOf(found), Buffer.from(code, "hex")) ? found : undefined;
}

const from36 = (text: string): bigint => [...text].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
