// How does POST /admin/oauth/access_token answer: token exchange for a session token, and refresh?

import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendJson } from "../http-answers.ts";
import { markInstalled } from "../acts/install-app.ts";
import type { Place } from "../world.ts";
import { readSessionToken } from "./session-token.ts";
import type { AccessGrant } from "./token-book.ts";

const tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
const idTokenType = "urn:ietf:params:oauth:token-type:id_token";
const onlineType = "urn:shopify:params:oauth:token-type:online-access-token";
const offlineType = "urn:shopify:params:oauth:token-type:offline-access-token";

type Answer = { status: number; body: Record<string, unknown> };

export async function answerAccessToken(place: Place, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = readForm(await readBody(request), request.headers["content-type"] ?? "");
  const { status, body } = answerForm(place, form);
  sendJson(response, status, body);
}

function answerForm(place: Place, form: Record<string, string>): Answer {
  const { app } = place.world;
  if (form["client_id"] !== app.apiKey || form["client_secret"] !== app.apiSecret) {
    return refused("application_cannot_be_found", "The application cannot be found or its secret is wrong.");
  }
  if (form["grant_type"] === tokenExchange) return exchange(place, form);
  if (form["grant_type"] === "refresh_token") return refresh(place, form);
  return refused("unsupported_grant_type", `Grant type ${form["grant_type"] ?? ""} is not supported.`);
}

function exchange(place: Place, form: Record<string, string>): Answer {
  const { world, shop } = place;
  if (form["subject_token_type"] !== idTokenType) return refused("invalid_request", "subject_token_type must be an id token.");
  const signing = { apiKey: world.app.apiKey, apiSecret: world.app.apiSecret, nowMs: world.now() };
  const claims = readSessionToken(form["subject_token"] ?? "", shop.domain, signing);
  if (!claims) return refused("invalid_subject_token", "The subject token is not valid for this app and shop.");
  const kind = form["requested_token_type"];
  if (kind !== onlineType && kind !== offlineType) return refused("invalid_request", "requested_token_type is not known.");
  markInstalled(place);
  const grant = kind === onlineType
    ? world.tokens.grantOnline(shop.domain, shop.grantedScopes, claims.sub)
    : world.tokens.grantOffline(shop.domain, shop.grantedScopes, { expiring: form["expiring"] === "1" });
  world.changed();
  return { status: 200, body: grantBody(place, grant) };
}

function refresh(place: Place, form: Record<string, string>): Answer {
  const grant = place.world.tokens.refresh(place.shop.domain, form["refresh_token"] ?? "");
  if (!grant) return refused("invalid_grant", "The refresh token is invalid, expired or already used.");
  place.world.changed();
  return { status: 200, body: grantBody(place, grant) };
}

export function grantBody({ world, shop }: Place, grant: AccessGrant): Record<string, unknown> {
  const seconds = (until: number | null) => (until === null ? null : Math.round((until - world.now()) / 1000));
  const scope = grant.scopes.join(",");
  return {
    access_token: grant.accessToken,
    scope,
    ...(grant.expiresAt === null ? {} : { expires_in: seconds(grant.expiresAt) }),
    ...(grant.refreshToken === null ? {} : {
      refresh_token: grant.refreshToken, refresh_token_expires_in: seconds(grant.refreshExpiresAt),
    }),
    ...(grant.userId === null ? {} : { associated_user_scope: scope, associated_user: associatedUser(shop.email, shop.ownerName, grant.userId) }),
  };
}

function associatedUser(email: string, ownerName: string, userId: string) {
  const [first = ownerName, ...rest] = ownerName.split(" ");
  return {
    id: Number(userId), first_name: first, last_name: rest.join(" "), email, account_owner: true, locale: "en",
    collaborator: false, email_verified: true,
  };
}

function refused(error: string, description: string): Answer {
  return { status: 400, body: { error, error_description: description } };
}

function readForm(body: Buffer, contentType: string): Record<string, string> {
  const text = body.toString("utf8");
  if (!contentType.includes("json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null) return {};
    return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
  } catch {
    return {};
  }
}

