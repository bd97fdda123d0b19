// What came back from one Admin API request, and if nothing did, may it have been carried out all the same?
import { GraphQLClient } from "graphql-request";
import { z } from "zod";
import { readErrorEntries, type AdminErrorEntry } from "./admin-errors.ts";
import type { ThrottleStatus } from "./query-budget.ts";

export type AdminRequest = { url: string; token: string; query: string; variables: object; timeoutMs: number };

/** One request and its answer as they were on the wire, without the headers that hold the token. */
export type RawExchange = { request: string; response: string | null; status: number | null };

type Cost = { requested: number | undefined; status: ThrottleStatus | undefined };

export type ExchangeResult =
  | { kind: "answered"; raw: RawExchange; data: unknown; entries: AdminErrorEntry[]; cost: Cost }
  | { kind: "refused"; raw: RawExchange; status: number; retryAfterMs: number | undefined }
  | { kind: "unreadable"; raw: RawExchange }
  /** `isSent`: the request had left, so its effect may exist. */
  | { kind: "lost"; raw: RawExchange; isSent: boolean; cause: unknown };

type Seen = { request: string; response: string | null; status: number | null; retryAfter: string | null };

export async function exchange(send: typeof fetch, request: AdminRequest): Promise<ExchangeResult> {
  const seen: Seen = { request: "", response: null, status: null, retryAfter: null };
  const client = new GraphQLClient(request.url, { errorPolicy: "all", fetch: watched(send, seen, request.timeoutMs) });
  try {
    const { data, errors, extensions } = await client.rawRequest<unknown, Record<string, unknown>>({
      query: request.query,
      variables: { ...request.variables },
      requestHeaders: { "X-Shopify-Access-Token": request.token },
    });
    return { kind: "answered", raw: rawOf(seen), data, entries: readErrorEntries(errors), cost: readCost(extensions) };
  } catch (cause) {
    return failureOf(seen, cause);
  }
}

function watched(send: typeof fetch, seen: Seen, timeoutMs: number): typeof fetch {
  return async (input, init) => {
    seen.request = typeof init?.body === "string" ? init.body : "";
    const response = await send(input, { ...init, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    seen.status = response.status;
    seen.retryAfter = response.headers.get("retry-after");
    const text = await response.text();
    seen.response = text;
    const isEmpty = text === "";
    return new Response(isEmpty ? null : text, { status: response.status, headers: { "Content-Type": "application/json" } });
  };
}

function rawOf({ request, response, status }: Seen): RawExchange {
  return { request, response, status };
}

function failureOf(seen: Seen, cause: unknown): ExchangeResult {
  const raw = rawOf(seen);
  if (seen.status === null || seen.response === null) return { kind: "lost", raw, isSent: !wasNeverSent(cause), cause };
  if (seen.status === 200) return { kind: "unreadable", raw };
  return { kind: "refused", raw, status: seen.status, retryAfterMs: secondsAsMs(seen.retryAfter) };
}

const beforeConnection = new Set([
  "ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** fetch wraps the socket's error, and where several addresses were tried, one error for each. */
function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(wasNeverSent);
  if ("code" in error && typeof error.code === "string") return beforeConnection.has(error.code);
  return wasNeverSent(error.cause);
}

function secondsAsMs(header: string | null): number | undefined {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

const costSchema = z.object({
  cost: z.object({
    requestedQueryCost: z.number().optional(),
    throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number() }).optional(),
  }),
});

function readCost(extensions: unknown): Cost {
  const parsed = costSchema.safeParse(extensions);
  if (!parsed.success) return { requested: undefined, status: undefined };
  return { requested: parsed.data.cost.requestedQueryCost, status: parsed.data.cost.throttleStatus };
}
