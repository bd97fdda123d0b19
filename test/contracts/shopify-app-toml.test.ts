// Would Shopify take shopify.app.toml, and does it ask for exactly what the app does?
// Shopify's own check needs an account; these are its published rules.
import { readFileSync } from "node:fs";
import { GraphQLEnumType, Kind, parse } from "graphql";
import { parse as parseToml } from "smol-toml";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { listDocuments } from "../../scripts/codegen.ts";
import { readAdminSchema } from "../shopify/admin-schema.ts";

const https = z.url({ protocol: /^https$/ });
const webhookUri = z.union([
  z.string().regex(/^\/[^\s]*$/),
  https,
  z.string().regex(/^pubsub:\/\/[^\s:]+:[^\s:]+$/),
  z.string().regex(/^arn:aws:events:[^\s:]+::event-source\/aws\.partner\/shopify\.com\/[^\s]+$/),
]);
const subscription = z
  .strictObject({
    topics: z.array(z.string()).nonempty().optional(),
    compliance_topics: z.array(z.enum(["customers/data_request", "customers/redact", "shop/redact"])).nonempty().optional(),
    uri: webhookUri,
    filter: z.string().optional(),
    include_fields: z.array(z.string()).optional(),
    name: z.string().max(50).optional(),
    payload_query: z.string().optional(),
  })
  .refine(({ topics, compliance_topics }) => topics ?? compliance_topics, "a subscription names topics");

const appToml = z.strictObject({
  client_id: z.string(),
  name: z.string().min(1).max(30),
  handle: z.string().regex(/^[a-z0-9_-]+$/).optional(),
  application_url: https,
  embedded: z.boolean(),
  access_scopes: z.strictObject({
    scopes: z.string().regex(/^[a-z_]+(,[a-z_]+)*$/),
    optional_scopes: z.array(z.string()).optional(),
    use_legacy_install_flow: z.literal(false),
  }),
  auth: z.strictObject({ redirect_urls: z.array(https).nonempty() }),
  webhooks: z.strictObject({ api_version: z.string().regex(/^\d{4}-(01|04|07|10)$/), subscriptions: z.array(subscription) }),
  app_proxy: z.strictObject({ url: z.string().regex(/^(\/|https:)/), prefix: z.enum(["apps", "a", "community", "tools"]), subpath: z.string().regex(/^[a-z0-9_-]{1,30}$/) }),
  pos: z.strictObject({ embedded: z.boolean() }),
  build: z.strictObject({ automatically_update_urls_on_dev: z.boolean(), include_config_on_deploy: z.boolean() }),
});

const text = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8");
const read = (toml: string) => appToml.safeParse(parseToml(toml));
const config = appToml.parse(parseToml(text));
const scopes = config.access_scopes.scopes.split(",");
const topics = config.webhooks.subscriptions.flatMap((one) => one.topics ?? []);

const anyFulfillmentOrder = (verb: string) => ["assigned", "merchant_managed", "third_party"].map((kind) => `${verb}_${kind}_fulfillment_orders`);

/** One scope of each list is enough; an empty list asks for none. */
const scopesOfRoot: Record<string, string[]> = {
  shop: [],
  currentAppInstallation: [],
  order: ["read_orders"],
  productVariants: ["read_products"],
  fulfillment: ["read_orders", ...anyFulfillmentOrder("read")],
  fulfillmentOrder: anyFulfillmentOrder("read"),
  fulfillmentCreate: anyFulfillmentOrder("write"),
  fulfillmentTrackingInfoUpdate: anyFulfillmentOrder("write"),
  assignedFulfillmentOrders: ["read_assigned_fulfillment_orders"],
  fulfillmentOrderAcceptFulfillmentRequest: ["write_assigned_fulfillment_orders"],
  fulfillmentOrderRejectFulfillmentRequest: ["write_assigned_fulfillment_orders"],
  fulfillmentOrderAcceptCancellationRequest: ["write_assigned_fulfillment_orders"],
  fulfillmentOrderRejectCancellationRequest: ["write_assigned_fulfillment_orders"],
  fulfillmentServiceCreate: ["write_fulfillments"],
  productVariant: ["read_products"],
  deliveryProfiles: ["read_shipping"],
  fulfillmentOrderClose: ["write_assigned_fulfillment_orders"],
  fulfillmentOrderSubmitFulfillmentRequest: ["write_third_party_fulfillment_orders"],
  inventoryActivate: ["write_inventory"],
  inventorySetQuantities: ["write_inventory"],
  inventoryItemUpdate: ["write_inventory"],
  fulfillmentEventCreate: ["write_fulfillments"],
  fulfillmentCancel: anyFulfillmentOrder("write"),
  orders: ["read_orders"],
  webhookSubscriptions: [],
  webhookSubscriptionDelete: [],
  orderCreate: ["write_orders"],
  orderUpdate: ["write_orders"],
  orderCancel: ["write_orders"],
  orderDelete: ["write_orders"],
};
const scopesOfFragmentType: Record<string, string[]> = { Order: ["read_orders"], ProductVariant: ["read_products"] };
/** Fields that ask for more than the root they stand under. */
const scopesOfField: Record<string, string[]> = { fulfillmentOrders: anyFulfillmentOrder("read"), location: ["read_locations"], inventoryLevels: ["read_inventory"] };

const holds = (scope: string) => scopes.includes(scope) || scopes.includes(scope.replace(/^read_/, "write_"));

function needsOf(text: string): string[][] {
  const needs: string[][] = [];
  for (const definition of parse(text).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const root of definition.selectionSet.selections) {
      if (root.kind !== Kind.FIELD) throw new Error("roots are plain fields");
      const types = root.name.value === "nodes" ? (root.selectionSet?.selections ?? []).flatMap((one) => (one.kind === Kind.INLINE_FRAGMENT ? [one.typeCondition?.name.value ?? ""] : [])) : [];
      const known = root.name.value === "nodes" ? types.map((type) => scopesOfFragmentType[type]) : [scopesOfRoot[root.name.value]];
      for (const need of known) {
        if (!need) throw new Error(`which scope does ${root.name.value} need? Add it to this test's table`);
        needs.push(need);
      }
    }
    for (const [field, need] of Object.entries(scopesOfField)) if (new RegExp(`\\b${field}\\s*[({]`).test(text)) needs.push(need);
  }
  return needs.filter((need) => need.length > 0);
}

/** Topics that ask for more than the documents do. */
const scopesOfTopic: Record<string, string[]> = { "disputes/create": ["read_shopify_payments_disputes"], "disputes/update": ["read_shopify_payments_disputes"] };

const needs = [...listDocuments().flatMap(({ text: document }) => needsOf(document)), ...topics.flatMap((topic) => (scopesOfTopic[topic] ? [scopesOfTopic[topic]] : []))];

describe("shopify.app.toml", () => {
  it("keeps Shopify's rules", () => {
    expect(read(text).error).toBeUndefined();
  });

  it.each([
    ["a name of more than 30 characters", 'name = "Daifa"', `name = "${"Daifa".repeat(7)}"`],
    ["an address without https", 'application_url = "https:', 'application_url = "http:'],
    ["a webhook address that is none", 'uri = "/webhooks"', 'uri = "webhooks"'],
    ["a compliance topic that does not exist", '"shop/redact"', '"shop/forget"'],
    ["a setting that does not exist", "embedded = true", "embedded = true\nembeded = true"],
  ])("is refused with %s", (_fault, before, after) => {
    expect(text).toContain(before);
    expect(read(text.replace(before, after)).success).toBe(false);
  });

  it("is for the Admin API version whose schema is vendored", () => {
    expect(config.webhooks.api_version).toBe("2026-10");
  });

  it("subscribes to topics that Shopify has, each once", () => {
    const topicEnum = readAdminSchema().getType("WebhookSubscriptionTopic");
    if (!(topicEnum instanceof GraphQLEnumType)) throw new Error("the schema has no topics");

    const unknown = topics.filter((topic) => !topicEnum.getValue(topic.replace("/", "_").toUpperCase()));

    expect(unknown).toEqual([]);
    expect(new Set(topics).size).toBe(topics.length);
  });

  it("subscribes to all three compliance topics", () => {
    const compliance = config.webhooks.subscriptions.flatMap((one) => one.compliance_topics ?? []);

    expect(compliance.toSorted()).toEqual(["customers/data_request", "customers/redact", "shop/redact"]);
  });

  it("asks for every scope that a document needs", () => {
    expect(needs.filter((need) => !need.some(holds))).toEqual([]);
  });

  it("asks for no scope that nothing needs", () => {
    const unused = scopes.filter((scope) => !needs.some((need) => need.includes(scope) || need.includes(scope.replace(/^write_/, "read_"))));

    expect(unused).toEqual([]);
  });
});
