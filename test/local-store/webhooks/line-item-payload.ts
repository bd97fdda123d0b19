// How do webhook bodies write one line of an order? Ids are bare integers, also beyond 2^53.

import { fulfillableUnits, shippedUnits, unfulfilledUnits } from "../acts/order-facts.ts";
import { toMinor } from "../amounts.ts";
import { bareId } from "../ids.ts";
import type { StoredLine, StoredOrder } from "../order-state.ts";
import type { Place } from "../world.ts";
import { moneyKeys, moneySet } from "./money-payload.ts";
import { taxPayload } from "./tax-payload.ts";

export function lineItemPayload({ shop }: Place, order: StoredOrder, line: StoredLine): Record<string, unknown> {
  const variant = shop.products.flatMap((product) => product.variants).find((candidate) => candidate.id === line.variantId);
  // A variant deleted since reads as null; the line keeps its title and SKU.
  const product = shop.products.find((candidate) => candidate.id === line.productId);
  return {
    id: bareId(line.id),
    admin_graphql_api_id: line.id,
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: order.routedAt === null ? line.currentQuantity : fulfillableUnits(shop, line),
    fulfillment_service: "manual",
    fulfillment_status: lineStatus(shippedUnits(shop, line), unfulfilledUnits({ shop, order, line })),
    gift_card: line.isGiftCard ?? false,
    grams: line.grams,
    name: [line.title, line.variantTitle].filter(Boolean).join(" - "),
    ...moneyKeys(order, { price: line.unitPriceMinor }),
    product_exists: product !== undefined,
    product_id: product === undefined ? null : bareId(product.id),
    properties: line.properties,
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: (line.isTaxable ?? true) && !line.isTip,
    title: line.title,
    ...moneyKeys(order, { total_discount: 0 }),
    variant_id: variant === undefined ? null : bareId(variant.id),
    variant_inventory_management: variant?.tracked ? "shopify" : null,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: taxPayload(order, line.taxLines ?? []),
    duties: line.duties.map((duty, index) => ({ id: bareId(line.id) + BigInt(index) + 1n, ...dutyPayload(order, duty) })),
    discount_allocations: [],
  };
}

function lineStatus(shipped: number, left: number): string | null {
  if (shipped === 0) return null;
  return left === 0 ? "fulfilled" : "partial";
}

function dutyPayload(order: StoredOrder, duty: StoredLine["duties"][number]) {
  const amounts = moneySet(order, toMinor(duty.amount, order.currency));
  return {
    harmonized_system_code: duty.harmonizedSystemCode,
    country_code_of_origin: duty.countryCodeOfOrigin,
    ...amounts,
    tax_lines: [],
  };
}
