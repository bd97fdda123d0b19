// The webhooks that are sent: as the local store sends them, or many of one kind from one body of the store's.
import { createHmac, randomUUID } from "node:crypto";
import type { Delivery } from "./delivery.ts";

export type Many = {
  readonly count: number;
  /** Of each hundred so many are repeats of an earlier one. */
  readonly repeatsPercent?: number;
  readonly secret: string;
  readonly domain: string;
};

/** Bodies differ in the order's number, so that nothing on the way can profit from a repeat. */
const differentBodies = 256;

/** From one webhook of the store's: the same order under other numbers, each signed, each a delivery of its own. */
export function makeMany(example: Delivery, { count, repeatsPercent = 0, secret, domain }: Many): Delivery[] {
  const bodies = Array.from({ length: Math.min(differentBodies, count) }, (_, number) => signed(renumber(example.body, number), secret));
  const made: Delivery[] = [];
  for (let number = 0; number < count; number += 1) {
    const earlier = number % 100 >= 100 - repeatsPercent ? made[number - 50] : undefined;
    const { body, signature } = bodies[number % bodies.length] ?? signed(example.body, secret);
    made.push(earlier ?? withId(example, { body, signature, domain, order: String(number) }));
  }
  return made;
}

function withId(example: Delivery, one: { body: Buffer; signature: string; domain: string; order: string }): Delivery {
  const webhookId = randomUUID();
  const headers = { ...example.headers, "x-shopify-hmac-sha256": one.signature, "x-shopify-shop-domain": one.domain, "x-shopify-webhook-id": webhookId, "x-shopify-event-id": randomUUID() };
  return { domain: one.domain, webhookId, topic: example.topic, headers, body: one.body, order: one.order };
}

/** The same length, other digits. */
function renumber(body: Buffer, number: number): Buffer {
  const text = body.toString("utf8");
  return Buffer.from(text.replaceAll(/"order_number":\d+/g, (field) => `"order_number":${String(number + 1_000).padStart(field.length - 15, "1")}`));
}

function signed(body: Buffer, secret: string): { body: Buffer; signature: string } {
  return { body, signature: createHmac("sha256", secret).update(body).digest("base64") };
}
