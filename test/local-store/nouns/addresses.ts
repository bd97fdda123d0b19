// How does the Admin API write a buyer's address?

import { always, own, type Models } from "../graphql/models.ts";
import type { StoredAddress } from "../shop-state.ts";
import { fullName } from "../webhooks/address-payload.ts";

export type IdentifiedAddress = StoredAddress & { id: string };

export const addressModels: Models = {
  MailingAddress: {
    ...own<IdentifiedAddress>(
      "id", "firstName", "lastName", "company", "address1", "address2", "city", "province", "provinceCode", "zip", "country", "phone"),
    countryCodeV2: (address: IdentifiedAddress) => address.countryCode,
    name: (address: IdentifiedAddress) => fullName(address) || null,
    formatted: (address: IdentifiedAddress) =>
      [fullName(address), address.company, address.address1, address.address2,
        [address.city, address.provinceCode, address.zip].filter(Boolean).join(" "), address.country].filter(Boolean),
    latitude: always(null),
    longitude: always(null),
  },
};
