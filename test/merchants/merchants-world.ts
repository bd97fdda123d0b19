// A shop that lets the app in, and the webhooks it sends about itself.
import { setTimeout as wait } from "node:timers/promises";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { newId } from "../../app/platform/ids.server.ts";
import { createLog } from "../../app/platform/log.server.ts";
import type { Step } from "../../app/platform/step.ts";
import type { InstallAdmin } from "../../app/shopify/app.server.ts";
import type { TestDatabase } from "../support/database.ts";

export const scopes = [
  "write_orders", "read_orders", "read_products", "read_locations", "write_inventory", "read_shipping", "write_fulfillments",
  "read_merchant_managed_fulfillment_orders", "write_merchant_managed_fulfillment_orders",
  "read_assigned_fulfillment_orders", "write_assigned_fulfillment_orders", "write_third_party_fulfillment_orders",
  "read_shopify_payments_disputes",
];

export type Facts = { id: string; domain: string; name?: string; scopes?: readonly string[] };

/** Shopify's answer to the question for the shop's facts, a moment later. */
export function adminOf({ id, domain, name = "Sample Shop", scopes: granted = scopes }: Facts): InstallAdmin {
  const answer = {
    shop: { id: `gid://shopify/Shop/${id}`, name, myshopifyDomain: domain, contactEmail: "", currencyCode: "EUR", ianaTimezone: "Europe/Berlin" },
    currentAppInstallation: { accessScopes: granted.map((handle) => ({ handle })) },
  };
  return {
    query: async <R, V extends object>(_document: TypedDocumentNode<R, V>, _variables: V) => {
      await wait(1);
      return answer as R;
    },
  };
}

export const log = createLog("silent");

type Webhook = { domain: string; topic: string; body: unknown; triggeredAt?: Date | undefined; receivedAt?: Date };

/** Text is stored as it is, anything else as JSON. */
export async function receive(test: TestDatabase, { domain, topic, body, triggeredAt, receivedAt }: Webhook): Promise<string> {
  const id = newId();
  const text = typeof body === "string" ? body : JSON.stringify(body);
  await test.database.withoutShop.inboxMessage.create({
    data: {
      id, shopDomain: domain, webhookId: newId(), topic, apiVersion: "2026-10", body: new Uint8Array(Buffer.from(text)),
      triggeredAt: triggeredAt?.toISOString() ?? null, receivedAt: receivedAt ?? new Date("2026-11-20T10:00:00Z"),
    },
  });
  return id;
}

/** As the runner does it: the work, then its saving in one transaction. */
export async function runStep<T, Input extends { shopId: string }, Outcome>(step: Step<T, Input, Outcome>, tools: T & { database: TestDatabase["database"] }, input: Input): Promise<Outcome> {
  const save = await step.run(tools, step.input.parse(input));
  return await tools.database.inShop(input.shopId, save);
}

/** Codes of what happened to the shop itself, oldest first. */
export async function shopTimeline(test: TestDatabase, shopId: string): Promise<string[]> {
  const rows = await test.database.inShop(shopId, (tx) => tx.db.activity.findMany({ where: { subject: "shop" }, orderBy: [{ at: "asc" }, { id: "asc" }] }));
  return rows.map(({ code }) => code);
}
