// Does the local store answer as the recorded shop did? Each recording is replayed in its order against a fresh shop, over HTTP.

import { getOperationAST, parse } from "graphql";
import { levelId } from "../local-store/acts/inventory-levels.ts";
import { localStoreClient } from "../local-store/control-client.ts";
import { adminSchema } from "../local-store/graphql/admin-schema.ts";
import { rootsOf } from "../local-store/graphql/run-document.ts";
import { models } from "../local-store/nouns/all-nouns.ts";
import { startLocalStore } from "../local-store/local-store.ts";
import { post } from "../local-store/store-under-test.ts";
import type { Area } from "./area.ts";
import { differencesOf, type Difference } from "./compare-answers.ts";
import { IdBook } from "./id-book.ts";
import { inTodaysWords, type Asked } from "./in-todays-words.ts";
import { idInAnswer, rebuiltDocument } from "./rebuilt-document.ts";
import type { Json, JsonObject, RecordedRequest, Recording } from "./recorded-requests.ts";
import { everyScope, seededIds, seedOf } from "./shop-of-recording.ts";

export type Replayed = {
  file: string;
  at: string;
  roots: string[];
  /** The class of the reason why it was not replayed; null when it was. */
  skipped: string | null;
  differences: Difference[];
};

/** Between two requests a moment passes: points come back, and whatever the store does later is done. */
const secondsBetween = 15;
const settleMs = 4;

export async function replayRecording(area: Area, recording: Recording): Promise<Replayed[]> {
  let clock = Date.parse("2026-11-01T00:00:00Z");
  const store = await startLocalStore({
    app: { apiKey: "key", apiSecret: "secret", url: "http://127.0.0.1:9", scopes: everyScope, subscriptions: [], ...area.app },
    shops: [seedOf(recording, area.seed?.(recording) ?? {})], now: () => clock, timing: { routingDelayMs: 0 },
  });
  try {
    const shop = localStoreClient(store.url).shop(recording.storeDomain);
    const ids = new IdBook();
    const { access_token: token } = await shop.install();
    await bindSeeded(store.url, token, { recording, ids });
    const ask = (body: object) => askShop(store.url, recording.storeDomain, { token, body });
    await area.prepare?.({ shop, ids, recording, ask });
    await area.before?.[recording.file]?.({ shop, ids, recording, ask });
    const outcomes: Replayed[] = [];
    for (const request of inTime(area, recording)) {
      clock += secondsBetween * 1000;
      outcomes.push(await replayOne({ area, recording, ids, ask }, request));
      await new Promise((resolve) => setTimeout(resolve, settleMs));
    }
    return outcomes;
  } finally {
    await store.close();
  }
}

function inTime({ late = [] }: Area, { file, requests }: Recording): RecordedRequest[] {
  const own = late.filter((entry) => entry.file === file);
  const isLate = (request: RecordedRequest) => own.some((entry) => entry.at === request.at);
  return requests.filter((request) => !isLate(request)).flatMap((request) => [
    request, ...requests.filter((other) => own.some((entry) => entry.at === other.at && entry.after === request.at)),
  ]);
}

type Replay = { area: Area; recording: Recording; ids: IdBook; ask: (body: object) => Promise<JsonObject> };

async function replayOne({ area, recording, ids, ask }: Replay, request: RecordedRequest): Promise<Replayed> {
  const { file } = recording;
  const skip = (skipped: string, roots: string[] = []): Replayed => ({ file, at: request.at, roots, skipped, differences: [] });
  const document = documentOf(area, request);
  if (document === undefined) return skip("the recording holds no document");
  const roots = rootNames(document);
  const uncovered = roots.find((root) => !isCovered(root));
  if (uncovered) return skip(`not covered: ${uncovered}`, roots);
  const known = area.unreplayable?.find((entry) => entry.file === file && (entry.at === "*" || entry.at === request.at));
  if (known) return skip(known.reason, roots);
  const recorded = { query: document, variables: request.variables ?? answeredId(request) ?? {} };
  const asked = file.startsWith("2025-") ? inTodaysWords(recorded, request) : recorded;
  const answer = await ask(ids.translate(asked) as Asked);
  const unmodelled = notModelledIn(answer);
  if (unmodelled) return skip(`not covered: ${unmodelled}`, roots);
  if (isOtherVersion(request.answer, answer)) return skip("the document is not valid in 2026-10", roots);
  return { file, at: request.at, roots, skipped: null, differences: differencesOf(request.answer, answer, ids) };
}

function documentOf(area: Area, request: RecordedRequest): string | undefined {
  const named = Object.entries(area.documents ?? {}).find(([path]) => request.documentPath?.endsWith(path));
  if (request.document !== null) return request.document;
  if (named) return named[1];
  const data = request.answer["data"];
  const variables = request.variables ?? answeredId(request);
  if (!variables || data === null || typeof data !== "object" || Array.isArray(data)) return undefined;
  return rebuiltDocument(adminSchema(), data, variables);
}

function answeredId({ answer: { data } }: RecordedRequest): JsonObject | undefined {
  return data !== null && typeof data === "object" && !Array.isArray(data) ? idInAnswer(adminSchema(), data) : undefined;
}

/** The root is covered, and something below it is said not to be: the store answers no half. */
function notModelledIn({ errors }: JsonObject): string | undefined {
  const all = (errors ?? []) as { message: string; extensions?: { code?: string } }[];
  return all.find(({ extensions }) => extensions?.code === "NOT_MODELLED")?.message.replace(/^not modelled by the local store: /, "");
}

function rootNames(document: string): string[] {
  try {
    const operation = getOperationAST(parse(document));
    return operation ? rootsOf(operation) : [];
  } catch {
    return [];
  }
}

function isCovered(root: string): boolean {
  return root.startsWith("__") || models["QueryRoot"]?.[root] !== undefined || models["Mutation"]?.[root] !== undefined;
}

const versionCodes = new Set(["undefinedField", "argumentNotAccepted", "undefinedType", "missingRequiredArguments", "undefinedDirective", "variableMismatch", "variableNotUsed"]);

/** The recorded version took a document that 2026-10 does not, or the other way round. */
function isOtherVersion(recorded: JsonObject, ours: JsonObject): boolean {
  return isRefusedAsWritten(ours) && !isRefusedAsWritten(recorded);
}

function isRefusedAsWritten(answer: JsonObject): boolean {
  const errors = Array.isArray(answer["errors"]) ? (answer["errors"] as { extensions?: { code?: string } }[]) : [];
  return errors.length > 0 && errors.every((error) => versionCodes.has(error.extensions?.code ?? ""));
}

async function askShop(url: string, domain: string, { token, body }: { token: string; body: object }): Promise<JsonObject> {
  const headers = { host: domain, "content-type": "application/json", "x-shopify-access-token": token };
  const { text } = await post(`${url}/admin/api/2026-10/graphql.json`, headers, JSON.stringify(body));
  return JSON.parse(text) as JsonObject;
}

type Seeded = { id: string; inventoryItem: { id: string }; product: { id: string } };

/** Locations and variants were seeded in the order in which the recording names them. */
async function bindSeeded(url: string, token: string, { recording, ids }: { recording: Recording; ids: IdBook }): Promise<void> {
  const body = { query: "{ locations(first: 50, sortKey: ID) { nodes { id } } productVariants(first: 50) { nodes { id inventoryItem { id } product { id } } } }" };
  const { data } = await askShop(url, recording.storeDomain, { token, body }) as unknown as {
    data: { locations: { nodes: { id: string }[] }; productVariants: { nodes: Seeded[] } };
  };
  const { locations, variants } = seededIds(recording);
  for (const [index, id] of locations.entries()) ids.bind(id, data.locations.nodes[index]?.id ?? "");
  for (const [index, { id, itemId, productId }] of variants.entries()) {
    const ours = data.productVariants.nodes[index];
    if (id && ours) ids.bind(id, ours.id);
    if (itemId && ours) ids.bind(itemId, ours.inventoryItem.id);
    if (productId && ours) ids.bind(productId, ours.product.id);
  }
  for (const [recorded, ours] of levelsOf(recording, ids)) ids.bind(recorded, ours);
}

/** A level is told with its place; its item is in its id. */
function levelsOf({ whole }: Recording, ids: IdBook): [string, string][] {
  return levelsIn(whole).map(({ id, location }) => {
    const [, item = ""] = /inventory_item_id=(\d+)/.exec(id) ?? [];
    return [id, levelId(String(ids.translate(`gid://shopify/InventoryItem/${item}`)), String(ids.translate(location)))];
  });
}

function levelsIn(value: Json): { id: string; location: string }[] {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap(levelsIn);
  const { id, location } = value as { id?: Json; location?: { id?: Json } | null };
  const isOne = typeof id === "string" && id.startsWith("gid://shopify/InventoryLevel/") && typeof location?.id === "string";
  return [...(isOne ? [{ id, location: String(location.id) }] : []), ...Object.values(value).flatMap(levelsIn)];
}
