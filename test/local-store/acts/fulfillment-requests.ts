// How does a merchant ask a fulfillment service to ship, or not to ship after all, and what does the service answer?

import type { StoredFulfillmentOrder, StoredMerchantRequest } from "../fulfillment-state.ts";
import { userError, type UserError } from "../graphql/models.ts";
import { newId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import { serviceAt } from "../shop-state.ts";
import {
  cancellationAnsweredPayload, cancellationSubmittedPayload, failedToCompletePayload, requestAnsweredPayload, requestSubmittedPayload,
} from "../webhooks/fulfillment-request-payloads.ts";
import type { Place } from "../world.ts";
import { pickUnits, splitOff, touchFulfillmentOrder, unpicked, type LineInput } from "./split-units.ts";

export type SubmitRequest = { lines?: readonly LineInput[] | null; message?: string | null; notifyCustomer?: boolean | null };
export type Submitted = { original: StoredFulfillmentOrder; submitted: StoredFulfillmentOrder; unsubmitted: StoredFulfillmentOrder | null };

export const notOfService = userError(null, "The fulfillment order's assigned fulfillment service must be of api type");
const requestable = new Set(["UNSUBMITTED", "REJECTED", "CLOSED", "CANCELLATION_ACCEPTED"]);

/** Part of it asked for: the rest becomes a fulfillment order of its own, not asked for. */
export function submitRequest(place: Place, fulfillmentOrder: StoredFulfillmentOrder, request: SubmitRequest): Submitted | UserError {
  const refused = whyNotSubmit(place, fulfillmentOrder);
  if (refused) return refused;
  const picked = pickUnits(fulfillmentOrder, request.lines ?? []);
  if (!picked) return userError(null, "Invalid fulfillment order line item quantity requested.");
  const rest = picked.length > 0 ? unpicked(fulfillmentOrder, picked) : [];
  const unsubmitted = rest.length > 0 ? splitOff(place, fulfillmentOrder, { units: rest }) : null;
  fulfillmentOrder.status = "OPEN";
  fulfillmentOrder.requestStatus = "SUBMITTED";
  const asked = addRequest(place, fulfillmentOrder, {
    requestKind: "FULFILLMENT_REQUEST", message: request.message ?? null, requestOptions: { notify_customer: request.notifyCustomer ?? false },
  });
  place.world.webhooks.emit(place.shop, "fulfillment_orders/fulfillment_request_submitted", requestSubmittedPayload(fulfillmentOrder, asked));
  notify(place, fulfillmentOrder, "FULFILLMENT_REQUEST");
  return { original: fulfillmentOrder, submitted: fulfillmentOrder, unsubmitted };
}

function whyNotSubmit({ shop }: Place, { locationId, status, requestStatus }: StoredFulfillmentOrder): UserError | undefined {
  if (!serviceAt(shop, locationId)) return notOfService;
  const isFree = (status === "OPEN" || status === "INCOMPLETE") && requestable.has(requestStatus);
  return isFree ? undefined : userError(null, "Cannot request fulfillment for the fulfillment order.");
}

export function submitCancellation(place: Place, fulfillmentOrder: StoredFulfillmentOrder, message: string | null): UserError | undefined {
  const { status, requestStatus } = fulfillmentOrder;
  const isUnderWay = requestStatus === "SUBMITTED" || (status === "IN_PROGRESS" && ["ACCEPTED", "CANCELLATION_REJECTED"].includes(requestStatus));
  if (!isUnderWay) return userError(null, "Cannot request cancellation for the fulfillment order.");
  if (requestStatus === "SUBMITTED") {
    // Nobody has accepted it yet, so there is nothing to ask for: it is simply not asked for any more.
    fulfillmentOrder.requestStatus = "UNSUBMITTED";
    touchFulfillmentOrder(place, fulfillmentOrder);
    return undefined;
  }
  fulfillmentOrder.requestStatus = "CANCELLATION_REQUESTED";
  const asked = addRequest(place, fulfillmentOrder, { requestKind: "CANCELLATION_REQUEST", message, requestOptions: {} });
  place.world.webhooks.emit(place.shop, "fulfillment_orders/cancellation_request_submitted", cancellationSubmittedPayload(fulfillmentOrder, asked));
  notify(place, fulfillmentOrder, "CANCELLATION_REQUEST");
  return undefined;
}

function addRequest(
  place: Place, fulfillmentOrder: StoredFulfillmentOrder, facts: Pick<StoredMerchantRequest, "requestKind" | "message" | "requestOptions">,
): StoredMerchantRequest {
  const asked: StoredMerchantRequest = {
    kind: "FulfillmentOrderMerchantRequest", id: newId(place.shop, "FulfillmentOrderMerchantRequest"), ...facts, sentAt: utcInstant(place.world.now()),
  };
  fulfillmentOrder.merchantRequests = [...(fulfillmentOrder.merchantRequests ?? []), asked];
  touchFulfillmentOrder(place, fulfillmentOrder);
  return asked;
}

/** Signed, repeated and logged as webhooks are. The host is left out: the app answers wherever it runs now. */
function notify({ world, shop }: Place, { locationId }: StoredFulfillmentOrder, kind: StoredMerchantRequest["requestKind"]): void {
  const callbackUrl = serviceAt(shop, locationId)?.own?.callbackUrl;
  if (!callbackUrl) return;
  const uri = `${new URL(callbackUrl).pathname.replace(/\/$/, "")}/fulfillment_order_notification`;
  world.webhooks.sendTo(shop, { topic: "fulfillment_order_notification", uri }, { kind });
}

type Answer = { from: readonly string[]; refusal: string; apply: (fulfillmentOrder: StoredFulfillmentOrder) => void; topic: string };

const answers = {
  acceptRequest: {
    from: ["SUBMITTED"], refusal: "Cannot accept the fulfillment request.", topic: "fulfillment_orders/fulfillment_request_accepted",
    apply: (one) => Object.assign(one, { status: "IN_PROGRESS", requestStatus: "ACCEPTED" }),
  },
  rejectRequest: {
    from: ["SUBMITTED"], refusal: "Cannot reject the fulfillment request.", topic: "fulfillment_orders/fulfillment_request_rejected",
    apply: (one) => Object.assign(one, { status: "OPEN", requestStatus: "REJECTED" }),
  },
  acceptCancellation: {
    from: ["CANCELLATION_REQUESTED"], refusal: "Cannot accept the cancellation request.", topic: "fulfillment_orders/cancellation_request_accepted",
    apply: (one) => Object.assign(one, { status: "CLOSED", requestStatus: "CANCELLATION_ACCEPTED" }),
  },
  rejectCancellation: {
    from: ["CANCELLATION_REQUESTED"], refusal: "Cannot reject the cancellation request.", topic: "fulfillment_orders/cancellation_request_rejected",
    apply: (one) => Object.assign(one, { status: "IN_PROGRESS", requestStatus: "CANCELLATION_REJECTED" }),
  },
} satisfies Record<string, Answer>;

export type RequestAnswer = keyof typeof answers;

export function answerRequest(
  place: Place, fulfillmentOrder: StoredFulfillmentOrder, { answer, message }: { answer: RequestAnswer; message: string | null },
): UserError | undefined {
  const { from, refusal, apply, topic }: Answer = answers[answer];
  if (!from.includes(fulfillmentOrder.requestStatus)) return userError(null, refusal);
  apply(fulfillmentOrder);
  if (answer === "acceptCancellation") reopenUnits(place, fulfillmentOrder);
  touchFulfillmentOrder(place, fulfillmentOrder);
  const payload = answer.endsWith("Request") ? requestAnsweredPayload : cancellationAnsweredPayload;
  place.world.webhooks.emit(place.shop, topic, payload(fulfillmentOrder, message));
  return undefined;
}

/** The closed one reads 0 of 0; its unshipped units wait, not asked for, in a new one. */
function reopenUnits(place: Place, fulfillmentOrder: StoredFulfillmentOrder): void {
  const lines = [...fulfillmentOrder.lines];
  const units = lines.filter((line) => line.remainingQuantity > 0).map((line) => ({ line, quantity: line.remainingQuantity }));
  if (units.length > 0) splitOff(place, fulfillmentOrder, { units });
  fulfillmentOrder.lines = lines;
}

/** The service gives back what it accepted: it can be asked again, or moved. */
export function closeIncomplete(place: Place, fulfillmentOrder: StoredFulfillmentOrder, message: string | null): UserError | undefined {
  if (!serviceAt(place.shop, fulfillmentOrder.locationId)) return notOfService;
  if (fulfillmentOrder.status !== "IN_PROGRESS") return userError(null, "The fulfillment order must be in progress.");
  Object.assign(fulfillmentOrder, { status: "INCOMPLETE", requestStatus: "CLOSED" });
  touchFulfillmentOrder(place, fulfillmentOrder);
  place.world.webhooks.emit(place.shop, "fulfillment_orders/fulfillment_service_failed_to_complete", failedToCompletePayload(fulfillmentOrder, message));
  return undefined;
}
