// What may a test or the demo do to fulfillment orders and fulfillments, as the merchant does in the admin and not the app?

import { releaseHolds } from "../acts/hold-units.ts";
import {
  cancelFulfillmentByHand, fulfillByHand, holdByHand, moveByHand, requestByHand, requestCancellationByHand, splitByHand,
  type FulfillByHand, type HoldByHand, type Lines,
} from "../acts/merchant-fulfills.ts";
import type { SubmitRequest } from "../acts/fulfillment-requests.ts";
import { fulfillAsOther } from "../acts/other-apps.ts";
import { findOrder, ImpossibleAct } from "../acts/touch-order.ts";
import type { StoredFulfillmentOrder } from "../fulfillment-state.ts";
import type { Place } from "../world.ts";
import { bookedOrder } from "./order-book.ts";
import type { ShopRoute } from "./shop-routes.ts";

function onFulfillmentOrder(name: string, act: (place: Place, found: StoredFulfillmentOrder, body: unknown) => void): ShopRoute {
  return {
    method: "POST", pattern: `fulfillment-orders/*/${name}`,
    run: (place, body, [id = ""]) => {
      const found = place.shop.fulfillmentOrders.find((candidate) => candidate.id.endsWith(`/${id}`));
      if (!found) throw new ImpossibleAct(`no fulfillment order ${id} in ${place.shop.domain}`);
      act(place, found, body);
      return { fulfillmentOrder: found };
    },
  };
}

export const fulfillmentRoutes: ShopRoute[] = [
  onFulfillmentOrder("hold", (place, found, body) => holdByHand(place, found, body as HoldByHand)),
  onFulfillmentOrder("release", (place, found) => releaseHolds(place, found, null)),
  onFulfillmentOrder("move", (place, found, body) => moveByHand(place, found, body as Lines & { locationId: string })),
  onFulfillmentOrder("split", (place, found, body) => splitByHand(place, found, body as Lines)),
  onFulfillmentOrder("request-fulfillment", (place, found, body) => requestByHand(place, found, body as SubmitRequest)),
  onFulfillmentOrder("request-cancellation", (place, found, body) => requestCancellationByHand(place, found, body as { message?: string })),
  onFulfillmentOrder("fulfill", (place, found, body) => fulfillByHand(place, found, body as FulfillByHand)),
  {
    method: "POST", pattern: "fulfillments/*/cancel",
    run: (place, _body, [id = ""]) => {
      const found = place.shop.fulfillments.find((candidate) => candidate.id.endsWith(`/${id}`));
      if (!found) throw new ImpossibleAct(`no fulfillment ${id} in ${place.shop.domain}`);
      cancelFulfillmentByHand(place, found);
      return { fulfillment: found };
    },
  },
  {
    method: "POST", pattern: "orders/*/fulfill",
    run: (place, body, [id = ""]) => {
      const order = findOrder(place, id);
      fulfillAsOther(place, order, (body as { trackingNumber?: string }).trackingNumber);
      return { order: bookedOrder(place.shop, order) };
    },
  },
];
