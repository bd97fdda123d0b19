// Which access and refresh tokens are good now? Offline tokens live an hour and are renewed with a refresh token that changes each time.
// The refresh token before the last stays usable until its replacement has been used, so that a lost answer strands nobody.

import { randomBytes } from "node:crypto";

export type AccessGrant = {
  shopDomain: string;
  accessToken: string;
  scopes: string[];
  /** Milliseconds since 1970; null for a token that does not expire. */
  expiresAt: number | null;
  refreshToken: string | null;
  refreshExpiresAt: number | null;
  /** The refresh token that was exchanged for this grant. */
  replaces: string | null;
  /** The user of an online token. */
  userId: string | null;
};

const hour = 3_600_000;
export const accessLifetimeMs = hour;
export const refreshLifetimeMs = 90 * 24 * hour;
export const onlineLifetimeMs = 24 * hour;

export class TokenBook {
  #grants: AccessGrant[];
  readonly #now: () => number;

  constructor(now: () => number, grants: AccessGrant[] = []) {
    this.#now = now;
    this.#grants = grants;
  }

  all(): readonly AccessGrant[] {
    return this.#grants;
  }

  accessOf(shopDomain: string, accessToken: string): { scopes: string[] } | undefined {
    const grant = this.#grants.find((candidate) => candidate.accessToken === accessToken && candidate.shopDomain === shopDomain);
    if (!grant || (grant.expiresAt !== null && grant.expiresAt <= this.#now())) return undefined;
    return { scopes: grant.scopes };
  }

  grantOffline(shopDomain: string, scopes: string[], { expiring }: { expiring: boolean }): AccessGrant {
    return this.#add({
      shopDomain, scopes, userId: null, replaces: null,
      expiresAt: expiring ? this.#now() + accessLifetimeMs : null,
      refreshToken: expiring ? token("shprt") : null,
      refreshExpiresAt: expiring ? this.#now() + refreshLifetimeMs : null,
    });
  }

  grantOnline(shopDomain: string, scopes: string[], userId: string): AccessGrant {
    const expiresAt = this.#now() + onlineLifetimeMs;
    return this.#add({ shopDomain, scopes, userId, replaces: null, expiresAt, refreshToken: null, refreshExpiresAt: null });
  }

  /** Undefined when the refresh token is unknown, expired or already superseded. */
  refresh(shopDomain: string, refreshToken: string): AccessGrant | undefined {
    const grant = this.#grants.find((candidate) => candidate.refreshToken === refreshToken && candidate.shopDomain === shopDomain);
    if (!grant || (grant.refreshExpiresAt ?? 0) <= this.#now()) return undefined;
    if (grant.replaces !== null) this.#retire(grant.replaces);
    return this.#add({
      shopDomain, scopes: grant.scopes, userId: null, replaces: refreshToken,
      expiresAt: this.#now() + accessLifetimeMs,
      refreshToken: token("shprt"), refreshExpiresAt: this.#now() + refreshLifetimeMs,
    });
  }

  revokeShop(shopDomain: string): void {
    this.#grants = this.#grants.filter((grant) => grant.shopDomain !== shopDomain);
  }

  rescope(shopDomain: string, scopes: string[]): void {
    for (const grant of this.#grants) if (grant.shopDomain === shopDomain) grant.scopes = scopes;
  }

  /** Expires the access tokens of a shop now; refresh tokens stay good. */
  expireAccess(shopDomain: string): void {
    for (const grant of this.#grants) if (grant.shopDomain === shopDomain) grant.expiresAt = this.#now();
  }

  #retire(refreshToken: string): void {
    for (const grant of this.#grants) {
      if (grant.refreshToken !== refreshToken) continue;
      grant.refreshToken = null;
      if (grant.replaces !== null) this.#retire(grant.replaces);
    }
  }

  #add(facts: Omit<AccessGrant, "accessToken">): AccessGrant {
    const grant = { ...facts, accessToken: token(facts.userId === null ? "shpat" : "shpua") };
    this.#grants.push(grant);
    return grant;
  }
}

function token(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString("hex")}`;
}
