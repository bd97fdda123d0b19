// How is one attempt at one webhook sent, and what came back within the time allowed?

import { createHmac } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

export type WebhookAttempt = { at: string; status: number | null; problem: string | null };

export type WebhookMessage = { url: string; body: string; headers: Record<string, string>; timeoutMs: number };

/** Base64 HMAC-SHA256 of the raw bytes; headers are not signed. */
export function signBody(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body, "utf8").digest("base64");
}

/** Settles always; a refused connection or a slow receiver is an attempt without status. */
export function postWebhook(message: WebhookMessage, signal: AbortSignal): Promise<{ status: number | null; problem: string | null }> {
  const bytes = Buffer.from(message.body, "utf8");
  return new Promise((resolve) => {
    const failed = (error: Error) => resolve({ status: null, problem: error.message });
    const send = message.url.startsWith("https:") ? requestHttps : requestHttp;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(message.timeoutMs)]);
    try {
      const request = send(message.url, {
        method: "POST", agent: false, signal: limit,
        headers: { ...message.headers, "content-type": "application/json", "content-length": bytes.length },
      }, (response) => {
        response.on("error", failed);
        response.on("end", () => resolve({ status: response.statusCode ?? null, problem: null }));
        response.resume();
      });
      request.on("error", failed);
      request.end(bytes);
    } catch (error) {
      failed(error instanceof Error ? error : new Error(String(error)));
    }
  });
}
