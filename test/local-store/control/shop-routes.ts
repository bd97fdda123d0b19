// What may a test or the demo make happen in a shop, and what may it read? One row per address below /_control/shops/<domain>/.

import { cancelOrder, editOrder, payOrder, type CancelOrder, type EditOrder } from "../acts/change-order.ts";
import { changeScopes, markInstalled, uninstallApp } from "../acts/install-app.ts";
import { addService, removeService, stockAt, withhold, type Withheld } from "../acts/other-apps.ts";
import { placeOrder, type PlaceOrder } from "../acts/place-order.ts";
import { refundOrder, type RefundOrder } from "../acts/refund-order.ts";
import { findOrder } from "../acts/touch-order.ts";
import { writeExactJson } from "../exact-json.ts";
import type { GraphqlFault } from "../graphql/call-log.ts";
import { grantBody } from "../oauth/answer-access-token.ts";
import { signSessionToken } from "../oauth/session-token.ts";
import { customerDataRequestPayload, customerRedactPayload, shopRedactPayload } from "../webhooks/shop-payloads.ts";
import type { WebhookFault } from "../webhooks/delivery-faults.ts";
import { isUnderWay } from "../webhooks/sender.ts";
import type { StoredOrder } from "../order-state.ts";
import type { Place } from "../world.ts";
import { bookedOrder, bookedVariants } from "./order-book.ts";
import { fulfillmentRoutes } from "./fulfillment-routes.ts";
import { orderRoutes } from "./order-routes.ts";

/** `parts` are the path segments that stand for the pattern's stars. */
export type ShopRoute = { method: "GET" | "POST"; pattern: string; run: (place: Place, body: unknown, parts: string[]) => unknown };

export type WebhookSend = { topic: string; payload?: unknown; body?: string };
export type ComplianceRequest = { topic: "customers/data_request" | "customers/redact" | "shop/redact"; orderId?: string };
export type ShopFaults = { webhooks?: WebhookFault[]; graphql?: GraphqlFault[]; clear?: boolean };

type OrderAct = (place: Place, order: StoredOrder, body: unknown) => void;

function onOrder(act: OrderAct): ShopRoute["run"] {
  return (place, body, [id = ""]) => {
    const order = findOrder(place, id);
    act(place, order, body);
    return { order: bookedOrder(place.shop, order) };
  };
}

function sendWebhook(place: Place, body: unknown) {
  const { topic, payload, body: text } = body as WebhookSend;
  return { deliveries: place.world.webhooks.send(place.shop, topic, text ?? writeExactJson(payload ?? {})) };
}

function sendCompliance(place: Place, body: unknown) {
  const { topic, orderId } = body as ComplianceRequest;
  const { shop } = place;
  const payload = topic === "shop/redact" ? shopRedactPayload(shop)
    : topic === "customers/redact" ? customerRedactPayload(shop, findOrder(place, orderId ?? ""))
    : customerDataRequestPayload(shop, findOrder(place, orderId ?? ""));
  return sendWebhook(place, { topic, payload });
}

function addFaults({ world }: Place, body: unknown) {
  const { webhooks = [], graphql = [], clear = false } = body as ShopFaults;
  if (clear) {
    world.webhooks.faults.length = 0;
    world.graphqlFaults.length = 0;
  }
  world.webhooks.faults.push(...webhooks);
  world.graphqlFaults.push(...graphql);
  return { webhooks: world.webhooks.faults, graphql: world.graphqlFaults };
}

function install(place: Place) {
  markInstalled(place);
  const grant = place.world.tokens.grantOffline(place.shop.domain, place.shop.grantedScopes, { expiring: true });
  return grantBody(place, grant);
}

function sessionToken({ world, shop }: Place, body: unknown) {
  const { userId = "90000001" } = body as { userId?: string };
  return { sessionToken: signSessionToken(shop.domain, userId, { ...world.app, nowMs: world.now() }) };
}

function expireTokens({ world, shop }: Place) {
  world.tokens.expireAccess(shop.domain);
  return {};
}

export const shopRoutes: ShopRoute[] = [
  { method: "GET", pattern: "orders", run: ({ shop }) => ({ orders: shop.orders.map((order) => bookedOrder(shop, order)) }) },
  { method: "GET", pattern: "orders/*", run: onOrder(() => undefined) },
  { method: "GET", pattern: "variants", run: ({ shop }) => ({ variants: bookedVariants(shop) }) },
  {
    method: "GET", pattern: "deliveries",
    run: ({ world, shop }) => ({ deliveries: world.webhooks.deliveries.filter((delivery) => delivery.shopDomain === shop.domain) }),
  },
  {
    method: "GET", pattern: "deliveries/under-way",
    run: ({ world, shop }) => ({ count: world.webhooks.deliveries.filter((delivery) => delivery.shopDomain === shop.domain && isUnderWay(delivery)).length }),
  },
  { method: "GET", pattern: "calls", run: ({ world, shop }) => ({ calls: world.calls.filter((call) => call.shopDomain === shop.domain) }) },
  { method: "POST", pattern: "orders", run: (place, body) => ({ order: bookedOrder(place.shop, placeOrder(place, body as PlaceOrder)) }) },
  { method: "POST", pattern: "orders/*/cancel", run: onOrder((place, order, body) => cancelOrder(place, order, body as CancelOrder)) },
  { method: "POST", pattern: "orders/*/refund", run: onOrder((place, order, body) => void refundOrder(place, order, body as RefundOrder)) },
  { method: "POST", pattern: "orders/*/edit", run: onOrder((place, order, body) => editOrder(place, order, body as EditOrder)) },
  { method: "POST", pattern: "orders/*/pay", run: onOrder(payOrder) },
  ...orderRoutes,
  ...fulfillmentRoutes,
  { method: "POST", pattern: "fulfillment-services", run: (place, body) => ({ location: addService(place, (body as { name: string }).name) }) },
  {
    method: "POST", pattern: "fulfillment-services/remove",
    run: (place, body) => {
      removeService(place, (body as { name: string }).name);
      return {};
    },
  },
  {
    method: "POST", pattern: "shipping-rates",
    run: ({ world, shop }, body) => {
      shop.locationsWithRates = [...(shop.locationsWithRates ?? []), (body as { locationId: string }).locationId];
      world.changed();
      return {};
    },
  },
  {
    method: "POST", pattern: "stock",
    run: (place, body) => {
      const { sku, locationId } = body as { sku: string; locationId: string };
      stockAt(place, sku, locationId);
      return {};
    },
  },
  { method: "POST", pattern: "withhold", run: (place, body) => ({ withheld: withhold(place, (body as { fields: Withheld[] }).fields).withheld }) },
  { method: "POST", pattern: "webhooks/send", run: sendWebhook },
  { method: "POST", pattern: "webhooks/compliance", run: sendCompliance },
  { method: "POST", pattern: "faults", run: addFaults },
  { method: "POST", pattern: "install", run: install },
  {
    method: "POST", pattern: "uninstall",
    run: (place) => {
      uninstallApp(place);
      return {};
    },
  },
  {
    method: "POST", pattern: "scopes",
    run: (place, body) => {
      changeScopes(place, (body as { scopes: string[] }).scopes);
      return { scopes: place.shop.grantedScopes };
    },
  },
  { method: "POST", pattern: "session-token", run: sessionToken },
  { method: "POST", pattern: "tokens/expire", run: expireTokens },
];
