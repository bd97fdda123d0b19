// With which token may a worker speak to a shop now?
// A refresh changes the refresh token too, so two processes refreshing at once would strand one of them: one at a time per shop.
import { Session } from "@shopify/shopify-api";
import pg from "pg";
import { z } from "zod";
import { BugError, MerchantError, RetryableError } from "../platform/errors.ts";
import type { Log } from "../platform/log.server.ts";
import type { SessionStorage } from "./sealed-session-storage.server.ts";

export type Tokens = {
  /**
   * Throws MerchantError `shopify.access_revoked` when the shop has taken its access back.
   * `rejected`: a token that Shopify refused although it had not expired; another one is fetched.
   */
  accessTokenFor(shopDomain: string, rejected?: string): Promise<string>;
  close(): Promise<void>;
};

export type TokensOptions = {
  /** For the lock: a pool of its own, because it is held while Shopify is asked. */
  databaseUrl: string;
  sessions: SessionStorage;
  apiKey: string;
  apiSecret: string;
  log: Log;
  now?: () => Date;
  fetch?: typeof fetch;
};

const REFRESH_BEFORE_MS = 5 * 60_000;
/** A token this close to its end is not worth starting a call with. */
const USELESS_BEFORE_MS = 30_000;
const REFRESH_LIMIT_MS = 5_000;

type Parts = Required<Pick<TokensOptions, "now" | "fetch">> & Omit<TokensOptions, "now" | "fetch"> & { pool: pg.Pool };

export function createTokens(options: TokensOptions): Tokens {
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 2, connectionTimeoutMillis: 10_000 });
  // The pool listens to idle connections only: one that breaks while it is held would end the process. Its query fails by itself.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", (error) => options.log.warn({ err: error }, "an idle token connection broke"));
  const parts: Parts = { now: () => new Date(), fetch: (input, init) => fetch(input, init), ...options, pool };
  const underWay = new Map<string, Promise<string>>();
  return {
    accessTokenFor: async (shopDomain, rejected) => {
      const session = await parts.sessions.loadSession(offlineId(shopDomain));
      const usable = usableToken(session, { now: parts.now(), leftMs: REFRESH_BEFORE_MS, rejected });
      if (usable) return usable;
      // Callers of this process share one refresh; the lock is for the other processes.
      const running = underWay.get(shopDomain) ?? refreshAlone(parts, shopDomain, rejected).finally(() => underWay.delete(shopDomain));
      underWay.set(shopDomain, running);
      return running;
    },
    close: () => pool.end(),
  };
}

const offlineId = (shopDomain: string): string => `offline_${shopDomain}`;

function usableToken(session: Session | undefined, want: { now: Date; leftMs: number; rejected: string | undefined }): string | undefined {
  const token = session?.accessToken;
  if (!token || token === want.rejected) return undefined;
  const left = session.expires ? session.expires.getTime() - want.now.getTime() : Number.POSITIVE_INFINITY;
  return left > want.leftMs ? token : undefined;
}

/** The one HTTP call that is made inside a transaction: the row lock must outlast it. */
async function refreshAlone(parts: Parts, shopDomain: string, rejected: string | undefined): Promise<string> {
  const client = await parts.pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("begin");
    await client.query("set local lock_timeout = '15s'");
    // "No key" leaves rows that refer to the shop free to be inserted meanwhile.
    const { rowCount } = await client.query('select 1 from "Shop" where "domain" = $1 for no key update', [shopDomain]);
    if (rowCount === 0) throw revoked(shopDomain);
    const token = await refreshLocked(parts, shopDomain, rejected);
    await client.query("commit");
    return token;
  } catch (error) {
    failure = error instanceof Error ? error : new BugError(String(error));
    if (failure instanceof pg.DatabaseError && failure.code === "55P03") {
      throw new RetryableError("another process is refreshing the token", { cause: failure });
    }
    throw failure;
  } finally {
    client.release(failure);
  }
}

async function refreshLocked(parts: Parts, shopDomain: string, rejected: string | undefined): Promise<string> {
  const session = await parts.sessions.loadSession(offlineId(shopDomain));
  const refreshedMeanwhile = usableToken(session, { now: parts.now(), leftMs: REFRESH_BEFORE_MS, rejected });
  if (refreshedMeanwhile) return refreshedMeanwhile;
  if (!session) throw revoked(shopDomain);
  try {
    if (!session.refreshToken) throw revoked(shopDomain);
    const answer = await askForTokens(parts, shopDomain, session.refreshToken);
    await parts.sessions.storeSession(renewed(session, answer, parts.now()));
    parts.log.info({ shopDomain }, "access token refreshed");
    return answer.access_token;
  } catch (error) {
    const stillGood = usableToken(session, { now: parts.now(), leftMs: USELESS_BEFORE_MS, rejected });
    if (error instanceof RetryableError && stillGood) return stillGood;
    // Without its session the shop gets a new token as soon as somebody opens the app there.
    if (error instanceof MerchantError) await parts.sessions.deleteSession(session.id);
    throw error;
  }
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1),
  refresh_token_expires_in: z.number().positive(),
  scope: z.string(),
});
type TokenAnswer = z.infer<typeof tokenAnswer>;

function renewed(session: Session, answer: TokenAnswer, now: Date): Session {
  const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  return new Session({
    ...session.toObject(),
    accessToken: answer.access_token,
    expires: inSeconds(answer.expires_in),
    refreshToken: answer.refresh_token,
    refreshTokenExpires: inSeconds(answer.refresh_token_expires_in),
    scope: answer.scope,
  });
}

async function askForTokens(parts: Parts, shopDomain: string, refreshToken: string): Promise<TokenAnswer> {
  const { status, body } = await post(parts, `https://${shopDomain}/admin/oauth/access_token`, {
    client_id: parts.apiKey,
    client_secret: parts.apiSecret,
    grant_type: "refresh_token",
    refresh_token: refreshToken,
  });
  if (status === 429 || status >= 500) throw new RetryableError(`Shopify's token endpoint answered ${status}`);
  if (status === 200) {
    const parsed = tokenAnswer.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new RetryableError("Shopify's token endpoint gave an unreadable answer");
  }
  const { error } = z.object({ error: z.string() }).catch({ error: "" }).parse(body);
  // Our own key or secret is wrong: no shop can mend that, and no shop has revoked anything.
  if (error === "application_cannot_be_found" || error === "invalid_client") throw new BugError(`Shopify does not know this app: ${error}`);
  throw revoked(shopDomain);
}

async function post(parts: Parts, url: string, fields: Record<string, string>): Promise<{ status: number; body: unknown }> {
  try {
    const response = await parts.fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(fields),
      redirect: "manual",
      signal: AbortSignal.timeout(REFRESH_LIMIT_MS),
    });
    const text = await response.text();
    return { status: response.status, body: readJson(text) };
  } catch (cause) {
    throw new RetryableError("Shopify's token endpoint did not answer", { cause });
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function revoked(shopDomain: string): MerchantError {
  return new MerchantError("shopify.access_revoked", { shop: shopDomain });
}
