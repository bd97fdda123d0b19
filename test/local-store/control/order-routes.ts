// What may a test or the demo do to one order beyond cancelling, paying and refunding it?

import { deleteVariant } from "../acts/delete-variant.ts";
import { assessRisk, openDispute, settleDispute, type AssessRisk, type OpenDispute, type SettleDispute } from "../acts/order-risk.ts";
import { setMetafields, type MetafieldInput } from "../acts/set-metafields.ts";
import { findOrder, ImpossibleAct } from "../acts/touch-order.ts";
import { updateOrder, type UpdateOrder } from "../acts/update-order.ts";
import type { StoredOrder } from "../order-state.ts";
import type { Place } from "../world.ts";
import { bookedOrder } from "./order-book.ts";
import type { ShopRoute } from "./shop-routes.ts";

type Act = (place: Place, order: StoredOrder, body: unknown) => void;

function onOrder(pattern: string, act: Act): ShopRoute {
  return {
    method: "POST", pattern: `orders/*/${pattern}`,
    run: (place, body, [id = ""]) => {
      const order = findOrder(place, id);
      act(place, order, body);
      return { order: bookedOrder(place.shop, order) };
    },
  };
}

function writeMetafields(place: Place, order: StoredOrder, body: unknown): void {
  const { metafields } = body as { metafields: MetafieldInput[] };
  const { userErrors: [problem] } = setMetafields(place, metafields.map((metafield) => ({ ...metafield, ownerId: order.id })));
  if (problem) throw new ImpossibleAct(problem.message);
}

export const orderRoutes: ShopRoute[] = [
  onOrder("risk", (place, order, body) => assessRisk(place, order, body as AssessRisk)),
  onOrder("dispute", (place, order, body) => void openDispute(place, order, body as OpenDispute)),
  onOrder("dispute/settle", (place, order, body) => settleDispute(place, order, body as SettleDispute)),
  onOrder("update", (place, order, body) => updateOrder(place, order, body as UpdateOrder)),
  onOrder("metafields", writeMetafields),
  {
    method: "POST", pattern: "variants/delete",
    run: (place, body) => {
      deleteVariant(place, (body as { sku: string }).sku);
      return {};
    },
  },
];
