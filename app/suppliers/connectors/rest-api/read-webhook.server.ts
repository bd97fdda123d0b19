// Does this message really come from the supplier, and just now? What shipments does it tell?
// Signature: hex HMAC-SHA256, keyed with the shared secret, over the timestamp, a dot and the raw body.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { NoticeBatch, WebhookReading, WebhookRequest } from "../../connector.ts";
import { shipmentsEventFrame } from "./messages.ts";
import { readPayload } from "./reply.ts";
import { readNotices } from "./translate.ts";

/** Both ways: the two clocks may differ, and a captured message is worthless afterwards. */
const WINDOW_SECONDS = 300;

export function signWebhook(secret: string, timestamp: string, rawBody: Buffer): string {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(rawBody).digest("hex");
}

export function readWebhook(secret: string, message: WebhookRequest): WebhookReading {
  const signature = readHeader(message, "daifa-signature");
  const timestamp = readHeader(message, "daifa-timestamp");
  if (signature === undefined) return { kind: "rejected", reason: "signature_missing" };
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return { kind: "rejected", reason: "timestamp_missing" };
  if (!isSame(signature, signWebhook(secret, timestamp, message.rawBody))) return { kind: "rejected", reason: "signature_wrong" };
  const ageSeconds = message.now.getTime() / 1000 - Number(timestamp);
  if (ageSeconds > WINDOW_SECONDS) return { kind: "rejected", reason: "too_old" };
  if (ageSeconds < -WINDOW_SECONDS) return { kind: "rejected", reason: "in_the_future" };
  return { kind: "notices", ...readEvent(message.rawBody.toString("utf8")) };
}

/** What is authentic is never lost: an event that cannot be read comes back whole, for a person. */
function readEvent(text: string): NoticeBatch {
  const payload = readPayload(text);
  const event = shipmentsEventFrame.safeParse(payload.kind === "json" ? payload.value : undefined);
  if (event.success) return readNotices(event.data.shipments);
  const problems = event.error.issues.map((issue) => ({ path: issue.path.join("."), text: issue.message }));
  return { notices: [], unreadable: [{ raw: text, problems }] };
}

/** A header given twice is refused like an absent one: servers differ in which of the two counts. */
function readHeader({ headers }: WebhookRequest, name: string): string | undefined {
  const found = Object.entries(headers).filter(([key]) => key.toLowerCase() === name);
  const value = found.length === 1 ? found[0]?.[1] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isSame(given: string, expected: string): boolean {
  const left = Buffer.from(given.toLowerCase());
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}
