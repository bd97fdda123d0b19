// Do the two places that a session token names agree? Its signature, times and receiver are checked by Shopify's library; that
// the issuer is the shop it speaks for is not (https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens/set-up-session-tokens).

const shopHost = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** True as well for what is no token at all: that is the library's to refuse. */
export function namesOneShop(token: string): boolean {
  const claims = claimsIn(token);
  if (!claims) return true;
  const host = hostOf(claims["dest"]);
  return host !== undefined && shopHost.test(host) && hostOf(claims["iss"]) === host;
}

export function tokenIn(request: Request): string | undefined {
  const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return bearer ?? new URL(request.url).searchParams.get("id_token") ?? undefined;
}

function claimsIn(token: string): Record<string, unknown> | undefined {
  try {
    const bytes = Uint8Array.from(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof read === "object" && read !== null ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}

const hostOf = (place: unknown): string | undefined => (typeof place === "string" && URL.canParse(place) ? new URL(place).host : undefined);
