// How does an app write what an item costs, weighs and is declared as? Refusals are worded as recorded.

import { own, userError, type GraphqlContext, type Models, type UserError } from "../graphql/models.ts";
import { laterInstant } from "../instants.ts";
import { variantOfItem } from "../acts/inventory-levels.ts";
import type { StoredVariant } from "../shop-state.ts";
import { productOf } from "./products.ts";

type Weight = { unit: "GRAMS" | "KILOGRAMS" | "OUNCES" | "POUNDS"; value: number };
type Input = {
  cost?: string | null; sku?: string | null; tracked?: boolean | null; requiresShipping?: boolean | null; countryCodeOfOrigin?: string | null;
  provinceCodeOfOrigin?: string | null; harmonizedSystemCode?: string | null; measurement?: { weight?: Weight | null } | null;
};

const gramsIn = { GRAMS: 1, KILOGRAMS: 1000, OUNCES: 28.349523125, POUNDS: 453.59237 };
const short = { GRAMS: "g", KILOGRAMS: "kg", OUNCES: "oz", POUNDS: "lb" };

function problems({ cost, countryCodeOfOrigin, harmonizedSystemCode, measurement }: Input): UserError[] {
  const errors: UserError[] = [];
  const weight = measurement?.weight;
  if (cost != null && Number(cost) < 0) errors.push(userError(["input", "cost"], "Cost must be greater than or equal to 0"));
  if (weight && weight.value < 0) {
    const unit = short[weight.unit];
    errors.push(userError(["input", "measurement", "weight"], `Measurement weight value ${weight.value} ${unit} must be >= 0 ${unit}`));
  }
  if (countryCodeOfOrigin === "ZZ") errors.push(userError(["input", "countryCodeOfOrigin"], "Country code of origin is invalid"));
  if (harmonizedSystemCode && !/^\d{6,13}$/.test(harmonizedSystemCode)) {
    errors.push(userError(["input", "harmonizedSystemCode"], "Harmonized system code must be a number between six and thirteen digits"));
  }
  return errors;
}

function update(_root: unknown, { id, input }: { id: string; input: Input }, { world, shop }: GraphqlContext) {
  const item = variantOfItem(shop, id);
  if (!item) return { inventoryItem: null, userErrors: [userError(["id"], "The product couldn't be updated because it does not exist.")] };
  const userErrors = problems(input);
  if (userErrors.length > 0) return { inventoryItem: null, userErrors };
  write(item, input);
  const product = productOf(shop, item);
  product.updatedAt = laterInstant(product.updatedAt, world.now());
  world.changed();
  return { inventoryItem: item, userErrors: [] };
}

function write(item: StoredVariant, input: Input): void {
  if (input.cost !== undefined) item.unitCost = input.cost;
  if (input.sku != null) item.sku = input.sku;
  if (input.tracked != null) item.tracked = input.tracked;
  if (input.requiresShipping != null) item.requiresShipping = input.requiresShipping;
  if (input.countryCodeOfOrigin !== undefined) item.countryCodeOfOrigin = input.countryCodeOfOrigin;
  if (input.provinceCodeOfOrigin !== undefined) item.provinceCodeOfOrigin = input.provinceCodeOfOrigin;
  if (input.harmonizedSystemCode !== undefined) item.harmonizedSystemCode = input.harmonizedSystemCode;
  const weight = input.measurement?.weight;
  if (!weight) return;
  item.grams = weight.value * gramsIn[weight.unit];
  item.weight = { unit: weight.unit, value: weight.value };
}

export const inventoryItemModels: Models = {
  Mutation: { inventoryItemUpdate: update },
  InventoryItemUpdatePayload: own<Record<string, unknown>>("inventoryItem", "userErrors"),
};
