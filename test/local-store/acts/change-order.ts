// What does the merchant do to an order later: cancel it, take payment for it, or edit its lines?

import { laterInstant, utcInstant } from "../instants.ts";
import { newId } from "../ids.ts";
import type { StoredLine, StoredOrder } from "../order-state.ts";
import { orderEditedPayload } from "../webhooks/order-edited-payload.ts";
import type { Place } from "../world.ts";
import { fulfillmentOrdersOf, fulfillmentsOf, isOpen, orderTotals, unfulfilledUnits } from "./order-facts.ts";
import { takePayment } from "./payments.ts";
import { newLine, type PlaceOrderLine } from "./place-order.ts";
import { refundOrder } from "./refund-order.ts";
import { lineOf, openFulfillmentOrder } from "./route-order.ts";
import { takeFromFulfillmentOrders } from "./take-units.ts";
import { ImpossibleAct, touchOrder } from "./touch-order.ts";

export type CancelOrder = { reason?: string; refund?: boolean; restock?: boolean; staffNote?: string | null };

export function cancelOrder(place: Place, order: StoredOrder, { reason = "CUSTOMER", refund = true, restock = true, staffNote = null }: CancelOrder): void {
  const { world, shop } = place;
  if (order.cancelledAt !== null) throw new ImpossibleAct("Cannot cancel an order that has already been canceled");
  if (fulfillmentsOf(shop, order).some((fulfillment) => fulfillment.status === "SUCCESS")) {
    throw new ImpossibleAct("Cannot cancel an order that has outstanding fulfillments");
  }
  const at = utcInstant(world.now());
  const wasUnpaid = order.paidMinor === 0;
  // Refunded first: units that leave their fulfillment orders read 0 there, as recorded; without a refund they keep their numbers.
  if (wasUnpaid) order.financialStatus = "VOIDED";
  else if (refund) refundOrder(place, order, { lines: "all", restock, note: null });
  for (const fulfillmentOrder of fulfillmentOrdersOf(shop, order).filter(isOpen)) {
    fulfillmentOrder.status = "CLOSED";
    fulfillmentOrder.updatedAt = laterInstant(fulfillmentOrder.updatedAt, world.now());
  }
  for (const line of order.lines) line.currentQuantity = 0;
  Object.assign(order, { cancelledAt: at, cancelReason: reason.toUpperCase(), staffNote });
  if (refund || wasUnpaid) order.closedAt = at;
  touchOrder(place, order, ["orders/cancelled"]);
}

export function payOrder(place: Place, order: StoredOrder): void {
  if (order.cancelledAt !== null) throw new ImpossibleAct("a cancelled order cannot be paid");
  const { outstandingMinor } = orderTotals(order);
  if (outstandingMinor === 0 && order.financialStatus === "PAID") throw new ImpossibleAct(`${order.name} is already paid`);
  takePayment(place, order, outstandingMinor);
  order.financialStatus = order.refunds.length > 0 ? "PARTIALLY_REFUNDED" : "PAID";
  touchOrder(place, order, ["orders/paid"]);
}

export type EditOrder = {
  add?: PlaceOrderLine[];
  /** More or fewer units of lines that exist. */
  change?: { lineItemId: string; quantity: number }[];
  staffNote?: string;
  notifyCustomer?: boolean;
};

export type OrderEditDelta = { lineItemId: string; delta: number };

export function editOrder(place: Place, order: StoredOrder, edit: EditOrder): void {
  const { world, shop } = place;
  if (order.cancelledAt !== null) throw new ImpossibleAct("a cancelled order cannot be edited");
  const additions: OrderEditDelta[] = [];
  const removals: OrderEditDelta[] = [];
  for (const { lineItemId, quantity } of edit.change ?? []) {
    const line = lineOf(order, lineItemId);
    const delta = quantity - line.currentQuantity;
    if (delta > 0) additions.push(raise(place, order, { line, delta }));
    if (delta < 0) removals.push(lower(place, order, { line, delta: -delta }));
  }
  for (const input of edit.add ?? []) {
    const line = newLine(shop, input);
    order.lines.push(line);
    if (order.routedAt !== null) shipFromOwnFulfillmentOrder(place, order, { line, quantity: line.quantity });
    additions.push({ lineItemId: line.id, delta: line.quantity });
  }
  settlePayment(order);
  order.closedAt = null;
  const editedAt = utcInstant(world.now());
  touchOrder(place, order);
  world.webhooks.emit(shop, "orders/edited", orderEditedPayload(shop, order, {
    id: newId(shop, "OrderEdit"), at: editedAt, additions, removals,
    staffNote: edit.staffNote ?? "", notifyCustomer: edit.notifyCustomer ?? false,
  }));
}

type LineChange = { line: StoredLine; delta: number };

function raise(place: Place, order: StoredOrder, { line, delta }: LineChange): OrderEditDelta {
  line.quantity += delta;
  line.currentQuantity += delta;
  if (order.routedAt !== null) shipFromOwnFulfillmentOrder(place, order, { line, quantity: delta });
  return { lineItemId: line.id, delta };
}

function lower(place: Place, order: StoredOrder, { line, delta }: LineChange): OrderEditDelta {
  const { shop } = place;
  const removable = line.requiresShipping ? unfulfilledUnits({ shop, order, line }) : line.currentQuantity;
  if (delta > removable) throw new ImpossibleAct(`only ${removable} unfulfilled units of ${line.title} can be removed`);
  line.currentQuantity -= delta;
  takeFromFulfillmentOrders(place, line.id, delta);
  return { lineItemId: line.id, delta };
}

/** As recorded: added units come in a fulfillment order of their own, beside the one that exists. */
function shipFromOwnFulfillmentOrder(place: Place, order: StoredOrder, { line, quantity }: { line: StoredLine; quantity: number }): void {
  if (!line.requiresShipping) return;
  openFulfillmentOrder(place, order, [{ lineItemId: line.id, quantity, locationId: line.locationId }]);
}

function settlePayment(order: StoredOrder): void {
  const { outstandingMinor } = orderTotals(order);
  if (order.financialStatus === "PAID" && outstandingMinor > 0) order.financialStatus = "PARTIALLY_PAID";
}
