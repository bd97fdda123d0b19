// How is one call made to a supplier's server, and what of it may be kept in the message log?
// The key never enters the log, not even when the supplier's answer repeats it.
import { MerchantError, RetryableError } from "../../../platform/errors.ts";
import { HttpFailure } from "../../../platform/http.ts";
import type { HttpClient, HttpFailureReason } from "../../../platform/http.ts";
import type { UnknownReason } from "../../connector.ts";
import { readPayload } from "./reply.ts";
import type { Reply } from "./reply.ts";

export type RestApiCall = {
  method: "GET" | "POST";
  /** Below the supplier's base address, with a leading slash. */
  path: string;
  idempotencyKey?: string;
  body?: string;
  /** The body as it may be kept, where that differs. */
  bodyForLog?: string;
};

/** @throws HttpFailure (not arrived), RetryableError (429), MerchantError (401, 403): nothing happened there */
export type RestApiClient = (call: RestApiCall) => Promise<Reply>;

const LOST: Partial<Record<HttpFailureReason, UnknownReason>> = { timeout: "timeout", too_large: "too_large", unreadable: "unexpected_answer" };

export function createRestApiClient(options: { baseUrl: string; apiKey: string; timeoutMs: number; http: HttpClient }): RestApiClient {
  const base = options.baseUrl.replace(/\/+$/, "");
  const withoutKey = (text: string): string => text.replaceAll(options.apiKey, "[removed]");
  return async (call) => {
    const url = base + call.path;
    const headers = {
      Accept: "application/json",
      ...(call.body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(call.idempotencyKey === undefined ? {} : { "Idempotency-Key": call.idempotencyKey }),
    };
    const request = withoutKey(describe(call, url, headers));
    try {
      const answer = await options.http.request({
        method: call.method,
        url,
        headers: { ...headers, Authorization: `Bearer ${options.apiKey}` },
        timeoutMs: options.timeoutMs,
        ...(call.body === undefined ? {} : { body: call.body }),
      });
      refuseEarly(answer.status, answer.headers, new URL(url).host);
      const text = answer.body.toString("utf8");
      const exchange = { request, response: withoutKey(text), status: answer.status };
      return { kind: "answered", status: answer.status, payload: readPayload(text), exchange };
    } catch (error) {
      if (!(error instanceof HttpFailure) || !error.mayHaveArrived) throw error;
      return { kind: "lost", reason: LOST[error.reason] ?? "reset", exchange: { request, response: undefined, status: undefined } };
    }
  };
}

function describe(call: RestApiCall, url: string, headers: Record<string, string>): string {
  const head = [`${call.method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join("\n");
  const body = call.bodyForLog ?? call.body;
  return body === undefined ? head : `${head}\n\n${body}`;
}

/** By the protocol these statuses are given before an order is looked at. */
function refuseEarly(status: number, headers: Readonly<Record<string, string>>, host: string): void {
  if (status === 401 || status === 403) throw new MerchantError("supplier_credentials_refused", { host, status });
  if (status !== 429) return;
  const seconds = Number(headers["retry-after"]);
  const wait = Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: Math.min(seconds, 3600) * 1000 } : {};
  throw new RetryableError(`${host} asks us to slow down`, wait);
}
