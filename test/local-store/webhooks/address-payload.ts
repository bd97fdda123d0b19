// How do webhook bodies write an address?

import type { StoredAddress } from "../shop-state.ts";

export function addressPayload(address: StoredAddress | null): Record<string, unknown> | null {
  if (address === null) return null;
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: fullName(address),
    country_code: address.countryCode,
    province_code: address.provinceCode,
  };
}

export function fullName(address: StoredAddress): string {
  return [address.firstName, address.lastName].filter(Boolean).join(" ");
}
