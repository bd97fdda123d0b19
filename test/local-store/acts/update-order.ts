// What does a merchant, or an app, correct on an order after it was placed: note, tags, e-mail, phone, address, attributes, identities?

import { emptyAddress, type StoredLocalizedField } from "../order-extras.ts";
import type { NameValue, StoredOrder } from "../order-state.ts";
import { named } from "../regions.ts";
import type { StoredAddress } from "../shop-state.ts";
import type { Place } from "../world.ts";
import { writeLocalizedFields } from "../nouns/localized-fields.ts";
import { touchOrder } from "./touch-order.ts";

export type UpdateOrder = {
  note?: string | null;
  poNumber?: string | null;
  tags?: string[];
  email?: string | null;
  phone?: string | null;
  /** Given parts replace those parts; null parts empty them. */
  shippingAddress?: Partial<StoredAddress>;
  attributes?: NameValue[];
  localizedFields?: StoredLocalizedField[];
};

export function updateOrder(place: Place, order: StoredOrder, change: UpdateOrder): void {
  const { shippingAddress, attributes, localizedFields, ...plain } = change;
  for (const name of ["note", "poNumber", "email", "phone", "tags"] as const) {
    const value = plain[name];
    if (value !== undefined) Object.assign(order, { [name]: value });
  }
  if (shippingAddress) order.shippingAddress = changedAddress(order.shippingAddress, shippingAddress);
  if (attributes) order.customAttributes = attributes;
  if (localizedFields) writeLocalizedFields(order, localizedFields);
  touchOrder(place, order);
}

/** Names follow a code that changed without them. */
function changedAddress(before: StoredAddress | null, change: Partial<StoredAddress>): StoredAddress {
  const address = { ...(before ?? emptyAddress), ...change };
  if (change.countryCode !== undefined && change.country === undefined) address.country = null;
  if (change.provinceCode !== undefined && change.province === undefined) address.province = null;
  return named(address);
}
