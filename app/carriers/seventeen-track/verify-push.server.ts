// Did 17TRACK really send this push, unaltered?
// Header `sign` is the lower-case hex SHA-256 of the raw body, a slash and our API key: https://api.17track.net/en/doc?version=v2.2
import { createHash, timingSafeEqual } from "node:crypto";

export function signPush(rawBody: Uint8Array, key: string): string {
  return createHash("sha256").update(rawBody).update(`/${key}`).digest("hex");
}

/** Over the bytes as received: parsing and writing the JSON again would change them. */
export function isPushAuthentic(push: { readonly rawBody: Uint8Array; readonly sign: string | undefined; readonly key: string }): boolean {
  if (push.sign === undefined || push.key === "") return false;
  const expected = Buffer.from(signPush(push.rawBody, push.key));
  const given = Buffer.from(push.sign);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
