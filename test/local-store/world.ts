// What is running while the local store is up: the app it serves, its shops, tokens, logs, faults and the clock?

import type { CallRecord, GraphqlFault } from "./graphql/call-log.ts";
import type { PointsBuckets } from "./graphql/points-bucket.ts";
import type { TokenBook } from "./oauth/token-book.ts";
import type { ShopState } from "./shop-state.ts";
import type { WebhookSender } from "./webhooks/sender.ts";

export type AppSubscription = { topic: string; uri: string };

export type AppSettings = {
  apiKey: string;
  apiSecret: string;
  /** Where the app answers; relative webhook addresses are resolved against it. */
  url: string;
  scopes: string[];
  /** As in shopify.app.toml: topics in their "orders/create" form. */
  subscriptions: AppSubscription[];
  /** Of its webhooks; that of the schema when absent. */
  webhookVersion?: { handle: string; displayName: string; supported: boolean };
};

export type Timing = {
  /** Between orders/create and the fulfillment orders. */
  routingDelayMs: number;
  /** Before the first retry of a webhook; each later one waits twice as long. */
  webhookRetryMs: number;
  webhookTimeoutMs: number;
};

export const usualTiming: Timing = { routingDelayMs: 150, webhookRetryMs: 10_000, webhookTimeoutMs: 5_000 };

export type World = {
  app: AppSettings;
  timing: Timing;
  /** Milliseconds since 1970. */
  now: () => number;
  shops: Map<string, ShopState>;
  tokens: TokenBook;
  webhooks: WebhookSender;
  buckets: PointsBuckets;
  graphqlFaults: GraphqlFault[];
  calls: CallRecord[];
  /** Asks for the state to be written to the state file. */
  changed: () => void;
  /** Runs once later, unless the store closes or is reset first. */
  later: (milliseconds: number, work: () => void) => void;
};

/** One shop within the running store: what every act and resolver works on. */
export type Place = { world: World; shop: ShopState };
