// What does a shop's Admin API say, or what has it done for us?
// A refused query may simply be asked again; a mutation whose answer was lost may have happened and is never repeated here.
import { setTimeout as pause } from "node:timers/promises";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { Kind, print } from "graphql";
import { BugError, MerchantError, RetryableError } from "../platform/errors.ts";
import type { Log } from "../platform/log.server.ts";
import { isThrottled, judgeErrors, OutcomeUnknownError } from "./admin-errors.ts";
import { exchange, type ExchangeResult, type RawExchange } from "./admin-exchange.server.ts";
import { createQueryBudget, type QueryBudget } from "./query-budget.ts";
import type { Tokens } from "./tokens.server.ts";

export type ShopAddress = { readonly id: string; readonly domain: string };

/** One request and its answer as they were on the wire; `status` and `response` are null when none came. */
export type AdminExchange = RawExchange & { shopId: string; title: string };

export type AdminApi = {
  /** Fields that the app may not read are null. Throws RetryableError, MerchantError or AdminErrors. */
  query<R, V extends object>(shop: ShopAddress, document: TypedDocumentNode<R, V>, variables: V): Promise<R>;
  /** As query, and names the fields that are null because access to them was denied, such as "order.email". */
  queryWithDenied<R, V extends object>(shop: ShopAddress, document: TypedDocumentNode<R, V>, variables: V): Promise<{ data: R; accessDenied: string[] }>;
  /** As query; throws OutcomeUnknownError when the mutation may have been carried out without our knowing. */
  mutate<R, V extends object>(shop: ShopAddress, document: TypedDocumentNode<R, V>, variables: V): Promise<R>;
  /** The same API, which also tells what goes over the wire, so that a step can keep it. */
  recording(onExchange: (exchange: AdminExchange) => void): AdminApi;
  /** The same API for work that nobody waits for: it leaves half of a shop's points to the others. */
  inBackground(): AdminApi;
  /** Points that this process believes to be left; undefined before its first call. */
  pointsOf(shopId: string): { readonly left: number; readonly most: number } | undefined;
  /** The same of every shop that it has called. */
  everyPoints(): readonly { readonly shopId: string; readonly left: number; readonly most: number }[];
};

export type AdminApiOptions = {
  tokens: Pick<Tokens, "accessTokenFor">;
  apiVersion: string;
  log: Log;
  now?: () => Date;
  sleep?: (ms: number) => Promise<void>;
  fetch?: typeof fetch;
  /** Of one request, until the last byte of its answer. */
  timeoutMs?: number;
  onExchange?: (exchange: AdminExchange) => void;
};

type Parts = Required<AdminApiOptions> & { isBackground: boolean; budget: QueryBudget; costs: Map<string, number> };
type Call = { shop: ShopAddress; title: string; query: string; variables: object; isMutation: boolean };
type Answered = Extract<ExchangeResult, { kind: "answered" }>;

/** How long a call may wait for points before its job goes back to the queue. */
const MAX_WAIT_MS = 5_000;
const MAX_SENDS = 3;
/** Of a document that has not been sent yet; fulfillmentTrackingInfoUpdate was seen to cost up to 56. */
const ASSUMED_COST = 50;

export function createAdminApi(options: AdminApiOptions): AdminApi {
  return build({
    now: () => new Date(),
    sleep: (ms) => pause(ms),
    fetch: (input, init) => fetch(input, init),
    timeoutMs: 10_000,
    onExchange: () => undefined,
    ...options,
    isBackground: false,
    budget: createQueryBudget(),
    costs: new Map(),
  });
}

function build(parts: Parts): AdminApi {
  async function run<R, V extends object>(shop: ShopAddress, document: TypedDocumentNode<R, V>, variables: V) {
    const call = callOf(shop, document, variables);
    const { data, entries } = await answerTo(parts, call);
    const accessDenied = judgeErrors(call.title, { data, entries, isMutation: call.isMutation });
    if (data === null || data === undefined) throw failed(call, "Shopify answered without data");
    if (accessDenied.length > 0) parts.log.warn({ shop: shop.id, title: call.title, accessDenied }, "Shopify withheld fields");
    // The document's type says what a valid answer holds, and Shopify answers by the same schema.
    return { data: data as R, accessDenied };
  }
  return {
    query: async (shop, document, variables) => (await run(shop, document, variables)).data,
    queryWithDenied: run,
    mutate: async (shop, document, variables) => (await run(shop, document, variables)).data,
    recording: (onExchange) => build({ ...parts, onExchange }),
    inBackground: () => build({ ...parts, isBackground: true }),
    pointsOf: (shopId) => parts.budget.standing(shopId, parts.now().getTime()),
    everyPoints: () => parts.budget.everyStanding(parts.now().getTime()),
  };
}

function callOf<R, V extends object>(shop: ShopAddress, document: TypedDocumentNode<R, V>, variables: V): Call {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation?.name) throw new BugError("an Admin API document holds one named operation");
  return { shop, title: operation.name.value, query: print(document), variables, isMutation: operation.operation === "mutation" };
}

/** Sends until the answer is neither "throttled" nor "token refused"; in both cases nothing was carried out. */
async function answerTo(parts: Parts, call: Call): Promise<Answered> {
  let rejected: string | undefined;
  let retryAfterMs: number | undefined;
  for (let sends = 0; sends < MAX_SENDS; sends += 1) {
    const token = await parts.tokens.accessTokenFor(call.shop.domain, rejected);
    const result = await sendWithinBudget(parts, call, token);
    if (result.kind === "answered" && !isThrottled(result.entries)) return result;
    if (result.kind !== "answered" && !isRefusedToken(result)) throw failureOf(call, result);
    if (result.kind === "answered") {
      retryAfterMs = pointsComeIn(result, costOf(parts, call));
    } else if (rejected !== undefined) {
      throw new MerchantError("shopify.access_revoked", { shop: call.shop.domain });
    } else {
      rejected = token;
    }
  }
  throw new RetryableError(`${call.title}: throttled by Shopify`, retryAfterMs === undefined ? {} : { retryAfterMs });
}

async function sendWithinBudget(parts: Parts, call: Call, token: string): Promise<ExchangeResult> {
  const cost = costOf(parts, call);
  const { isTaken, waitMs } = parts.budget.take(call.shop.id, cost, { nowMs: parts.now().getTime(), maxWaitMs: MAX_WAIT_MS, isBackground: parts.isBackground });
  if (!isTaken) throw new RetryableError(`${call.title}: this shop's points are spent`, { retryAfterMs: waitMs });
  if (waitMs > 0) await parts.sleep(waitMs);
  const startedAt = parts.now().getTime();
  const url = `https://${call.shop.domain}/admin/api/${parts.apiVersion}/graphql.json`;
  const result = await exchange(parts.fetch, { url, token, query: call.query, variables: call.variables, timeoutMs: parts.timeoutMs });
  const nowMs = parts.now().getTime();
  const seen = result.kind === "answered" ? result.cost : undefined;
  if (seen?.requested !== undefined) parts.costs.set(call.title, seen.requested);
  parts.budget.settle(call.shop.id, cost, { nowMs, status: seen?.status });
  parts.onExchange({ shopId: call.shop.id, title: call.title, ...result.raw });
  parts.log.debug({ shop: call.shop.id, title: call.title, status: result.raw.status, durationMs: nowMs - startedAt }, "Admin API asked");
  return result;
}

function costOf(parts: Parts, call: Call): number {
  return parts.costs.get(call.title) ?? ASSUMED_COST;
}

function pointsComeIn({ cost }: Answered, wanted: number): number | undefined {
  if (!cost.status) return undefined;
  return Math.max(0, Math.ceil(((wanted - cost.status.currentlyAvailable) / Math.max(1, cost.status.restoreRate)) * 1000));
}

function isRefusedToken(result: ExchangeResult): boolean {
  return result.kind === "refused" && result.status === 401;
}

function failureOf(call: Call, result: Exclude<ExchangeResult, Answered>): Error {
  if (result.kind === "unreadable") return failed(call, "Shopify's answer is unreadable");
  if (result.kind === "lost") {
    if (result.isSent) return failed(call, "no answer from Shopify", result.cause);
    return new RetryableError(`${call.title}: Shopify cannot be reached`, { cause: result.cause });
  }
  const { status, retryAfterMs } = result;
  if (status === 429 || status === 430) {
    return new RetryableError(`${call.title}: Shopify answered ${status}`, retryAfterMs === undefined ? {} : { retryAfterMs });
  }
  if (status >= 500) return failed(call, `Shopify answered ${status}`);
  // Frozen for unpaid bills (402), forbidden (403), gone (404) or locked (423): the shop, not the call.
  if ([402, 403, 404, 423].includes(status)) return new MerchantError("shopify.shop_unavailable", { shop: call.shop.domain, status });
  return new BugError(`${call.title}: Shopify answered ${status}`);
}

/** A query that failed did nothing; of a mutation that failed after sending nobody knows. */
function failed(call: Call, what: string, cause?: unknown): RetryableError {
  const message = `${call.title}: ${what}`;
  return call.isMutation ? new OutcomeUnknownError(message, { cause }) : new RetryableError(message, { cause });
}
