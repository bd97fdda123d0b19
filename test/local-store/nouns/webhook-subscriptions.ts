// Which topics has the app subscribed to through the API, besides those of its configuration file (which are not listed here)?

import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { apiVersion } from "../graphql/admin-schema.ts";
import { always, notModelled, own, userError, userErrorFields, type GraphqlContext, type Models } from "../graphql/models.ts";
import { newId, numericId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import type { ShopState, StoredWebhookSubscription } from "../shop-state.ts";

type SubscriptionInput = {
  uri?: string | null; callbackUrl?: string | null; name?: string | null; filter?: string | null; format?: string | null;
  includeFields?: string[] | null; metafieldNamespaces?: string[] | null;
};
type ListArgs = ConnectionArgs & { topics?: string[] | null; uri?: string | null; sortKey?: string | null };

/** The field is callbackUrl even when `uri` was sent. */
const addressField = ["webhookSubscription", "callbackUrl"];
const largestAddress = 65_535;

function addressProblem(shop: ShopState, topic: string, uri: string): string | undefined {
  if (uri.trim() === "") return "Address can't be blank";
  if (uri.length > largestAddress) return "Address is too big (maximum is 64 KB)";
  const protocol = /^([a-z]+):\/\//i.exec(uri)?.[1]?.toLowerCase();
  if (protocol && protocol !== "https" && protocol !== "pubsub") return `Address protocol ${protocol}:// is not supported`;
  if (!URL.canParse(uri) && !uri.startsWith("arn:")) return "Address is invalid";
  if (/^https:\/\/[^/]*(shopify\.com|localhost|\.internal)(\/|$)/i.test(uri)) return "Address cannot be a Shopify or an internal domain";
  const isTaken = shop.webhookSubscriptions.some((entry) => entry.topic === topic && entry.uri === uri);
  return isTaken ? "Address for this topic has already been taken" : undefined;
}

type CreateArgs = { topic: string; webhookSubscription: SubscriptionInput };

function create(_root: unknown, { topic, webhookSubscription: input }: CreateArgs, { world, shop }: GraphqlContext) {
  const uri = input.uri ?? input.callbackUrl ?? "";
  const problem = addressProblem(shop, topic, uri);
  if (problem) return { webhookSubscription: null, userErrors: [userError(addressField, problem)] };
  if (input.filter) throw notModelled("a webhook subscription with a filter");
  if ((input.includeFields ?? []).length > 0) throw notModelled("a webhook subscription with includeFields");
  const at = utcInstant(world.now());
  const created: StoredWebhookSubscription = {
    kind: "WebhookSubscription", id: newId(shop, "WebhookSubscription"), topic, uri, name: input.name ?? null, filter: null,
    format: input.format ?? "JSON", includeFields: [], metafieldNamespaces: input.metafieldNamespaces ?? [], createdAt: at, updatedAt: at,
  };
  shop.webhookSubscriptions.push(created);
  world.changed();
  return { webhookSubscription: created, userErrors: [] };
}

function remove(_root: unknown, { id }: { id: string }, { world, shop }: GraphqlContext) {
  const index = shop.webhookSubscriptions.findIndex((entry) => entry.id === id);
  if (index < 0) return { deletedWebhookSubscriptionId: null, userErrors: [userError(["id"], "Webhook subscription does not exist")] };
  shop.webhookSubscriptions.splice(index, 1);
  world.changed();
  return { deletedWebhookSubscriptionId: id, userErrors: [] };
}

function list(_root: unknown, args: ListArgs, { shop }: GraphqlContext) {
  const listed = shop.webhookSubscriptions.filter((entry) =>
    (args.topics == null || args.topics.includes(entry.topic)) && (args.uri == null || args.uri === entry.uri));
  const sortValue = args.sortKey === "ID" ? undefined : (entry: StoredWebhookSubscription) => entry.createdAt;
  return connect(listed, args, sortValue);
}

export const webhookSubscriptionModels: Models = {
  QueryRoot: { webhookSubscriptions: list },
  Mutation: { webhookSubscriptionCreate: create, webhookSubscriptionDelete: remove },
  WebhookSubscription: {
    ...own<StoredWebhookSubscription>(
      "id", "topic", "uri", "name", "filter", "format", "includeFields", "metafieldNamespaces", "createdAt", "updatedAt"),
    legacyResourceId: (entry: StoredWebhookSubscription) => numericId(entry.id),
    apiVersion: always({ handle: apiVersion, displayName: apiVersion, supported: true }),
  },
  WebhookSubscriptionCreatePayload: own<Record<string, unknown>>("webhookSubscription", "userErrors"),
  WebhookSubscriptionDeletePayload: own<Record<string, unknown>>("deletedWebhookSubscriptionId", "userErrors"),
  UserError: userErrorFields,
  ...connectionModels("WebhookSubscription"),
};
