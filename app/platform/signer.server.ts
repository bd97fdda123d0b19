// How does an address that we gave away prove that it is ours? By a signature over its purpose and text; nothing is stored.
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { SealingKey } from "./secrets.server.ts";

export type Signer = {
  /** A signature that fits into an address: 22 characters, letters of either case. */
  sign(purpose: string, text: string): string;
  /** For addresses whose letters lose their case on the way, as mail addresses do. */
  signLower(purpose: string, text: string): string;
  /** By any of the keys, in constant time. */
  isSigned(purpose: string, text: string, signature: string): boolean;
};

const bytes = 16;

/** Keys are derived, so that a signature tells nothing of the key that seals. */
export function createSigner(keys: readonly SealingKey[]): Signer {
  const derived = keys.map(({ key }) => Buffer.from(hkdfSync("sha256", key, "", "daifa signed addresses", 32)));
  const macOf = (key: Buffer, purpose: string, text: string): Buffer => createHmac("sha256", key).update(`${purpose}\n${text}`).digest().subarray(0, bytes);
  const newest = (purpose: string, text: string): Buffer => {
    const [key] = derived;
    if (!key) throw new Error("a signer needs a key");
    return macOf(key, purpose, text);
  };
  return {
    sign: (purpose, text) => newest(purpose, text).toString("base64url"),
    signLower: (purpose, text) => newest(purpose, text).toString("hex"),
    isSigned: (purpose, text, signature) => {
      const given = Buffer.from(signature, signature.length === bytes * 2 ? "hex" : "base64url");
      // No early end: how long it takes says nothing of which key, or how much of it, fits.
      return derived.filter((key) => given.length === bytes && timingSafeEqual(macOf(key, purpose, text), given)).length > 0;
    },
  };
}
