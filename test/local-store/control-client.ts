// How do tests and the demo use the local store's control API without writing addresses by hand?

import { request as requestHttp } from "node:http";
import type { CancelOrder, EditOrder } from "./acts/change-order.ts";
import type { Withheld } from "./acts/other-apps.ts";
import type { PlaceOrder } from "./acts/place-order.ts";
import type { RefundOrder } from "./acts/refund-order.ts";
import { fulfillmentClient } from "./control/fulfillment-client.ts";
import { orderClient } from "./control/order-client.ts";
import type { BookedOrder, BookedShop, BookedVariant } from "./control/order-book.ts";
import type { ComplianceRequest, ShopFaults, WebhookSend } from "./control/shop-routes.ts";
import { writeExactJson } from "./exact-json.ts";
import type { CallRecord } from "./graphql/call-log.ts";
import type { WebhookDelivery } from "./webhooks/sender.ts";

export type InstallGrant = {
  access_token: string;
  scope: string;
  expires_in: number;
  refresh_token: string;
  refresh_token_expires_in: number;
};

export class ControlError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type ShopClient = ReturnType<typeof shopClient>;

export function localStoreClient(baseUrl: string) {
  return {
    shops: async () => (await call<{ shops: BookedShop[] }>(baseUrl, "GET", "/_control/shops")).shops,
    /** Forgets orders, tokens, logs and faults; shops are as seeded again. */
    reset: () => call<object>(baseUrl, "POST", "/_control/reset"),
    shop: (domain: string) => shopClient(baseUrl, domain),
  };
}

function shopClient(baseUrl: string, domain: string) {
  const get = <Answer>(path: string) => call<Answer>(baseUrl, "GET", `/_control/shops/${domain}/${path}`);
  const post = <Answer>(path: string, body: object = {}) => call<Answer>(baseUrl, "POST", `/_control/shops/${domain}/${path}`, body);
  const order = (id: string) => `orders/${encodeURIComponent(tail(id))}`;
  return {
    domain,
    orders: async () => (await get<{ orders: BookedOrder[] }>("orders")).orders,
    /** By gid, by its number, or by name ("#1001"). */
    order: async (id: string) => (await get<{ order: BookedOrder }>(order(id))).order,
    variants: async () => (await get<{ variants: BookedVariant[] }>("variants")).variants,
    placeOrder: async (input: PlaceOrder) => (await post<{ order: BookedOrder }>("orders", input)).order,
    cancelOrder: async (id: string, input: CancelOrder = {}) => (await post<{ order: BookedOrder }>(`${order(id)}/cancel`, input)).order,
    refundOrder: async (id: string, input: RefundOrder) => (await post<{ order: BookedOrder }>(`${order(id)}/refund`, input)).order,
    editOrder: async (id: string, input: EditOrder) => (await post<{ order: BookedOrder }>(`${order(id)}/edit`, input)).order,
    payOrder: async (id: string) => (await post<{ order: BookedOrder }>(`${order(id)}/pay`)).order,
    ...orderClient(post, order),
    ...fulfillmentClient(post, tail),
    /** As another app, or automatic fulfillment, does it. */
    fulfillOrder: async (id: string, input: { trackingNumber?: string } = {}) => (await post<{ order: BookedOrder }>(`${order(id)}/fulfill`, input)).order,
    addFulfillmentService: async (name: string) => (await post<{ location: { id: string } }>("fulfillment-services", { name })).location,
    removeFulfillmentService: (name: string) => post<object>("fulfillment-services/remove", { name }),
    stockAt: (sku: string, locationId: string) => post<object>("stock", { sku, locationId }),
    /** The merchant adds an app's location to the shipping profile: checkout offers rates from there. */
    addShippingRates: (locationId: string) => post<object>("shipping-rates", { locationId }),
    /** Customer data that the app is not approved for; none ends it. */
    withhold: (fields: readonly Withheld[]) => post<object>("withhold", { fields }),
    sendWebhook: async (message: WebhookSend) => (await post<{ deliveries: WebhookDelivery[] }>("webhooks/send", message)).deliveries,
    sendComplianceRequest: async (asked: ComplianceRequest) =>
      (await post<{ deliveries: WebhookDelivery[] }>("webhooks/compliance", asked)).deliveries,
    /** For the next deliveries or calls of the whole store, not of this shop alone. */
    addFaults: (faults: ShopFaults) => post<object>("faults", faults),
    clearFaults: () => post<object>("faults", { clear: true }),
    deliveries: async () => (await get<{ deliveries: WebhookDelivery[] }>("deliveries")).deliveries,
    webhooksUnderWay: async () => (await get<{ count: number }>("deliveries/under-way")).count,
    calls: async () => (await get<{ calls: CallRecord[] }>("calls")).calls,
    /** Installs without a browser and hands out an expiring offline token, so that webhooks flow. */
    install: () => post<InstallGrant>("install"),
    uninstall: () => post<object>("uninstall"),
    changeScopes: (scopes: string[]) => post<{ scopes: string[] }>("scopes", { scopes }),
    sessionToken: async (userId?: string) =>
      (await post<{ sessionToken: string }>("session-token", userId === undefined ? {} : { userId })).sessionToken,
    expireAccessTokens: () => post<object>("tokens/expire"),
  };
}

function tail(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

// node:http instead of fetch: a test run that closes the network through the global dispatcher must still reach the store.
function call<Answer>(baseUrl: string, method: "GET" | "POST", path: string, body?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = requestHttp(new URL(path, baseUrl), { method, agent: false, headers: { "content-type": "application/json" } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const status = response.statusCode ?? 0;
        if (status === 200) resolve(JSON.parse(text) as Answer);
        else reject(new ControlError(status, `${method} ${path}: ${status} ${text}`));
      });
    });
    request.on("error", reject);
    request.end(body === undefined ? undefined : writeExactJson(body));
  });
}
