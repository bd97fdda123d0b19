// To which countries does checkout offer rates? One profile for all goods: the shop's own locations ship to its country and
// the rest of the world; a location of an app gets rates only once the merchant adds it, as in Shopify.

import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { always, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import { serviceAt, type ShopState } from "../shop-state.ts";

type Zone = { id: string; name: string; countries: { code: { countryCode: string | null; restOfWorld: boolean } }[] };

const numbered = (type: string, shop: ShopState, number = 1) => `gid://shopify/${type}/${shop.position + 1}0${number}`;

function profileOf(shop: ShopState) {
  const locations = shop.locations.filter((location) => location.isActive && (!serviceAt(shop, location.id) || (shop.locationsWithRates ?? []).includes(location.id)));
  const zone = (number: number, name: string, countryCode: string | null): Zone => ({
    id: numbered("DeliveryZone", shop, number), name, countries: [{ code: { countryCode, restOfWorld: countryCode === null } }],
  });
  const zones = [zone(1, "Domestic", shop.address.countryCode), zone(2, "International", null)];
  return {
    id: numbered("DeliveryProfile", shop), name: "General profile",
    profileLocationGroups: [{ locationGroup: { id: numbered("DeliveryLocationGroup", shop), locations }, zones }],
  };
}

type Group = ReturnType<typeof profileOf>["profileLocationGroups"][number];

export const deliveryProfileModels: Models = {
  QueryRoot: { deliveryProfiles: (_root: unknown, args: ConnectionArgs, { shop }: GraphqlContext) => connect([profileOf(shop)], args) },
  DeliveryProfile: { ...own<ReturnType<typeof profileOf>>("id", "name", "profileLocationGroups"), default: always(true) },
  DeliveryProfileLocationGroup: {
    locationGroup: ({ locationGroup }: Group) => locationGroup,
    locationGroupZones: ({ zones }: Group, args: ConnectionArgs) => connect(zones.map((zone) => ({ id: zone.id, zone })), args),
  },
  DeliveryLocationGroup: {
    id: ({ id }: Group["locationGroup"]) => id,
    locations: ({ locations }: Group["locationGroup"], args: ConnectionArgs) => connect(locations, args),
  },
  DeliveryLocationGroupZone: { zone: ({ zone }: { zone: Zone }) => zone },
  DeliveryZone: own<Zone>("id", "name", "countries"),
  DeliveryCountry: { code: ({ code }: Zone["countries"][number]) => code },
  DeliveryCountryCodeOrRestOfWorld: own<Zone["countries"][number]["code"]>("countryCode", "restOfWorld"),
  ...connectionModels("DeliveryProfile", "DeliveryLocationGroupZone"),
};
