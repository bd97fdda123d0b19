// What is the body of orders/edited? Only what changed, not the order.

import type { OrderEditDelta } from "../acts/change-order.ts";
import { bareId } from "../ids.ts";
import { zonedInstant } from "../instants.ts";
import type { StoredOrder } from "../order-state.ts";
import type { ShopState } from "../shop-state.ts";

export type CommittedEdit = {
  id: string;
  at: string;
  additions: OrderEditDelta[];
  removals: OrderEditDelta[];
  staffNote: string;
  notifyCustomer: boolean;
};

export function orderEditedPayload(shop: ShopState, order: StoredOrder, edit: CommittedEdit): Record<string, unknown> {
  const deltas = (entries: OrderEditDelta[]) => entries.map(({ lineItemId, delta }) => ({ id: bareId(lineItemId), delta }));
  return {
    order_edit: {
      id: bareId(edit.id),
      app_id: null,
      created_at: zonedInstant(edit.at, shop.ianaTimezone),
      notify_customer: edit.notifyCustomer,
      order_id: bareId(order.id),
      staff_note: edit.staffNote,
      user_id: null,
      line_items: { additions: deltas(edit.additions), removals: deltas(edit.removals) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [] },
    },
  };
}
