// Is this delivery really Shopify's, and is it safe with us? Then, and only then, the answer is 200.
// The door never parses: what is authentic is kept byte for byte, and an unreadable body becomes a step's concern.
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Inbox } from "../platform/inbox.server.ts";
import type { Log } from "../platform/log.server.ts";
import { readBody, type ReadBody } from "./read-body.server.ts";

export type WebhookDoorOptions = {
  /** The current client secret, then the one before it: Shopify signs with the oldest unrevoked one for up to an hour. */
  secrets: readonly string[];
  maxBytes: number;
  inbox: Pick<Inbox, "store">;
  /** Topics that some step acts on; others are kept all the same. */
  topics: ReadonlySet<string>;
  log: Log;
  /** Of a door at an address that alone says what is told: the headers need not, and each call is one of its own. */
  onlyTopic?: string;
  bodyTimeoutMs?: number;
  /** A delivery was too big to take, so its order has to be fetched. The domain is not authentic here. */
  onTooLarge?: (shopDomain: string) => void;
};

export type WebhookDoor = {
  (req: IncomingMessage, res: ServerResponse): void;
  /** Answers so far, by status. */
  readonly answers: ReadonlyMap<number, number>;
};

type Answer = { status: number; reason?: string; headers?: Record<string, string> };

export function createWebhookDoor(options: WebhookDoorOptions): WebhookDoor {
  const answers = new Map<number, number>();
  const handle = (req: IncomingMessage, res: ServerResponse): void => {
    judge(options, req).then(
      (answer) => {
        if (answer) send(res, answer);
        answers.set(answer?.status ?? 0, (answers.get(answer?.status ?? 0) ?? 0) + 1);
        if (answer?.reason) options.log.warn({ status: answer.status, reason: answer.reason }, "webhook not taken");
      },
      (error: unknown) => {
        options.log.error({ err: error }, "webhook door failed");
        send(res, unavailable);
      },
    );
  };
  return Object.assign(handle, { answers });
}

const unavailable: Answer = { status: 503, headers: { "Retry-After": "5" } };

/** Undefined: the sender has gone, and nobody is left to answer. */
async function judge(options: WebhookDoorOptions, req: IncomingMessage): Promise<Answer | undefined> {
  if (req.method !== "POST") return { status: 405, headers: { Allow: "POST" } };
  const claimed = readSignature(req);
  if (!claimed) return { status: 401, reason: "signature absent or malformed" };
  const read = await readBody(req, { maxBytes: options.maxBytes, timeoutMs: options.bodyTimeoutMs ?? 10_000 });
  if (read.kind !== "whole") return withoutBody(options, req, read);
  if (!isSigned(options.secrets, read.body, claimed)) return { status: 401, reason: "signature wrong" };
  const named = readNames(req, options.onlyTopic);
  if (!named) return { status: 400, reason: "topic, shop or webhook id missing or repeated" };
  if (!options.topics.has(named.topic)) options.log.warn({ topic: named.topic, shopDomain: named.shopDomain }, "webhook of a topic that nothing acts on");
  const outcome = await options.inbox.store({ ...named, body: read.body });
  return outcome === "stored" || outcome === "known" ? { status: 200 } : { ...unavailable, reason: outcome };
}

function withoutBody(options: WebhookDoorOptions, req: IncomingMessage, read: Exclude<ReadBody, { kind: "whole" }>): Answer | undefined {
  if (read.kind === "gone") return undefined;
  if (read.kind === "slow") return { status: 408, reason: "body too slow" };
  const shopDomain = readDomain(req);
  if (shopDomain) options.onTooLarge?.(shopDomain);
  return { status: 413, reason: "body too large" };
}

/** 32 bytes in base64 are always 43 characters and one "=". */
function readSignature(req: IncomingMessage): Buffer | undefined {
  const header = single(req, "x-shopify-hmac-sha256");
  return header && /^[A-Za-z0-9+/]{43}=$/.test(header) ? Buffer.from(header, "base64") : undefined;
}

function isSigned(secrets: readonly string[], body: Buffer, claimed: Buffer): boolean {
  // Every secret is tried, so that the time taken says nothing about which one fits.
  return secrets
    .map((secret) => timingSafeEqual(createHmac("sha256", secret).update(body).digest(), claimed))
    .includes(true);
}

function readNames(req: IncomingMessage, onlyTopic: string | undefined) {
  const topic = onlyTopic ?? single(req, "x-shopify-topic");
  const shopDomain = readDomain(req);
  const webhookId = single(req, "x-shopify-webhook-id") ?? (onlyTopic === undefined ? undefined : randomUUID());
  if (!topic || !shopDomain || !webhookId) return undefined;
  return {
    topic,
    shopDomain,
    webhookId,
    apiVersion: single(req, "x-shopify-api-version") ?? "",
    eventId: single(req, "x-shopify-event-id") ?? null,
    triggeredAt: single(req, "x-shopify-triggered-at") ?? null,
  };
}

function readDomain(req: IncomingMessage): string | undefined {
  const domain = single(req, "x-shopify-shop-domain")?.toLowerCase();
  return domain && /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(domain) ? domain : undefined;
}

/** A header that is absent, empty, oversized or sent twice has no value. */
function single(req: IncomingMessage, name: string): string | undefined {
  const values = req.headersDistinct[name] ?? [];
  const value = values[0]?.trim();
  return values.length === 1 && value && value.length <= 255 ? value : undefined;
}

function send(res: ServerResponse, { status, headers = {} }: Answer): void {
  if (res.headersSent || res.destroyed) return;
  res.writeHead(status, { ...headers, "Content-Length": "0" });
  res.end();
  // A sender that goes on writing after its answer is read from for a moment, so that the answer reaches it, then cut off.
  if (res.req.complete) return;
  res.req.resume();
  const cutOff = setTimeout(() => res.req.socket.destroy(), 2_000);
  res.req.once("close", () => clearTimeout(cutOff));
  res.req.once("end", () => clearTimeout(cutOff));
}
