// Is this what the order says, without the time of the answer telling how much of it was right?
import { createHash, timingSafeEqual } from "node:crypto";

/** Case, blanks and full-width forms are how people type, not what they mean. Nothing equals what is not known. */
export function isSameText(known: string | null | undefined, typed: string): boolean {
  const [left, right] = [plain(known ?? ""), plain(typed)];
  const isEqual = timingSafeEqual(digest(left), digest(right));
  return isEqual && left !== "";
}

const plain = (text: string): string => text.normalize("NFKC").replaceAll(/\s/gu, "").toLowerCase();
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
