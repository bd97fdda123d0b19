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
 * throttled: HTTP 200 with THROTTLED. error500: HTTP 500, nothing executed. hang: never answers, nothing executed.
 * answer-lost: executes, then destroys the socket, so that the caller cannot know.
 */
export type GraphqlFaultKind = "throttled" | "error500" | "hang" | "answer-lost";

export type GraphqlFault = {
  kind: GraphqlFaultKind;
  /** A root field name; null matches every call. */
  root: string | null;
  /** Calls still to be hit. */
  times: number;
  /** Calls that it lets pass first. */
  after?: number;
};

export function takeGraphqlFault(faults: GraphqlFault[], roots: string[]): GraphqlFaultKind | null {
  const fault = faults.find((candidate) => candidate.times > 0 && (candidate.root === null || roots.includes(candidate.root)));
  if (!fault) return null;
  if (fault.after !== undefined && fault.after > 0) {
    fault.after -= 1;
    return null;
  }
  fault.times -= 1;
  return fault.kind;
}
