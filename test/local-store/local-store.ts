// Where is Shopify when tests, the demo and daily work run without an account? Here: one HTTP server that answers
// for every shop by Host header, and on any other host offers the control API and, when given, the admin page.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { changeScopes } from "./acts/install-app.ts";
import { routeOrder } from "./acts/route-order.ts";
import { answerControl } from "./control/answer-control.ts";
import { answerGraphql } from "./graphql/answer-graphql.ts";
import { PointsBuckets } from "./graphql/points-bucket.ts";
import { sendJson } from "./http-answers.ts";
import { numericId } from "./ids.ts";
import { answerAccessToken } from "./oauth/answer-access-token.ts";
import { TokenBook } from "./oauth/token-book.ts";
import { shopFromSeed, type SeedShop } from "./seed-shops.ts";
import { readStateFile, StateFile, type KeptState } from "./state-file.ts";
import { answerStorefront } from "./storefront/storefront.ts";
import { usualShops } from "./usual-shops.ts";
import type { Chaos } from "./webhooks/chaos.ts";
import { WebhookSender } from "./webhooks/sender.ts";
import { usualTiming, type AppSettings, type Timing, type World } from "./world.ts";

export type AdminFacts = {
  apiKey: string;
  apiSecret: string;
  appUrl: string;
  storeUrl: string;
  shops: () => { domain: string; id: string; name: string }[];
  grantedScopes: (shopDomain: string) => string[];
};

/** Answers true when it has handled the request. */
export type AdminHandler = (request: IncomingMessage, response: ServerResponse, facts: AdminFacts) => Promise<boolean>;

export type LocalStoreOptions = {
  /** 0 or absent takes a free one. */
  port?: number;
  app: AppSettings;
  shops?: SeedShop[];
  /** Absent: everything is forgotten on close. */
  stateFile?: string;
  timing?: Partial<Timing>;
  /** Webhooks come five times, in any order, some late, some never. */
  chaos?: Chaos;
  /** Milliseconds since 1970, for token lifetimes, points and timestamps; timers run on the real clock. */
  now?: () => number;
  admin?: AdminHandler;
};

export type LocalStore = {
  url: string;
  port: number;
  setAppUrl: (url: string) => void;
  close: () => Promise<void>;
};

export async function startLocalStore(options: LocalStoreOptions): Promise<LocalStore> {
  const running = new RunningStore(options);
  const server = createServer((request, response) => {
    running.answer(request, response).catch((error: unknown) => failed(response, error));
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  running.url = `http://127.0.0.1:${port}`;
  running.resume();
  return {
    url: running.url,
    port,
    setAppUrl: (url) => {
      running.world.app.url = url;
    },
    close: () => {
      running.stop();
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

function failed(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  sendJson(response, 500, { errors: `the local store failed: ${error instanceof Error ? error.stack : String(error)}` });
}

class RunningStore {
  url = "";
  world: World;
  readonly #options: LocalStoreOptions;
  /** One object for the store's whole life, so that setAppUrl also reaches what a reset has created. */
  readonly #app: AppSettings;
  readonly #file: StateFile;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: LocalStoreOptions) {
    this.#options = options;
    this.#app = { ...options.app };
    this.#file = new StateFile(options.stateFile, () => this.#kept());
    this.world = this.#newWorld(readStateFile(options.stateFile));
  }

  /**
   * Orders placed just before the last stop still get their fulfillment orders, and an installed app its newly declared
   * scopes, as a deploy on Shopify brings them.
   */
  resume(): void {
    const { world } = this;
    for (const shop of world.shops.values()) {
      const isRescoped = shop.isInstalled && shop.grantedScopes.join() !== world.app.scopes.join();
      if (isRescoped) changeScopes({ world, shop }, [...world.app.scopes]);
      for (const order of shop.orders.filter((candidate) => candidate.routedAt === null)) {
        world.later(world.timing.routingDelayMs, () => routeOrder({ world, shop }, order));
      }
    }
  }

  stop(): void {
    this.#quieten();
    this.#file.save();
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
    const { pathname } = new URL(request.url ?? "/", "http://store.invalid");
    if (host.endsWith(".myshopify.com")) return this.#answerShop(host, pathname, { request, response });
    if (pathname.startsWith("/_control/")) {
      return answerControl({ world: this.world, reset: () => this.#reset(), request, response });
    }
    const [, domain = "", path = "/"] = /^\/_storefront\/([^/]+)(\/.*)?$/.exec(request.url ?? "") ?? [];
    const visited = this.world.shops.get(domain);
    if (visited) return answerStorefront({ world: this.world, shop: visited }, { path, base: `/_storefront/${domain}` }, { request, response });
    const isHandled = await this.#options.admin?.(request, response, this.#adminFacts());
    if (!isHandled) sendJson(response, 404, { errors: "Not Found" });
  }

  async #answerShop(host: string, pathname: string, { request, response }: { request: IncomingMessage; response: ServerResponse }): Promise<void> {
    const shop = this.world.shops.get(host);
    if (!shop) return sendJson(response, 404, { errors: "Not Found" });
    const place = { world: this.world, shop };
    const isPost = request.method === "POST";
    if (isPost && /^\/admin\/api\/(\d{4}-\d{2}|unstable)\/graphql\.json$/.test(pathname)) return answerGraphql({ place, request, response });
    if (isPost && pathname === "/admin/oauth/access_token") return answerAccessToken(place, request, response);
    if (!pathname.startsWith("/admin")) return answerStorefront(place, { path: request.url ?? "/", base: "" }, { request, response });
    sendJson(response, 404, { errors: "Not Found" });
  }

  #adminFacts(): AdminFacts {
    const { app, shops } = this.world;
    return {
      apiKey: app.apiKey, apiSecret: app.apiSecret, appUrl: app.url, storeUrl: this.url,
      shops: () => [...shops.values()].map((shop) => ({ domain: shop.domain, id: numericId(shop.id), name: shop.name })),
      grantedScopes: (shopDomain) => shops.get(shopDomain)?.grantedScopes ?? [],
    };
  }

  #newWorld(kept: KeptState | undefined): World {
    const now = this.#options.now ?? Date.now;
    const timing = { ...usualTiming, ...this.#options.timing };
    const app = this.#app;
    const seeds = this.#options.shops ?? usualShops;
    const shops = kept?.shops ?? seeds.map((seed, position) => shopFromSeed(seed, position));
    return {
      app, timing, now,
      shops: new Map(shops.map((shop) => [shop.domain, shop])),
      tokens: new TokenBook(now, kept?.grants ?? []),
      webhooks: new WebhookSender({ app, timing, now, chaos: this.#options.chaos }),
      buckets: new PointsBuckets(now),
      graphqlFaults: [],
      calls: [],
      changed: () => this.#file.changed(),
      later: (milliseconds, work) => this.#later(milliseconds, work),
    };
  }

  #kept(): KeptState {
    return { shops: [...this.world.shops.values()], grants: [...this.world.tokens.all()] };
  }

  #reset(): void {
    this.#quieten();
    this.world = this.#newWorld(undefined);
    this.#file.changed();
  }

  #quieten(): void {
    this.world.webhooks.close();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, milliseconds);
    this.#timers.add(timer);
  }
}
