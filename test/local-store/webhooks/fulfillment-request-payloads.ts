// What do the fulfillment_orders topics about requests, progress, splitting and merging say?

import type { StoredFulfillmentOrder, StoredMerchantRequest } from "../fulfillment-state.ts";
import { bareId } from "../ids.ts";

function brief({ id, status }: StoredFulfillmentOrder) {
  return { id, status: status.toLowerCase() };
}

function asked(fulfillmentOrder: StoredFulfillmentOrder, requestStatus = fulfillmentOrder.requestStatus.toLowerCase()) {
  return { ...brief(fulfillmentOrder), request_status: requestStatus };
}

function request({ id, message }: StoredMerchantRequest) {
  return { id, message };
}

export function requestSubmittedPayload(fulfillmentOrder: StoredFulfillmentOrder, sent: StoredMerchantRequest) {
  return {
    original_fulfillment_order: asked(fulfillmentOrder), submitted_fulfillment_order: asked(fulfillmentOrder),
    fulfillment_order_merchant_request: request(sent),
  };
}

/** Shopify's word here is cancellation_request. */
export function cancellationSubmittedPayload(fulfillmentOrder: StoredFulfillmentOrder, sent: StoredMerchantRequest) {
  return { fulfillment_order: asked(fulfillmentOrder, "cancellation_request"), fulfillment_order_merchant_request: request(sent) };
}

export function requestAnsweredPayload(fulfillmentOrder: StoredFulfillmentOrder, message: string | null) {
  return { fulfillment_order: asked(fulfillmentOrder), message };
}

/** An accepted cancellation is told by the state alone. */
export function cancellationAnsweredPayload(fulfillmentOrder: StoredFulfillmentOrder, message: string | null) {
  return { fulfillment_order: fulfillmentOrder.status === "CLOSED" ? brief(fulfillmentOrder) : asked(fulfillmentOrder), message };
}

export function failedToCompletePayload(fulfillmentOrder: StoredFulfillmentOrder, message: string | null) {
  return { fulfillment_order: brief(fulfillmentOrder), message };
}

const app = { id: "gid://shopify/App/12345" };

export function progressReportedPayload(fulfillmentOrder: StoredFulfillmentOrder, { reasonNotes, from }: { reasonNotes: string | null; from: string }) {
  return {
    fulfillment_order: brief(fulfillmentOrder), initial_status: from.toLowerCase(),
    progress_report: { reason_notes: reasonNotes, progress_reported_by_app: app, progress_reported_by_user: null },
  };
}

export function progressStoppedPayload(fulfillmentOrder: StoredFulfillmentOrder) {
  return { fulfillment_order: brief(fulfillmentOrder), progress_stopped_by_app: app, progress_stopped_by_user: null };
}

export function splitPayload(fulfillmentOrder: StoredFulfillmentOrder, remaining: StoredFulfillmentOrder) {
  return {
    split_line_items: remaining.lines.map((line) => ({ id: line.id, quantity: line.totalQuantity })),
    fulfillment_order: brief(fulfillmentOrder), remaining_fulfillment_order: brief(remaining), replacement_fulfillment_order: null,
  };
}

export type MergeIntent = { fulfillmentOrder: StoredFulfillmentOrder; units: { lineId: string; quantity: number }[] };

/** Ids in the intents are bare numbers, unlike everywhere else. */
export function mergedPayload(fulfillmentOrder: StoredFulfillmentOrder, intents: MergeIntent[]) {
  return {
    merge_intents: intents.map((intent) => ({
      fulfillment_order_id: bareId(intent.fulfillmentOrder.id),
      fulfillment_order_line_items: intent.units.map(({ lineId, quantity }) => ({ id: bareId(lineId), quantity })),
    })),
    fulfillment_order_merges: { fulfillment_order: brief(fulfillmentOrder) },
  };
}
