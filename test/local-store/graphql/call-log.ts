// Which Admin API calls arrived, and which of them are to fail on purpose?

export type CallRecord = {
  at: string;
  shopDomain: string;
  roots: string[];
  variables: Record<string, unknown>;
  query: string;
  status: number;
  requestedQueryCost: number | null;
  actualQueryCost: number | null;
  errorCodes: string[];
  fault: GraphqlFaultKind | null;
};

/**
 * throttled: HTTP 200 with THROTTLED. slow-down: HTTP 429 with Retry-After. error500: HTTP 500, nothing executed. hang: never answers, nothing executed.
 * user-errors: HTTP 200, nothing executed, and the mutation's userErrors say so.
 * answer-lost: executes, then destroys the socket, so that the caller cannot know.
 */
export type GraphqlFaultKind = "throttled" | "slow-down" | "error500" | "hang" | "user-errors" | "answer-lost";

export type GraphqlFault = {
  kind: GraphqlFaultKind;
  /** A root field name; null matches every call. */
  root: string | null;
  /** Calls still to be hit. */
  times: number;
  /** The one shop that it concerns; absent: every shop of the store. */
  shop?: string;
  /** Calls that it lets pass first. */
  after?: number;
};

export function takeGraphqlFault(faults: GraphqlFault[], { roots, shop }: { roots: string[]; shop: string }): GraphqlFaultKind | null {
  const concerns = (one: GraphqlFault) => (one.root === null || roots.includes(one.root)) && (one.shop === undefined || one.shop === shop);
  const fault = faults.find((candidate) => candidate.times > 0 && concerns(candidate));
  if (!fault) return null;
  if (fault.after !== undefined && fault.after > 0) {
    fault.after -= 1;
    return null;
  }
  fault.times -= 1;
  return fault.kind;
}
