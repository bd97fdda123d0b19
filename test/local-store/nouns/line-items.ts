// What does the Admin API tell about one line of an order?

import { fulfillableUnits, shippedUnits, unfulfilledUnits } from "../acts/order-facts.ts";
import { toMinor } from "../amounts.ts";
import { always, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import type { StoredDuty, StoredLine, StoredOrder } from "../order-state.ts";
import { variantsOf, type ShopState } from "../shop-state.ts";
import { moneyBag } from "./money.ts";

export function orderOfLine(shop: ShopState, lineItemId: string): StoredOrder {
  const order = shop.orders.find((candidate) => candidate.lines.some((line) => line.id === lineItemId));
  if (!order) throw new Error(`line ${lineItemId} belongs to no order`);
  return order;
}

function unfulfilled(line: StoredLine, shop: ShopState): number {
  return unfulfilledUnits({ shop, order: orderOfLine(shop, line.id), line });
}

function priced(units: (line: StoredLine) => number) {
  return (line: StoredLine, _args: unknown, { shop }: GraphqlContext) =>
    moneyBag(orderOfLine(shop, line.id), line.unitPriceMinor * units(line));
}

/** A variant deleted since the order reads as null, while the line keeps its title and SKU. */
export function variantOfLine(shop: ShopState, line: StoredLine) {
  return variantsOf(shop).find((variant) => variant.id === line.variantId) ?? null;
}

export const lineItemModels: Models = {
  LineItem: {
    ...own<StoredLine>("id", "sku", "title", "variantTitle", "vendor", "quantity", "currentQuantity", "requiresShipping"),
    name: (line: StoredLine) => [line.title, line.variantTitle].filter(Boolean).join(" - "),
    unfulfilledQuantity: (line: StoredLine, _args: unknown, { shop }: GraphqlContext) => unfulfilled(line, shop),
    nonFulfillableQuantity: (line: StoredLine, _args: unknown, { shop }: GraphqlContext) =>
      line.quantity - shippedUnits(shop, line) - unfulfilled(line, shop),
    refundableQuantity: (line: StoredLine) => line.currentQuantity,
    fulfillableQuantity: (line: StoredLine, _args: unknown, { shop }: GraphqlContext) => fulfillableUnits(shop, line),
    variant: (line: StoredLine, _args: unknown, { shop }: GraphqlContext) => variantOfLine(shop, line),
    product: (line: StoredLine, _args: unknown, { shop }: GraphqlContext) => shop.products.find((product) => product.id === line.productId) ?? null,
    customAttributes: (line: StoredLine) => line.properties.map(({ name, value }) => ({ key: name, value })),
    isGiftCard: (line: StoredLine) => line.isGiftCard ?? false,
    image: always(null),
    originalUnitPriceSet: priced(() => 1),
    discountedUnitPriceSet: priced(() => 1),
    originalTotalSet: priced((line) => line.quantity),
    discountedTotalSet: priced((line) => line.quantity),
    duties: (line: StoredLine, _args: unknown, { shop }: GraphqlContext) => {
      const order = orderOfLine(shop, line.id);
      return line.duties.map((duty, index) => ({ id: line.id.replace("LineItem", "Duty") + `0${index}`, duty, order }));
    },
  },
  Duty: {
    id: ({ id }: { id: string }) => id,
    harmonizedSystemCode: ({ duty }: { duty: StoredDuty }) => duty.harmonizedSystemCode,
    countryCodeOfOrigin: ({ duty }: { duty: StoredDuty }) => duty.countryCodeOfOrigin,
    price: ({ duty, order }: { duty: StoredDuty; order: StoredOrder }) => moneyBag(order, toMinor(duty.amount, order.currency)),
  },
};
