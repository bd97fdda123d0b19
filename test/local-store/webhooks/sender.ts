// How do webhooks reach the app: signed, with every header, within 5 seconds, repeated up to 8 times with the same id and body?

import { randomUUID } from "node:crypto";
import { apiVersion } from "../graphql/admin-schema.ts";
import { appendBounded } from "../bounded-log.ts";
import { writeExactJson } from "../exact-json.ts";
import type { ShopState } from "../shop-state.ts";
import type { AppSettings, Timing } from "../world.ts";
import { timesOf, type Chaos } from "./chaos.ts";
import { takeWebhookFault, type WebhookFault } from "./delivery-faults.ts";
import { bodyFor } from "./subscription-filter.ts";
import { postWebhook, signBody, type WebhookAttempt } from "./post-webhook.ts";

export type WebhookDelivery = {
  webhookId: string;
  eventId: string;
  topic: string;
  shopDomain: string;
  /** As subscribed; a relative one is resolved against the app's address at each attempt. */
  uri: string;
  body: string;
  triggeredAt: string;
  /** dropped and failed are final; waiting means between attempts or held by a fault. */
  state: "waiting" | "delivered" | "failed" | "dropped";
  fault: WebhookFault["kind"] | null;
  attempts: WebhookAttempt[];
};

/** Its first attempt has no answer yet, and no fault holds it back. */
export function isUnderWay({ state, fault, attempts }: WebhookDelivery): boolean {
  return state === "waiting" && fault === null && attempts.length === 0;
}

const retries = 8;
/** A reordered delivery goes out by itself when nothing follows. */
const longestHoldMs = 2_000;

export type SenderSettings = {
  app: AppSettings;
  timing: Timing;
  now: () => number;
  /** Absent: each webhook is sent once, at once. */
  chaos?: Chaos | undefined;
};

export class WebhookSender {
  readonly deliveries: WebhookDelivery[] = [];
  readonly faults: WebhookFault[] = [];
  readonly #settings: SenderSettings;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #closing = new AbortController();
  #held: (() => void) | null = null;
  #started = 0;

  constructor(settings: SenderSettings) {
    this.#settings = settings;
  }

  /** A topic nobody subscribed to sends nothing. Compliance requests arrive also after an uninstall. */
  emit(shop: ShopState, topic: string, payload: unknown): void {
    const isAlwaysSent = ["customers/data_request", "customers/redact", "shop/redact", "app/uninstalled"].includes(topic);
    if (!shop.isInstalled && !isAlwaysSent) return;
    this.send(shop, topic, writeExactJson(payload));
  }

  /** Sends this very text to every subscriber of the topic. */
  send(shop: ShopState, topic: string, body: string): WebhookDelivery[] {
    const eventId = randomUUID();
    const configured = this.#settings.app.subscriptions.filter((entry) => entry.topic === topic).map((entry) => entry.uri);
    const wanted = [...configured.map((uri) => ({ uri, body })), ...subscribed(shop, topic, body)];
    return wanted.map((message) => this.#start({
      webhookId: randomUUID(), eventId, topic, shopDomain: shop.domain, ...message,
      triggeredAt: new Date(this.#settings.now()).toISOString(), state: "waiting", fault: null, attempts: [],
    }));
  }

  /** To one address, whoever has subscribed to what: signed, repeated and logged as a webhook is. */
  sendTo(shop: ShopState, { topic, uri }: { topic: string; uri: string }, payload: unknown): void {
    if (!shop.isInstalled) return;
    this.#start({
      webhookId: randomUUID(), eventId: randomUUID(), topic, shopDomain: shop.domain, uri, body: writeExactJson(payload),
      triggeredAt: new Date(this.#settings.now()).toISOString(), state: "waiting", fault: null, attempts: [],
    });
  }

  close(): void {
    this.#closing.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #start(delivery: WebhookDelivery): WebhookDelivery {
    appendBounded(this.deliveries, delivery);
    const fault = takeWebhookFault(this.faults, delivery.topic);
    delivery.fault = fault?.kind ?? null;
    this.#dispatch(delivery, fault);
    return delivery;
  }

  #dispatch(delivery: WebhookDelivery, fault: WebhookFault | undefined): void {
    const overtaken = this.#held;
    if (!fault && this.#settings.chaos) return this.#scatter(delivery, this.#settings.chaos);
    switch (fault?.kind) {
      case "drop":
        delivery.state = "dropped";
        return;
      case "delay":
        return this.#later(fault.delayMs ?? 1_000, () => void this.#attempt(delivery));
      case "reorder":
        return this.#hold(delivery);
      default:
        void this.#sendNow(delivery, fault ? fault.copies ?? 2 : 1).then(() => this.#release(overtaken));
    }
  }

  #scatter(delivery: WebhookDelivery, chaos: Chaos): void {
    const times = timesOf(chaos, { number: (this.#started += 1), topic: delivery.topic });
    if (times.length === 0) delivery.state = "dropped";
    for (const milliseconds of times) this.#later(milliseconds, () => void this.#attempt(delivery));
  }

  async #sendNow(delivery: WebhookDelivery, copies: number): Promise<void> {
    await Promise.all(Array.from({ length: copies }, () => this.#attempt(delivery)));
  }

  #hold(delivery: WebhookDelivery): void {
    const before = this.#held;
    let isSent = false;
    this.#held = () => {
      if (isSent) return;
      isSent = true;
      before?.();
      void this.#attempt(delivery);
    };
    const release = this.#held;
    this.#later(longestHoldMs, () => this.#release(release));
  }

  #release(held: (() => void) | null): void {
    if (held === null) return;
    if (this.#held === held) this.#held = null;
    held();
  }

  async #attempt(delivery: WebhookDelivery): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const at = new Date(this.#settings.now()).toISOString();
    const { timing, app } = this.#settings;
    const headers = headersOf(delivery, app);
    const url = absolute(delivery.uri, app.url);
    const answer = await postWebhook({ url, body: delivery.body, headers, timeoutMs: timing.webhookTimeoutMs }, this.#closing.signal);
    delivery.attempts.push({ at, ...answer });
    if (answer.status !== null && answer.status >= 200 && answer.status < 300) delivery.state = "delivered";
    else this.#retry(delivery);
  }

  #retry(delivery: WebhookDelivery): void {
    if (delivery.state === "delivered") return;
    const failures = delivery.attempts.length;
    if (failures > retries) delivery.state = "failed";
    else this.#later(this.#settings.timing.webhookRetryMs * 2 ** (failures - 1), () => void this.#attempt(delivery));
  }

  #later(milliseconds: number, work: () => void): void {
    if (this.#closing.signal.aborted) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, milliseconds);
    this.#timers.add(timer);
  }
}

function absolute(uri: string, appUrl: string): string {
  const base = appUrl === "" ? undefined : appUrl;
  return URL.canParse(uri, base) ? new URL(uri, base).href : uri;
}

function subscribed(shop: ShopState, topic: string, body: string): { uri: string; body: string }[] {
  const name = topic.toUpperCase().replaceAll("/", "_");
  return shop.webhookSubscriptions.filter((entry) => entry.topic === name).flatMap((entry) => {
    const wanted = bodyFor(entry, body);
    return wanted === undefined ? [] : [{ uri: entry.uri, body: wanted }];
  });
}

function headersOf(delivery: WebhookDelivery, { apiSecret, webhookVersion }: AppSettings): Record<string, string> {
  return {
    "x-shopify-topic": delivery.topic,
    "x-shopify-hmac-sha256": signBody(delivery.body, apiSecret),
    "x-shopify-shop-domain": delivery.shopDomain,
    "x-shopify-api-version": webhookVersion?.handle ?? apiVersion,
    "x-shopify-webhook-id": delivery.webhookId,
    "x-shopify-triggered-at": delivery.triggeredAt,
    "x-shopify-event-id": delivery.eventId,
  };
}
