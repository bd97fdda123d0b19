// How do we order from a supplier whose own server speaks the protocol of docs/rest-api.openapi.json?
// It is asked for shipments and may also push them; both bring the same notices.
import { z } from "zod";
import { MerchantError, RetryableError } from "../../../platform/errors.ts";
import { HttpFailure } from "../../../platform/http.ts";
import { defineConnector } from "../../connector.ts";
import type { Answered, ConnectionTest } from "../../connector.ts";
import { judgeChange, judgeChangeLookUp, toWireChange } from "./change-messages.ts";
import { createRestApiClient } from "./client.server.ts";
import type { RestApiClient } from "./client.server.ts";
import { judgeCancellation, judgeLookUp, judgePing, judgeShipments, judgeSubmission } from "./judge-reply.ts";
import { readWebhook } from "./read-webhook.server.ts";
import { toOrderMessage, withoutIdentity } from "./translate.ts";

const settingsSchema = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine((text) => hasOnlyHostAndPath(text), "only host and path"),
  timeoutSeconds: z.int().min(1).max(60).default(20),
});

const secret = z
  .string()
  .min(16)
  .max(500)
  .regex(/^[\x21-\x7e]+$/);
const credentialsSchema = z.strictObject({ apiKey: secret, webhookSecret: secret });

export const restApi = defineConnector({
  name: "rest-api",
  settingsSchema,
  credentialsSchema,
  abilities: { idempotentSubmit: true, lookUp: true, polls: true, pushes: true, answers: "at_once", changes: "asked_by_machine" },
  open({ settings, credentials, limits, http }) {
    const call = createRestApiClient({ baseUrl: settings.baseUrl, apiKey: credentials.apiKey, timeoutMs: settings.timeoutSeconds * 1000, http });
    return {
      async submit(request) {
        const order = toOrderMessage(request, limits);
        if (order.kind === "refused") return { outcome: order, exchange: undefined };
        const reply = await call({
          method: "POST",
          path: "/orders",
          idempotencyKey: request.identity.idempotencyKey,
          body: JSON.stringify(order.message),
          bodyForLog: JSON.stringify(withoutIdentity(order.message)),
        });
        return { outcome: judgeSubmission(reply, request.identity.reference), exchange: reply.exchange };
      },
      async lookUp(reference) {
        const reply = await call({ method: "GET", path: `/orders/${encodeURIComponent(reference)}` });
        return { outcome: judgeLookUp(reply, reference), exchange: reply.exchange };
      },
      async fetchShipments(cursor) {
        const query = cursor === undefined ? "" : `?${new URLSearchParams({ after: cursor })}`;
        const reply = await call({ method: "GET", path: `/shipments${query}` });
        return { outcome: judgeShipments(reply), exchange: reply.exchange };
      },
      async cancel(reference) {
        const reply = await call({ method: "POST", path: `/orders/${encodeURIComponent(reference)}/cancel`, body: "{}" });
        return { outcome: judgeCancellation(reply, reference), exchange: reply.exchange };
      },
      async change(message) {
        const change = toWireChange(message);
        if (change.kind === "refused") return { outcome: change, exchange: undefined };
        const path = `/orders/${encodeURIComponent(message.reference)}/changes`;
        const reply = await call({ method: "POST", path, idempotencyKey: message.idempotencyKey, body: JSON.stringify(change.message) });
        return { outcome: judgeChange(reply, message), exchange: reply.exchange };
      },
      async lookUpChange(message) {
        const reply = await call({ method: "GET", path: `/orders/${encodeURIComponent(message.reference)}/changes/${message.number}` });
        return { outcome: judgeChangeLookUp(reply, message), exchange: reply.exchange };
      },
      readWebhook: (message) => readWebhook(credentials.webhookSecret, message),
      testConnection: () => testConnection(call),
    };
  },
});

async function testConnection(call: RestApiClient): Promise<Answered<ConnectionTest>> {
  try {
    const reply = await call({ method: "GET", path: "/ping" });
    return { outcome: judgePing(reply), exchange: reply.exchange };
  } catch (error) {
    return { outcome: explainFailure(error), exchange: undefined };
  }
}

function explainFailure(error: unknown): ConnectionTest {
  if (error instanceof MerchantError) return { kind: "fails", code: "supplier_credentials_refused", params: error.params };
  if (error instanceof HttpFailure && (error.reason === "blocked" || error.reason === "bad_address")) {
    return { kind: "fails", code: "supplier_address_blocked", params: {} };
  }
  if (error instanceof HttpFailure) return { kind: "fails", code: "supplier_unreachable", params: { reason: error.reason } };
  if (error instanceof RetryableError) return { kind: "fails", code: "supplier_unreachable", params: { reason: "slow_down" } };
  throw error;
}

function hasOnlyHostAndPath(text: string): boolean {
  const { username, password, search, hash } = URL.parse(text) ?? {};
  return !username && !password && !search && !hash;
}
