// With which address does the admin open the app? The app's path plus the signed launch parameters.
import { createHmac } from "node:crypto";
import { signSessionToken } from "../oauth/session-token.ts";

/** The only member of staff that the local store knows. */
const STAFF_USER_ID = "90000001";

export type VouchInput = { apiKey: string; apiSecret: string; shopDomain: string; nowMs: number };

/** How the admin vouches for the merchant in front of it: good for one minute. */
export function mintIdToken(input: VouchInput): string {
  return signSessionToken(input.shopDomain, STAFF_USER_ID, input);
}

export type FrameInput = VouchInput & {
  appProxyUrl: string;
  /** Path, query and hash inside the app. */
  path: string;
  locale: string;
};

export function frameAddress(input: FrameInput): string {
  const app = new URL(input.appProxyUrl);
  const url = new URL(app.origin + input.path);
  const store = input.shopDomain.replace(/\.myshopify\.com$/, "");
  const launch = {
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${store}`).toString("base64").replace(/=+$/, ""),
    id_token: mintIdToken(input),
    locale: input.locale,
    session: createHmac("sha256", "local-store-session").update(input.shopDomain).digest("hex"),
    shop: input.shopDomain,
    timestamp: String(Math.floor(input.nowMs / 1000)),
  };
  for (const [name, value] of Object.entries(launch)) url.searchParams.set(name, value);
  url.searchParams.set("hmac", sign(url.searchParams, input.apiSecret));
  return url.href;
}

/** Sorted by name and joined as a query: https://shopify.dev/docs/apps/build/authentication-authorization */
function sign(parameters: URLSearchParams, secret: string): string {
  const sorted = new URLSearchParams(parameters);
  sorted.sort();
  return createHmac("sha256", secret).update(sorted.toString()).digest("hex");
}
