// Who is looking at the app, and may they? Sign-in, sessions and install, by Shopify's own library.
// The library writes to the console and offers more doors than this app has: both stay in here.
import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp, type Session } from "@shopify/shopify-app-remix/server";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { RetryableError } from "../platform/errors.ts";
import type { Env } from "../platform/env.server.ts";
import type { Log } from "../platform/log.server.ts";
import { readCustomer, readProxyVisit } from "./public-visits.server.ts";
import { namesOneShop, tokenIn } from "./session-claims.ts";
import type { SessionStorage } from "./sealed-session-storage.server.ts";

/** The Admin API version of every call and every webhook. */
export const apiVersion = ApiVersion.October26;

/** What the shop granted at this moment. */
export type GrantedSession = { shopDomain: string; scopes: string[] };

/** The Admin API with the token that was granted a moment ago. */
export type InstallAdmin = { query<R, V extends object>(document: TypedDocumentNode<R, V>, variables: V): Promise<R> };

export type ShopifyOptions = {
  env: Pick<Env, "SHOPIFY_API_KEY" | "SHOPIFY_API_SECRET" | "SHOPIFY_APP_URL">;
  sessionStorage: SessionStorage;
  /** Called on every token exchange, which is at install, at reinstall and after idle hours; it must be repeatable. */
  onInstalled: (session: GrantedSession, admin: InstallAdmin) => Promise<void>;
  log: Log;
};

export type Shopify = ReturnType<typeof createShopify>;

export function createShopify({ env, sessionStorage, onInstalled, log }: ShopifyOptions) {
  const app = shopifyApp({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    appUrl: env.SHOPIFY_APP_URL,
    apiVersion,
    distribution: AppDistribution.AppStore,
    isEmbeddedApp: true,
    sessionStorage,
    logger: { log: logOfLibrary(log), level: LogSeverity.Info, httpRequests: false, timestamps: false },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    hooks: {
      afterAuth: async ({ session, admin }) => {
        await onInstalled(grantedBy(session), {
          query: async <R, V extends object>(document: TypedDocumentNode<R, V>, variables: V) => {
            const response = await admin.graphql(print(document), { variables: { ...variables } });
            const { data } = await response.json();
            if (!data) throw new RetryableError("Shopify answered without data at install");
            return data as R;
          },
        });
      },
    },
  });
  return {
    authenticate: {
      admin: async (request: Request) => {
        const token = tokenIn(request);
        if (token !== undefined && !namesOneShop(token)) throw new Response(null, { status: 401 });
        return await app.authenticate.admin(request);
      },
      customerAccount: (request: Request) => readCustomer(app.authenticate.public.customerAccount, request),
      appProxy: (request: Request) => readProxyVisit(app.authenticate.public.appProxy, request),
    },
    addDocumentResponseHeaders: app.addDocumentResponseHeaders,
  };
}

function grantedBy(session: Session): GrantedSession {
  return { shopDomain: session.shop, scopes: (session.scope ?? "").split(",").map((scope) => scope.trim()).filter(Boolean) };
}

function logOfLibrary(log: Log) {
  return (severity: LogSeverity, message: string): void => {
    if (severity === LogSeverity.Error) log.error(message);
    else if (severity === LogSeverity.Warning) log.warn(message);
    else log.debug(message);
  };
}
