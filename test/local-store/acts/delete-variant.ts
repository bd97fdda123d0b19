// What happens when the merchant deletes a variant that was sold? Its orders keep their lines, without it.

import type { Place } from "../world.ts";
import { ImpossibleAct } from "./touch-order.ts";

/** With its last variant the product goes too. */
export function deleteVariant({ world, shop }: Place, sku: string): void {
  const product = shop.products.find((candidate) => candidate.variants.some((variant) => variant.sku === sku));
  if (!product) throw new ImpossibleAct(`no variant ${sku} in ${shop.domain}`);
  product.variants = product.variants.filter((variant) => variant.sku !== sku);
  if (product.variants.length === 0) shop.products = shop.products.filter((candidate) => candidate !== product);
  world.changed();
}
