// What the load generator sends, when, and what came back.

/** One webhook, signed, with every header that Shopify sends. */
export type Delivery = {
  readonly domain: string;
  readonly webhookId: string;
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Of the order that it tells of; deliveries of one order leave together. */
  readonly order: string;
};

export type Pace =
  /** Each connection sends its next when its last was answered. */
  | { readonly kind: "closed"; readonly connections: number }
  /** On time, whether or not earlier ones were answered; without a rate all at once. */
  | { readonly kind: "open"; readonly connections: number; readonly ordersPerSecond?: number };

export type Outcome = { readonly domain: string; readonly webhookId: string; readonly order: string; readonly topic: string; /** 0: no answer. */ readonly status: number; readonly scheduledAt: number; readonly latencyMs: number };

export type Sent = {
  readonly wallMs: number;
  readonly outcomes: readonly Outcome[];
  /** How late the generator itself was at worst; its lateness counts as latency. */
  readonly worstLagMs: number;
};
