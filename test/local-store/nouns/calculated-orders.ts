// What would an order be after the edit that an app is preparing?

import { addedLines, editTotals, leastQuantity, ownLines, unitPrice, type EditedLine } from "../acts/stage-edit.ts";
import { orderTotals } from "../acts/order-facts.ts";
import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { always, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import type { StoredEdit } from "../order-extras.ts";
import type { StoredOrder } from "../order-state.ts";
import { variantsOf } from "../shop-state.ts";
import { moneyBag } from "./money.ts";

type OrderSource = { kind: "CalculatedOrder"; id: string; order: StoredOrder; edit: StoredEdit };
type LineSource = { id: string; order: StoredOrder; edited: EditedLine };

export function orderSource(order: StoredOrder, edit: StoredEdit): OrderSource {
  return { kind: "CalculatedOrder", id: edit.id, order, edit };
}

export function lineSource(order: StoredOrder, edited: EditedLine): LineSource {
  return { id: edited.id, order, edited };
}

const price = ({ order, edited }: LineSource) => moneyBag(order, unitPrice(edited));

function editable({ order, edited }: LineSource, { world, shop }: GraphqlContext): number {
  return edited.quantity - (edited.line ? leastQuantity({ world, shop }, order, edited.line) : 0);
}

export const calculatedOrderModels: Models = {
  CalculatedOrder: {
    id: ({ id }: OrderSource) => id,
    originalOrder: ({ order }: OrderSource) => order,
    lineItems: ({ order, edit }: OrderSource, args: ConnectionArgs) => connect(ownLines(order, edit).map((line) => lineSource(order, line)), args),
    addedLineItems: ({ order, edit }: OrderSource, args: ConnectionArgs) => connect(addedLines(edit).map((line) => lineSource(order, line)), args),
    subtotalLineItemsQuantity: ({ order, edit }: OrderSource) => editTotals(order, edit).units,
    subtotalPriceSet: ({ order, edit }: OrderSource) => moneyBag(order, editTotals(order, edit).subtotalMinor),
    totalPriceSet: ({ order, edit }: OrderSource) => moneyBag(order, editTotals(order, edit).totalMinor),
    totalOutstandingSet: ({ order, edit }: OrderSource) =>
      moneyBag(order, editTotals(order, edit).totalMinor - order.paidMinor + orderTotals(order).refundedMinor),
    shippingLines: always([]),
  },
  CalculatedLineItem: {
    id: ({ id }: LineSource) => id,
    title: ({ edited }: LineSource) => edited.line?.title ?? edited.added?.title,
    quantity: ({ edited }: LineSource) => edited.quantity,
    editableQuantity: (source: LineSource, _args: unknown, context: GraphqlContext) => editable(source, context),
    sku: ({ edited }: LineSource, _args: unknown, { shop }: GraphqlContext) =>
      (edited.line ? edited.line.sku : variantsOf(shop).find((variant) => variant.id === edited.added?.variantId)?.sku) || null,
    variant: ({ edited }: LineSource, _args: unknown, { shop }: GraphqlContext) =>
      variantsOf(shop).find((variant) => variant.id === (edited.line?.variantId ?? edited.added?.variantId)) ?? null,
    variantTitle: ({ edited }: LineSource) => edited.line?.variantTitle ?? null,
    originalUnitPriceSet: price,
    discountedUnitPriceSet: price,
    hasStagedLineItemDiscount: always(false),
    calculatedDiscountAllocations: always([]),
  },
  // Shipping is not edited here; the type is modelled so that asking is answered with an empty list.
  CalculatedShippingLine: own<Record<string, unknown>>("id", "title", "price", "stagedStatus"),
  CalculatedDiscountAllocation: own<Record<string, unknown>>("allocatedAmountSet", "discountApplication"),
  ...connectionModels("CalculatedLineItem"),
};
