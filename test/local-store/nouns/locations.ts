// From where does the shop ship?

import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { own, type GraphqlContext, type Models } from "../graphql/models.ts";
import { search, type SearchKeys } from "../graphql/search-query.ts";
import { numericId } from "../ids.ts";
import { primaryLocation, type StoredLocation } from "../shop-state.ts";

type LocationsArgs = ConnectionArgs & {
  query?: string | null; includeInactive?: boolean | null; includeLegacy?: boolean | null; sortKey?: string | null;
};

const locationKeys: SearchKeys<StoredLocation> = {
  exact: { id: (location) => numericId(location.id), name: (location) => location.name, active: (location) => location.isActive },
  text: (location) => [location.name],
};

export const locationModels: Models = {
  QueryRoot: {
    location: (_root: unknown, { id }: { id?: string | null }, { shop }: GraphqlContext) =>
      (id == null ? primaryLocation(shop) : shop.locations.find((location) => location.id === id) ?? null),
    locations: (_root: unknown, args: LocationsArgs, { shop }: GraphqlContext) => {
      // The shop has no legacy locations, so includeLegacy adds nothing.
      void args.includeLegacy;
      const listed = shop.locations.filter((location) => location.isActive || args.includeInactive === true);
      const byId = args.sortKey === "ID" ? undefined : (location: StoredLocation) => location.name;
      return connect(search(listed, args.query, locationKeys), args, byId);
    },
  },
  Location: {
    ...own<StoredLocation>("id", "name", "isActive", "fulfillsOnlineOrders", "shipsInventory", "address"),
    legacyResourceId: (location: StoredLocation) => numericId(location.id),
    isPrimary: (location: StoredLocation, _args: unknown, { shop }: GraphqlContext) => primaryLocation(shop).id === location.id,
  },
  LocationAddress: own<StoredLocation["address"]>(
    "address1", "address2", "city", "country", "countryCode", "phone", "province", "provinceCode", "zip"),
  ...connectionModels("Location"),
};
