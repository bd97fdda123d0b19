// Which topics has the app subscribed to through the API, besides those of its configuration file (which are not listed here)?

import { namespaceOf } from "../acts/set-metafields.ts";
import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { apiVersion } from "../graphql/admin-schema.ts";
import { own, userError, userErrorFields, type GraphqlContext, type Models, type UserError } from "../graphql/models.ts";
import { search, type SearchKeys } from "../graphql/search-query.ts";
import { newId, numericId } from "../ids.ts";
import { laterInstant, utcInstant } from "../instants.ts";
import type { ShopState, StoredWebhookSubscription } from "../shop-state.ts";
import { isFilter } from "../webhooks/subscription-filter.ts";
import { addressProblems, endpointOf, isCloud } from "./webhook-addresses.ts";

type SubscriptionInput = {
  uri?: string | null; callbackUrl?: string | null; name?: string | null; filter?: string | null; format?: string | null;
  includeFields?: string[] | null; metafieldNamespaces?: string[] | null; metafields?: { namespace?: string | null; key: string }[] | null;
};
type ListArgs = ConnectionArgs & {
  topics?: string[] | null; uri?: string | null; callbackUrl?: string | null; format?: string | null; query?: string | null; sortKey?: string | null;
};

/** The field is callbackUrl even when `uri` was sent. */
const addressField = ["webhookSubscription", "callbackUrl"];
const largestFilter = 65_535;
const jsonOnly = /^(RETURNS|REVERSE|FULFILLMENT_ORDERS|FULFILLMENT_HOLDS)_/;

const keys: SearchKeys<StoredWebhookSubscription> = {
  exact: {
    id: (entry) => numericId(entry.id), topic: (entry) => entry.topic, format: (entry) => entry.format, endpoint: (entry) => entry.uri,
    created_at: (entry) => entry.createdAt, updated_at: (entry) => entry.updatedAt,
  },
  text: (entry) => [entry.uri],
};

/** `wanted` is the subscription as it would be; one with its id is itself. */
function problemsOf(shop: ShopState, wanted: StoredWebhookSubscription): UserError[] {
  const others = shop.webhookSubscriptions.filter((entry) => entry.id !== wanted.id);
  const isTaken = others.some((entry) => entry.topic === wanted.topic && entry.uri === wanted.uri && entry.format === wanted.format);
  const address = [...addressProblems(wanted.uri), ...(isTaken ? ["Address for this topic has already been taken"] : [])];
  const filter = filterProblem(wanted.filter);
  return [
    ...address.map((message) => userError(addressField, message)),
    ...[formatProblem(wanted)].flatMap((message) => (message ? [userError(["webhookSubscription", "format"], message)] : [])),
    ...nameProblems(wanted.name, others).map((message) => userError(["webhookSubscription", "name"], message)),
    ...(filter ? [userError(["webhookSubscription"], filter)] : []),
  ];
}

function formatProblem({ format, topic, uri }: StoredWebhookSubscription): string | undefined {
  if (format !== "XML") return undefined;
  if (isCloud(uri)) return "Format can only be used with format: 'json'";
  return jsonOnly.test(topic) ? "Format 'xml' is invalid for this webhook topic. Allowed formats: json" : undefined;
}

function nameProblems(name: string | null, others: StoredWebhookSubscription[]): string[] {
  if (name === null) return [];
  const isTaken = others.some((entry) => entry.name?.toLowerCase() === name.toLowerCase());
  return [
    ...(name === "" ? ["Name is too short (minimum is 1 character)"] : []),
    ...(/^[\w-]+$/.test(name) ? [] : ["Name name field can only contain alphanumeric characters, underscores, and hyphens"]),
    ...(isTaken ? ["Name already exists, no duplicate allowed"] : []),
  ];
}

function filterProblem(filter: string | null): string | undefined {
  if (filter === null) return undefined;
  if (Buffer.byteLength(filter) > largestFilter) return "The specified filter exceeds the maximum allowed size.";
  return isFilter(filter) ? undefined : "The specified filter is invalid, please ensure you specify the field(s) you wish to filter on.";
}

/** What an update does not name stays. */
function withInput(before: StoredWebhookSubscription, input: SubscriptionInput): StoredWebhookSubscription {
  const uri = input.uri ?? input.callbackUrl;
  return {
    ...before,
    ...(uri == null ? {} : { uri: uri.trim() }),
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.filter === undefined ? {} : { filter: input.filter }),
    ...(input.format ? { format: input.format } : {}),
    ...(input.includeFields ? { includeFields: input.includeFields } : {}),
    ...(input.metafieldNamespaces ? { metafieldNamespaces: input.metafieldNamespaces.map(namespaceOf) } : {}),
    ...(input.metafields ? { metafields: input.metafields.map(({ namespace, key }) => ({ namespace: namespaceOf(namespace), key })) } : {}),
  };
}

type CreateArgs = { topic: string; webhookSubscription: SubscriptionInput };

function create(_root: unknown, { topic, webhookSubscription: input }: CreateArgs, { world, shop }: GraphqlContext) {
  const at = utcInstant(world.now());
  const wanted = withInput({
    kind: "WebhookSubscription", id: "", topic, uri: "", name: null, filter: null, format: "JSON", includeFields: [], metafieldNamespaces: [], metafields: [],
    createdAt: at, updatedAt: at,
  }, input);
  const userErrors = problemsOf(shop, wanted);
  if (userErrors.length > 0) return { webhookSubscription: null, userErrors };
  const created = { ...wanted, id: newId(shop, "WebhookSubscription") };
  shop.webhookSubscriptions.push(created);
  world.changed();
  return { webhookSubscription: created, userErrors: [] };
}

function update(_root: unknown, { id, webhookSubscription: input }: { id: string; webhookSubscription: SubscriptionInput }, { world, shop }: GraphqlContext) {
  const found = shop.webhookSubscriptions.find((entry) => entry.id === id);
  if (!found) return { webhookSubscription: null, userErrors: [userError(["id"], "Webhook subscription does not exist")] };
  const wanted = withInput(found, input);
  const userErrors = problemsOf(shop, wanted);
  if (userErrors.length > 0) return { webhookSubscription: null, userErrors };
  Object.assign(found, wanted, { updatedAt: laterInstant(found.updatedAt, world.now()) });
  world.changed();
  return { webhookSubscription: found, userErrors: [] };
}

function remove(_root: unknown, { id }: { id: string }, { world, shop }: GraphqlContext) {
  const index = shop.webhookSubscriptions.findIndex((entry) => entry.id === id);
  if (index < 0) return { deletedWebhookSubscriptionId: null, userErrors: [userError(["id"], "Webhook subscription does not exist")] };
  shop.webhookSubscriptions.splice(index, 1);
  world.changed();
  return { deletedWebhookSubscriptionId: id, userErrors: [] };
}

function list(_root: unknown, args: ListArgs, { shop }: GraphqlContext) {
  const uri = args.uri ?? args.callbackUrl;
  const listed = search(shop.webhookSubscriptions, args.query, keys).filter((entry) =>
    (args.topics == null || args.topics.includes(entry.topic)) && (uri == null || uri === entry.uri) && (args.format == null || args.format === entry.format));
  const sortValue = args.sortKey === "ID" ? undefined : (entry: StoredWebhookSubscription) => entry.createdAt;
  return connect(listed, args, sortValue);
}

export const webhookSubscriptionModels: Models = {
  QueryRoot: {
    webhookSubscriptions: list,
    webhookSubscription: (_root: unknown, { id }: { id: string }, { shop }: GraphqlContext) => shop.webhookSubscriptions.find((entry) => entry.id === id) ?? null,
    webhookSubscriptionsCount: (_root: unknown, { query, limit }: { query?: string | null; limit?: number | null }, { shop }: GraphqlContext) => {
      const count = search(shop.webhookSubscriptions, query, keys).length;
      return limit != null && count > limit ? { count: limit, precision: "AT_LEAST" } : { count, precision: "EXACT" };
    },
  },
  Mutation: { webhookSubscriptionCreate: create, webhookSubscriptionUpdate: update, webhookSubscriptionDelete: remove },
  WebhookSubscription: {
    ...own<StoredWebhookSubscription>(
      "id", "topic", "uri", "name", "filter", "format", "includeFields", "metafieldNamespaces", "createdAt", "updatedAt"),
    metafields: (entry: StoredWebhookSubscription) => entry.metafields ?? [],
    callbackUrl: (entry: StoredWebhookSubscription) => entry.uri,
    endpoint: (entry: StoredWebhookSubscription) => endpointOf(entry.uri),
    legacyResourceId: (entry: StoredWebhookSubscription) => numericId(entry.id),
    apiVersion: (_entry: StoredWebhookSubscription, _args: unknown, { world }: GraphqlContext) =>
      world.app.webhookVersion ?? { handle: apiVersion, displayName: apiVersion, supported: true },
  },
  WebhookHttpEndpoint: own<{ callbackUrl: string }>("callbackUrl"),
  WebhookEventBridgeEndpoint: own<{ arn: string }>("arn"),
  WebhookPubSubEndpoint: own<{ pubSubProject: string; pubSubTopic: string }>("pubSubProject", "pubSubTopic"),
  WebhookSubscriptionMetafieldIdentifier: own<{ namespace: string; key: string }>("namespace", "key"),
  WebhookSubscriptionCreatePayload: own<Record<string, unknown>>("webhookSubscription", "userErrors"),
  WebhookSubscriptionUpdatePayload: own<Record<string, unknown>>("webhookSubscription", "userErrors"),
  WebhookSubscriptionDeletePayload: own<Record<string, unknown>>("deletedWebhookSubscriptionId", "userErrors"),
  UserError: userErrorFields,
  ...connectionModels("WebhookSubscription"),
};
