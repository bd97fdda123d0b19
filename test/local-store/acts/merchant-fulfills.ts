// What does a merchant do with fulfillment orders by hand, in Shopify's own admin: ship without us, take a parcel back, split, move, hold?

import type { StoredFulfillment, StoredFulfillmentOrder } from "../fulfillment-state.ts";
import type { UserError } from "../graphql/models.ts";
import { createFulfillment } from "../nouns/fulfillment-creation.ts";
import { cancelFulfillment } from "../nouns/fulfillments.ts";
import { moveRefusal, moveUnits } from "../nouns/fulfillment-order-actions.ts";
import type { TrackingInput } from "../nouns/tracking.ts";
import type { Place } from "../world.ts";
import { submitCancellation, submitRequest, type SubmitRequest } from "./fulfillment-requests.ts";
import { placeHold } from "./hold-units.ts";
import { pickUnits, splitOff, type LineInput, type PickedUnits } from "./split-units.ts";
import { ImpossibleAct } from "./touch-order.ts";
import { splitPayload } from "../webhooks/fulfillment-request-payloads.ts";

/** Lines are named by the ids of their fulfillment order lines; none means all. */
export type Lines = { lines?: LineInput[] };
export type HoldByHand = Lines & { reason?: string; reasonNotes?: string | null };
export type FulfillByHand = Lines & { tracking?: TrackingInput; notifyCustomer?: boolean };

function picked(fulfillmentOrder: StoredFulfillmentOrder, lines: readonly LineInput[] = []): PickedUnits[] {
  const units = pickUnits(fulfillmentOrder, lines);
  if (!units) throw new ImpossibleAct(`${fulfillmentOrder.id} has no such units left`);
  return units;
}

function must(refusal: UserError | undefined): void {
  if (refusal) throw new ImpossibleAct(refusal.message);
}

export function holdByHand(place: Place, fulfillmentOrder: StoredFulfillmentOrder, { lines, reason = "OTHER", reasonNotes = null }: HoldByHand): void {
  placeHold(place, fulfillmentOrder, { handle: "", reason, reasonNotes, isHeldByApp: false, picked: picked(fulfillmentOrder, lines) });
}

export function moveByHand(place: Place, fulfillmentOrder: StoredFulfillmentOrder, { locationId, lines }: Lines & { locationId: string }): void {
  must(moveRefusal(place.shop, fulfillmentOrder, locationId));
  moveUnits(place, fulfillmentOrder, { locationId, picked: picked(fulfillmentOrder, lines) });
}

/** The units leave for a new fulfillment order at the same location. */
export function splitByHand(place: Place, fulfillmentOrder: StoredFulfillmentOrder, { lines }: Lines): void {
  const made = splitOff(place, fulfillmentOrder, { units: picked(fulfillmentOrder, lines) });
  place.world.webhooks.emit(place.shop, "fulfillment_orders/split", splitPayload(fulfillmentOrder, made));
}

export function requestByHand(place: Place, fulfillmentOrder: StoredFulfillmentOrder, request: SubmitRequest): void {
  const done = submitRequest(place, fulfillmentOrder, request);
  if ("message" in done) throw new ImpossibleAct(done.message);
}

export function requestCancellationByHand(place: Place, fulfillmentOrder: StoredFulfillmentOrder, { message = null }: { message?: string | null }): void {
  must(submitCancellation(place, fulfillmentOrder, message));
}

export function fulfillByHand(place: Place, fulfillmentOrder: StoredFulfillmentOrder, { lines, tracking, notifyCustomer = false }: FulfillByHand): void {
  const { userErrors: [refusal] } = createFulfillment(null, {
    fulfillment: {
      lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrder.id, fulfillmentOrderLineItems: lines ?? null }],
      notifyCustomer, trackingInfo: tracking ?? null,
    },
  }, { ...place, scopes: [], returnedObjects: 0 });
  must(refusal);
}

export function cancelFulfillmentByHand(place: Place, fulfillment: StoredFulfillment): void {
  if (fulfillment.status === "CANCELLED") throw new ImpossibleAct(`${fulfillment.name} is already cancelled`);
  cancelFulfillment(place, fulfillment);
}
