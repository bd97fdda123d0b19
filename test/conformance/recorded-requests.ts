// Which requests does a recording hold, in which order, and what did Shopify answer? Recordings differ in shape, so a
// request is anything that carries a GraphQL answer; its document and variables stand beside or above that answer.

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export type RecordedRequest = {
  /** Where it stands in the file: "workflows.move.create". */
  at: string;
  /** Null where the recording names a document without its text. */
  document: string | null;
  documentPath: string | null;
  operationName: string | null;
  variables: JsonObject | null;
  answer: JsonObject;
};

export type Recording = { file: string; storeDomain: string; requests: RecordedRequest[]; whole: JsonObject };

const answerKeys = ["response", "payload", "result"];
const answerParts = new Set(["data", "errors", "extensions"]);

export function readRecording(file: string, text: string): Recording {
  const whole = JSON.parse(text) as JsonObject;
  const requests = found(whole, [], []);
  const steps = cleanupLast(requests.filter((request) => !request.at.startsWith("upstreamCalls")));
  const upstream = requests.filter((request) => request.at.startsWith("upstreamCalls"));
  const storeDomain = typeof whole["storeDomain"] === "string" ? whole["storeDomain"] : "recorded.myshopify.com";
  return { file, storeDomain, whole, requests: (steps.length > 0 ? steps : upstream).map((step) => withKnownDocument(step, upstream)) };
}

/** Written down beside what it cleans up, but done when everything else was. */
function cleanupLast(requests: RecordedRequest[]): RecordedRequest[] {
  const isCleanup = (request: RecordedRequest) => /cleanup/i.test(request.at);
  return [...requests.filter((request) => !isCleanup(request)), ...requests.filter(isCleanup)];
}

/** The same answer was also written down with its document, as one call among those that were passed on. */
function withKnownDocument(step: RecordedRequest, upstream: RecordedRequest[]): RecordedRequest {
  if (step.document !== null) return step;
  const text = JSON.stringify(step.answer["data"] ?? null);
  const twin = upstream.find((call) => call.document !== null && JSON.stringify(call.answer["data"] ?? null) === text && text !== "null");
  return twin ? { ...step, document: twin.document, variables: twin.variables ?? step.variables } : step;
}

function found(value: Json, path: string[], above: JsonObject[]): RecordedRequest[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => found(item, [...path, String(index)], above));
  if (value === null || typeof value !== "object") return [];
  const here = asRequest(value, path, above);
  const below = Object.entries(value).filter(([key]) => !isAskedPart(key) && (here.length === 0 || !answerKeys.includes(key)));
  const foundBelow = (entries: [string, Json][]) => entries.flatMap(([key, item]) => found(item, [...path, key], [...above, value]));
  // What a request needed was asked for before it, though it is written down below it.
  const isBefore = ([key]: [string, Json]) => key === "setup" && here.length > 0;
  return [...foundBelow(below.filter(isBefore)), ...here, ...foundBelow(below.filter((entry) => !isBefore(entry)))];
}

function isAskedPart(key: string): boolean {
  return key === "variables" || key === "request" || key === "query" || key === "document";
}

/** An answer without a question of its own belongs to the question above it: `{ query, variables, mutation: { response } }`. */
function asRequest(value: JsonObject, path: string[], above: JsonObject[]): RecordedRequest[] {
  const answer = [...answerKeys.map((key) => unwrapped(value[key] ?? null)), isAnswer(value) ? value : null].find((one) => one !== null);
  if (!answer) return [];
  const own = asked(value);
  const isUnasked = own.document === null && own.variables === null && own.documentPath === null;
  const inherited = isUnasked ? asked(above.at(-1) ?? {}) : own;
  return [{ at: path.join("."), answer, ...(isUnasked && !isQuestionOf(inherited.document, answer) ? own : inherited) }];
}

/** What stands above a cleanup's answer is the question of another. */
function isQuestionOf(document: string | null, { data }: JsonObject): boolean {
  return document === null || data === null || typeof data !== "object" || Object.keys(data).every((root) => document.includes(root));
}

function unwrapped(value: Json): JsonObject | null {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  if (isAnswer(value)) return value;
  if (Object.keys(value).length > 6) return null;
  for (const key of [...answerKeys, "body"]) {
    const inner = unwrapped(value[key] ?? null);
    if (inner) return inner;
  }
  return null;
}

function isAnswer(value: JsonObject): boolean {
  const keys = Object.keys(value);
  const hasContent = (typeof value["data"] === "object" && value["data"] !== undefined) || Array.isArray(value["errors"]);
  return hasContent && keys.every((key) => answerParts.has(key));
}

function asked(value: JsonObject): Omit<RecordedRequest, "at" | "answer"> {
  const request = asObject(value["request"]);
  const places = [value, request, asObject(request?.["body"] ?? null)].filter((place) => place !== null);
  const texts = places.flatMap((place) => [place["query"], place["document"]]);
  const document = texts.find((text) => typeof text === "string" && text.includes("{"));
  const variables = places.map((place) => asObject(place["variables"] ?? null)).find((given) => given !== null);
  const operationName = value["operationName"];
  const documentPath = value["documentPath"];
  return {
    documentPath: typeof documentPath === "string" ? documentPath : null,
    document: typeof document === "string" ? document : null,
    operationName: typeof operationName === "string" ? operationName : null,
    variables: variables ?? null,
  };
}

function asObject(value: Json | undefined): JsonObject | null {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : null;
}
