// How do tests and the demo reach the routes of fulfillment-routes.ts without writing addresses by hand?

import type { FulfillByHand, HoldByHand, Lines } from "../acts/merchant-fulfills.ts";
import type { SubmitRequest } from "../acts/fulfillment-requests.ts";
import type { StoredFulfillment, StoredFulfillmentOrder } from "../fulfillment-state.ts";

type Post = <Answer>(path: string, body?: object) => Promise<Answer>;
type Told = { fulfillmentOrder: StoredFulfillmentOrder };

/** As the merchant does in the admin, not the app. */
export function fulfillmentClient(post: Post, tail: (id: string) => string) {
  const act = (id: string, name: string, body: object = {}) => post<Told>(`fulfillment-orders/${encodeURIComponent(tail(id))}/${name}`, body);
  return {
    holdFulfillmentOrder: (id: string, hold: HoldByHand = {}) => act(id, "hold", hold),
    releaseFulfillmentOrder: (id: string) => act(id, "release"),
    moveFulfillmentOrder: (id: string, locationId: string, part: Lines = {}) => act(id, "move", { locationId, ...part }),
    splitFulfillmentOrder: (id: string, lines: NonNullable<Lines["lines"]>) => act(id, "split", { lines }),
    /** Asks the service at the fulfillment order's location: its callback and webhooks follow. */
    requestFulfillment: (id: string, request: SubmitRequest = {}) => act(id, "request-fulfillment", request),
    requestCancellation: (id: string, message?: string) => act(id, "request-cancellation", message === undefined ? {} : { message }),
    /** "Mark as fulfilled", with tracking or without. */
    fulfillByHand: (id: string, input: FulfillByHand = {}) => act(id, "fulfill", input),
    cancelFulfillment: (id: string) => post<{ fulfillment: StoredFulfillment }>(`fulfillments/${encodeURIComponent(tail(id))}/cancel`),
  };
}
