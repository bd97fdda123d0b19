// Which job is meant by "route", "submit", "write back", with its input and its key? The pipeline says when each follows.
import { followParcel } from "./shipments/follow-parcel.server.ts";
import { confirmOrders } from "./orders/confirm-orders.server.ts";
import { readShopifyHolds } from "./orders/read-shopify-holds.server.ts";
import { rereadOrder } from "./orders/reread-order.server.ts";
import { adoptFulfillments } from "./fulfillments/adopt-fulfillments.server.ts";
import { createFulfillment } from "./fulfillments/create-fulfillment.server.ts";
import { postTrackingEvents } from "./fulfillments/post-tracking-events.server.ts";
import { answerRequest } from "./fulfillment-requests/answer-request.server.ts";
import { stockVariant } from "./fulfillment-requests/stock-variant.server.ts";
import type { NextJob } from "./platform/step.ts";
import { routeOrder } from "./routing/route-order.server.ts";
import { planChanges } from "./supplier-orders/plan-changes.server.ts";
import { sendChange } from "./supplier-orders/send-change.server.ts";
import { submitSupplierOrder } from "./supplier-orders/submit-supplier-order.server.ts";

export const confirm = (shopId: string): NextJob => ({ step: confirmOrders.name, input: { shopId }, key: shopId });
export const reread = (shopId: string, shopifyOrderId: string): NextJob => ({ step: rereadOrder.name, input: { shopId, shopifyOrderId }, key: shopifyOrderId });
/** Shopify's copy is younger: its webhook is most likely on the way, and costs nothing. */
export const rereadUnlessTold = (shopId: string, shopifyOrderId: string): NextJob => ({
  step: rereadOrder.name, input: { shopId, shopifyOrderId, ifUnconfirmed: true }, key: `late:${shopifyOrderId}`, afterS: 5,
});
export const adopt = (shopId: string, shopifyOrderId: string, isOrderFresh = false): NextJob => ({
  step: adoptFulfillments.name, input: { shopId, shopifyOrderId, ...(isOrderFresh ? { isOrderFresh } : {}) }, key: shopifyOrderId,
});
export const readHolds = (shopId: string, shopifyOrderId: string): NextJob => ({ step: readShopifyHolds.name, input: { shopId, shopifyOrderId }, key: shopifyOrderId });
export const route = (shopId: string, orderId: string): NextJob => ({ step: routeOrder.name, input: { shopId, orderId } });
/** Units that a supplier refused are decided about once more, too: a person has asked. */
export const routeAnew = (shopId: string, orderId: string): NextJob => ({ step: routeOrder.name, input: { shopId, orderId, includeRefused: true } });
export const writeBack = (shopId: string, parcel: { orderId: string; parcelId: string }, afterS?: number): NextJob => ({
  step: createFulfillment.name,
  input: { shopId, orderId: parcel.orderId, parcelId: parcel.parcelId },
  key: parcel.parcelId,
  ...(afterS === undefined ? {} : { afterS }),
});
export const follow = (shopId: string, parcel: { orderId: string; parcelId: string }): NextJob[] =>
  [followParcel.name, postTrackingEvents.name].map((step) => ({ step, input: { shopId, ...parcel }, key: parcel.parcelId }));
export const submit = (shopId: string, { orderId, supplierOrderId }: { orderId: string; supplierOrderId: string }, afterS?: number): NextJob => ({
  step: submitSupplierOrder.name,
  input: { shopId, orderId, supplierOrderId },
  key: supplierOrderId,
  ...(afterS === undefined ? {} : { afterS }),
});

export const change = (shopId: string, orderId: string): NextJob => ({ step: planChanges.name, input: { shopId, orderId }, key: orderId });
export type Change = { readonly orderId: string; readonly supplierOrderId: string; readonly changeId: string };
export const askOf = (shopId: string, { orderId, supplierOrderId, changeId }: Change, afterS?: number): NextJob => ({
  step: sendChange.name, input: { shopId, orderId, supplierOrderId, changeId }, key: supplierOrderId, ...(afterS === undefined ? {} : { afterS }),
});

export const answer = (shopId: string, request: { orderId: string; requestId: string }, afterS?: number): NextJob => ({
  step: answerRequest.name, input: { shopId, orderId: request.orderId, requestId: request.requestId }, key: request.requestId, ...(afterS === undefined ? {} : { afterS }),
});
export const stock = (shopId: string, switchId: string): NextJob => ({ step: stockVariant.name, input: { shopId, switchId }, key: shopId });
