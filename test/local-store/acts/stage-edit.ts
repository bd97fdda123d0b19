// What does an app change in an edit before it commits it? Nothing of the order changes until then.

import { randomUUID } from "node:crypto";
import { sum, orderTotals, unfulfilledUnits } from "./order-facts.ts";
import { newId } from "../ids.ts";
import type { StoredEdit, StoredEditLine } from "../order-extras.ts";
import type { StoredLine, StoredOrder } from "../order-state.ts";
import type { Place } from "../world.ts";
import { plainAmount } from "../amounts.ts";
import { editOrder, type EditOrder } from "./change-order.ts";

/** A line of the edit: one of the order's own with its number, or an added one. */
export type EditedLine = { id: string; quantity: number; line?: StoredLine; added?: StoredEditLine };

export function beginEdit({ world, shop }: Place, order: StoredOrder): StoredEdit {
  const edit: StoredEdit = { kind: "CalculatedOrder", id: newId(shop, "CalculatedOrder"), orderId: order.id, quantities: {}, added: [] };
  shop.edits = [...(shop.edits ?? []), edit];
  world.changed();
  return edit;
}

export function calculatedId(line: StoredLine): string {
  return line.id.replace("/LineItem/", "/CalculatedLineItem/");
}

export function ownLines(order: StoredOrder, edit: StoredEdit): EditedLine[] {
  return order.lines.filter((line) => line.currentQuantity > 0).map((line) => ({ id: calculatedId(line), quantity: edit.quantities[line.id] ?? line.currentQuantity, line }));
}

export function addedLines({ added }: StoredEdit): EditedLine[] {
  return added.map((line) => ({ id: line.id, quantity: line.quantity, added: line }));
}

export function addLine({ world }: Place, edit: StoredEdit, line: Omit<StoredEditLine, "id">): EditedLine {
  const added = { id: `gid://shopify/CalculatedLineItem/${randomUUID()}`, ...line };
  edit.added.push(added);
  world.changed();
  return { id: added.id, quantity: added.quantity, added };
}

export function setQuantity({ world }: Place, edit: StoredEdit, changed: EditedLine & { quantity: number }): EditedLine {
  if (changed.line) edit.quantities[changed.line.id] = changed.quantity;
  if (changed.added) changed.added.quantity = changed.quantity;
  edit.added = edit.added.filter((line) => line.quantity > 0);
  world.changed();
  return changed;
}

export function unitPrice({ line, added }: EditedLine): number {
  return line?.unitPriceMinor ?? added?.unitPriceMinor ?? 0;
}

/** Units that are shipped stay. */
export function leastQuantity({ shop }: Place, order: StoredOrder, line: StoredLine): number {
  return line.requiresShipping ? line.currentQuantity - unfulfilledUnits({ shop, order, line }) : 0;
}

export type EditTotals = { units: number; subtotalMinor: number; totalMinor: number };

export function editTotals(order: StoredOrder, edit: StoredEdit): EditTotals {
  const lines = [...ownLines(order, edit), ...addedLines(edit)];
  const subtotalMinor = sum(lines.map((line) => unitPrice(line) * line.quantity)) - order.discountMinor;
  const taxMinor = order.taxesIncluded ? 0 : sum(ownLines(order, edit).flatMap(({ line, quantity }) =>
    (line?.taxLines ?? []).map((tax) => (line ? Math.round((tax.priceMinor * quantity) / line.quantity) : 0))));
  const { shippingMinor, dutiesMinor } = orderTotals(order);
  const shippingTax = sum((order.shippingTaxLines ?? []).map((tax) => tax.priceMinor));
  return { units: sum(lines.map((line) => line.quantity)), subtotalMinor, totalMinor: subtotalMinor + shippingMinor + dutiesMinor + taxMinor + (order.taxesIncluded ? 0 : shippingTax) };
}

export function commitEdit(place: Place, order: StoredOrder, { edit, ...said }: { edit: StoredEdit } & Pick<EditOrder, "staffNote" | "notifyCustomer">): void {
  editOrder(place, order, {
    ...said,
    change: Object.entries(edit.quantities).map(([lineItemId, quantity]) => ({ lineItemId, quantity })),
    add: edit.added.map(({ title, variantId, quantity, unitPriceMinor, requiresShipping, locationId }) => ({
      quantity, requiresShipping, price: plainAmount(unitPriceMinor, order.currency),
      ...(variantId === null ? { title } : { variantId }), ...(locationId === null ? {} : { locationId }),
    })),
  });
  place.shop.edits = (place.shop.edits ?? []).filter((one) => one !== edit);
}
