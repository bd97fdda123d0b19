// Is this a session token that App Bridge could have handed out for this app and shop?

import { createHmac, timingSafeEqual } from "node:crypto";

export type SessionClaims = { iss: string; dest: string; aud: string; sub: string; exp: number; nbf: number; iat: number; jti: string; sid: string };

/** Seconds by which clocks may differ. */
const tolerance = 10;
const lifetime = 60;

type Signing = { apiKey: string; apiSecret: string; nowMs: number };

/** The token that account pages hand to an extension; without a customer while nobody is signed in. */
export function signCustomerToken(shopDomain: string, customerId: string | null, { apiKey, apiSecret, nowMs }: Signing): string {
  const iat = Math.floor(nowMs / 1000);
  const claims = { dest: shopDomain, aud: apiKey, exp: iat + lifetime, nbf: iat, iat, jti: `${iat}`, ...(customerId === null ? {} : { sub: customerId }) };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${signature(signed, apiSecret)}`;
}

export function signSessionToken(shopDomain: string, userId: string, { apiKey, apiSecret, nowMs }: Signing): string {
  const iat = Math.floor(nowMs / 1000);
  const unique = `${iat}-${Math.random().toString(36).slice(2)}`;
  const claims: SessionClaims = {
    iss: `https://${shopDomain}/admin`, dest: `https://${shopDomain}`, aud: apiKey, sub: userId,
    exp: iat + lifetime, nbf: iat, iat, jti: unique, sid: unique,
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${signature(signed, apiSecret)}`;
}

/** The claims, or undefined when anything about the token is wrong. */
export function readSessionToken(token: string, shopDomain: string, { apiKey, apiSecret, nowMs }: Signing): SessionClaims | undefined {
  const [head = "", body = "", given = ""] = token.split(".");
  const claims = decode(body) as Partial<SessionClaims> | undefined;
  if (!claims || decode(head)?.["alg"] !== "HS256" || !isSignedBy(apiSecret, `${head}.${body}`, given)) return undefined;
  const { exp = 0, nbf = 0, aud, dest } = claims;
  const isCurrent = exp + tolerance > nowMs / 1000 && nbf - tolerance < nowMs / 1000;
  const isForUs = aud === apiKey && dest === `https://${shopDomain}`;
  return isCurrent && isForUs ? (claims as SessionClaims) : undefined;
}

function isSignedBy(secret: string, text: string, given: string): boolean {
  const expected = Buffer.from(signature(text, secret));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function signature(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
