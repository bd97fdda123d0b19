// How does an app correct an order? Refusals are worded as recorded; a refused update changes nothing and answers the order as it is.

import { updateOrder, type UpdateOrder } from "../acts/update-order.ts";
import { setMetafields, type MetafieldInput } from "../acts/set-metafields.ts";
import { own, userError, type GraphqlContext, type Models, type UserError } from "../graphql/models.ts";
import { emptyAddress, type StoredLocalizedField } from "../order-extras.ts";
import { countryName, isKnownProvince } from "../regions.ts";
import type { StoredAddress } from "../shop-state.ts";

type Input = {
  id: string; note?: string | null; poNumber?: string | null; tags?: string[] | null; email?: string | null; phone?: string | null;
  shippingAddress?: Partial<StoredAddress> | null; customAttributes?: { key: string; value: string }[] | null;
  localizedFields?: StoredLocalizedField[] | null; localizationExtensions?: StoredLocalizedField[] | null; metafields?: MetafieldInput[] | null;
};

function update(_root: unknown, { input }: { input: Input }, { world, shop }: GraphqlContext) {
  const order = shop.orders.find((candidate) => candidate.id === input.id);
  if (!order) return { order: null, userErrors: [userError(["id"], "Order does not exist")] };
  const refused = whyNot(input);
  if (refused.length > 0) return { order, userErrors: refused };
  const problems = setMetafields({ world, shop }, (input.metafields ?? []).map((metafield) => ({ ...metafield, ownerId: order.id }))).userErrors;
  if (problems.length > 0) return { order, userErrors: problems.map(({ message }) => userError(["metafields"], message)) };
  updateOrder({ world, shop }, order, toUpdate(input));
  return { order, userErrors: [] };
}

function whyNot(input: Input): UserError[] {
  if (Object.keys(input).length === 1) return [userError(null, "No valid update parameters have been provided")];
  const errors: UserError[] = [];
  if (input.phone && !/^\+?[\d\s().-]{7,20}$/.test(input.phone)) errors.push(userError(["phone"], "Phone is invalid"));
  if (input.email && !/^[^\s@]+@[^\s@]+$/.test(input.email)) errors.push(userError(["email"], "Email is invalid"));
  return [...errors, ...(input.shippingAddress ? addressProblems(input.shippingAddress) : [])];
}

/** ZIP and state are asked of the countries whose provinces are known. */
function addressProblems({ lastName, zip, countryCode, provinceCode }: Partial<StoredAddress>): UserError[] {
  const at = (part: string, message: string) => userError(["shippingAddress", part], message);
  const errors: UserError[] = [];
  if (!lastName) errors.push(at("lastName", "Enter a last name"));
  if (!zip && countryCode === "US") errors.push(at("zip", "Enter a ZIP code"));
  if (!zip && countryCode === "CA") errors.push(at("zip", "Enter a postal code"));
  if (countryCode && !isKnownProvince(countryCode, provinceCode ?? null)) {
    const word = countryCode === "US" ? "State" : "Province";
    errors.push(at("province", `${word} is not a valid ${word.toLowerCase()} in ${countryName(countryCode)}`));
  }
  return errors;
}

function toUpdate(input: Input): UpdateOrder {
  const { note, poNumber, tags, email, phone, shippingAddress, customAttributes } = input;
  const fields = [...(input.localizedFields ?? []), ...(input.localizationExtensions ?? [])];
  return {
    ...(note === undefined ? {} : { note }),
    ...(poNumber === undefined ? {} : { poNumber }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(tags ? { tags: [...new Set(tags)] } : {}),
    // An app gives the whole address.
    ...(shippingAddress ? { shippingAddress: { ...emptyAddress, ...shippingAddress } } : {}),
    ...(customAttributes ? { attributes: customAttributes.map(({ key, value }) => ({ name: key, value })) } : {}),
    ...(fields.length > 0 ? { localizedFields: fields } : {}),
  };
}

export const orderUpdateModels: Models = {
  Mutation: { orderUpdate: update },
  OrderUpdatePayload: own<Record<string, unknown>>("order", "userErrors"),
};
