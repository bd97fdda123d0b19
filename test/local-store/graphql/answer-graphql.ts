// How is POST /admin/api/<version>/graphql.json answered over HTTP, including the failures asked for on purpose?

import type { IncomingMessage, ServerResponse } from "node:http";
import { Kind, type SelectionSetNode } from "graphql";
import { appendBounded } from "../bounded-log.ts";
import { readBody, sendJson } from "../http-answers.ts";
import type { Place } from "../world.ts";
import { takeGraphqlFault, type CallRecord, type GraphqlFaultKind } from "./call-log.ts";
import { prepareDocument, runDocument, throttledAnswer, type GraphqlAnswer, type GraphqlRequest, type PreparedDocument } from "./run-document.ts";

const badToken = "[API] Invalid API key or access token (unrecognized login or wrong password)";

type Exchange = { place: Place; request: IncomingMessage; response: ServerResponse };

export async function answerGraphql(exchange: Exchange): Promise<void> {
  const { place, request, response } = exchange;
  const token = request.headers["x-shopify-access-token"];
  const access = typeof token === "string" ? place.world.tokens.accessOf(place.shop.domain, token) : undefined;
  if (!access) return sendJson(response, 401, { errors: badToken });
  const asked = readRequest(await readBody(request));
  if (!asked) return sendJson(response, 400, { errors: { query: "Required parameter missing or invalid" } });
  const prepared = prepareDocument(asked);
  if (Array.isArray(prepared)) {
    const errors = prepared.map((error) => error.toJSON());
    record(place, { ...asked, roots: [] }, { errors });
    return sendJson(response, 200, { errors });
  }
  await answerPrepared(exchange, { prepared, asked, scopes: access.scopes });
}

type Accepted = { prepared: PreparedDocument; asked: GraphqlRequest; scopes: string[] };

async function answerPrepared({ place, response }: Exchange, { prepared, asked, scopes }: Accepted): Promise<void> {
  const call = record(place, { ...asked, roots: prepared.roots }, {});
  call.fault = takeGraphqlFault(place.world.graphqlFaults, { roots: prepared.roots, shop: place.shop.domain });
  if (call.fault === "hang") {
    call.status = 0;
    return;
  }
  const failed = call.fault ? failures[call.fault] : undefined;
  if (failed) {
    call.status = failed.status;
    response.setHeaders(new Headers(failed.headers));
    return sendJson(response, failed.status, { errors: failed.errors });
  }
  if (call.fault === "user-errors") return sendJson(response, 200, { data: refusedByUserErrors(prepared) });
  const answer = call.fault === "throttled" ? throttledAnswer(place, prepared.cost) : await runDocument(place, prepared, scopes);
  complete(call, answer);
  if (call.fault === "answer-lost") {
    call.status = 0;
    response.destroy();
    return;
  }
  sendJson(response, 200, answer.body);
}

/** Every field that was asked for is null but the errors, as with a mutation that was carried out in no part. */
function refusedByUserErrors({ operation }: PreparedDocument): Record<string, unknown> {
  const fieldsOf = (set: SelectionSetNode | undefined) => (set?.selections ?? []).flatMap((one) => (one.kind === Kind.FIELD ? [one] : []));
  const userErrors = [{ field: null, code: "INVALID", message: "The local store was told to refuse this" }];
  return Object.fromEntries(fieldsOf(operation.selectionSet).map(({ name, alias, selectionSet }) => [
    alias?.value ?? name.value, { ...Object.fromEntries(fieldsOf(selectionSet).map((field) => [field.alias?.value ?? field.name.value, null])), userErrors },
  ]));
}

const failures: Partial<Record<GraphqlFaultKind, { status: number; errors: string; headers: Record<string, string> }>> = {
  error500: { status: 500, errors: "Internal Server Error", headers: {} },
  "slow-down": { status: 429, errors: "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.", headers: { "Retry-After": "2.0" } },
};

function readRequest(body: Buffer): GraphqlRequest | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null || !("query" in parsed) || typeof parsed.query !== "string") return undefined;
  const variables = "variables" in parsed && typeof parsed.variables === "object" ? parsed.variables : null;
  const operationName = "operationName" in parsed && typeof parsed.operationName === "string" ? parsed.operationName : null;
  return { query: parsed.query, variables: { ...variables }, operationName };
}

type Seen = GraphqlRequest & { roots: string[] };

function record(place: Place, asked: Seen, outcome: { errors?: { extensions?: Record<string, unknown> }[] }): CallRecord {
  const call: CallRecord = {
    at: new Date(place.world.now()).toISOString(),
    shopDomain: place.shop.domain,
    roots: asked.roots,
    variables: asked.variables,
    query: asked.query,
    status: 200,
    requestedQueryCost: null,
    actualQueryCost: null,
    errorCodes: errorCodes(outcome.errors),
    fault: null,
  };
  appendBounded(place.world.calls, call);
  return call;
}

function complete(call: CallRecord, answer: GraphqlAnswer): void {
  call.requestedQueryCost = answer.cost?.requestedQueryCost ?? null;
  call.actualQueryCost = answer.cost?.actualQueryCost ?? null;
  call.errorCodes = errorCodes(answer.body["errors"]);
}

function errorCodes(errors: unknown): string[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((error: { extensions?: Record<string, unknown> }) => String(error.extensions?.["code"] ?? "none"));
}
