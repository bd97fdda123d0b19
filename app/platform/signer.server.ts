// How does an address that we gave away prove that it is ours? By a code over its purpose and text; nothing is stored.
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { SealingKey } from "./secrets.server.ts";

export type Signer = {
  /** 16 bytes; a place without room for them may carry the first ten. */
  codeOf(purpose: string, text: string): Buffer;
  /** By any of the keys, in constant time. */
  isCodeOf(purpose: string, text: string, code: Buffer): boolean;
};

const length = 16;
const least = 10;

/** Keys are derived, so that a code tells nothing of the key that seals. */
export function createSigner(keys: readonly SealingKey[]): Signer {
  const derived = keys.map(({ key }) => Buffer.from(hkdfSync("sha256", key, "", "daifa signed addresses", 32)));
  const codeBy = (key: Buffer, purpose: string, text: string): Buffer => createHmac("sha256", key).update(`${purpose}\n${text}`).digest().subarray(0, length);
  const [newest] = derived;
  if (!newest) throw new Error("a signer needs a key");
  return {
    codeOf: (purpose, text) => codeBy(newest, purpose, text),
    isCodeOf: (purpose, text, code) => {
      if (code.length < least || code.length > length) return false;
      // No early end: how long it takes says nothing of which key, or how much of it, fits.
      return derived.filter((key) => timingSafeEqual(codeBy(key, purpose, text).subarray(0, code.length), code)).length > 0;
    },
  };
}
