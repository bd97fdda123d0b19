// What does Shopify tell of other apps that ship, of the newest orders, and of where the mapped goods are stocked?
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { recentOrders, shopSurroundings, whereStocked } from "../shopify/graphql/conflicts.ts";
import type { RecentOrdersQuery } from "../shopify/graphql/generated.ts";
import type { SeenOrder, Service, Surroundings } from "./find-conflicts.ts";

type Known = { readonly mapped: readonly string[]; readonly ours: ReadonlySet<string>; /** Of our own location, which is no competitor. */ readonly serviceId: string | null };

const variantsPerCall = 25;

export async function readSurroundings(admin: AdminApi, shop: ShopAddress, { mapped, ours, serviceId }: Known): Promise<{ surroundings: Surroundings; grantedScopes: string[] }> {
  const about = await admin.query(shop, shopSurroundings, {});
  const services = about.shop.fulfillmentServices.filter(({ id, type }) => type === "THIRD_PARTY" && id !== serviceId).map(({ id, serviceName, location }): Service => ({
    id, name: serviceName, isActive: location?.isActive ?? false,
  }));
  const recent = await admin.queryWithDenied(shop, recentOrders, { search: "financial_status:paid" });
  return {
    grantedScopes: about.currentAppInstallation.accessScopes.map(({ handle }) => handle),
    surroundings: {
      services, ours,
      orders: recent.data.orders.nodes.filter((order) => !order.test).map(toSeen),
      isAddressDenied: recent.accessDenied.some((path) => path.includes("shippingAddress")),
      stocked: services.length === 0 ? new Map() : await readStock(admin, shop, mapped),
    },
  };
}

type Node = RecentOrdersQuery["orders"]["nodes"][number];

function toSeen(order: Node): SeenOrder {
  return {
    name: order.name,
    placedAt: new Date(order.processedAt),
    requiresShipping: order.requiresShipping,
    hasAddress: Boolean(order.shippingAddress?.countryCodeV2 && (order.shippingAddress.address1 || order.shippingAddress.name)),
    fulfillments: order.fulfillments.filter(({ status }) => status === "SUCCESS").map(({ id, createdAt, service, trackingInfo }) => ({
      id, createdAt: new Date(createdAt), serviceId: service?.type === "THIRD_PARTY" ? service.id : null, hasNumber: trackingInfo.some(({ number }) => Boolean(number)),
    })),
  };
}

async function readStock(admin: AdminApi, shop: ShopAddress, mapped: readonly string[]): Promise<Map<string, string[]>> {
  const stocked = new Map<string, string[]>();
  for (let from = 0; from < mapped.length; from += variantsPerCall) {
    const { nodes } = await admin.query(shop, whereStocked, { ids: mapped.slice(from, from + variantsPerCall) });
    const levels = nodes.flatMap((node) => (node?.__typename === "ProductVariant" ? node.inventoryItem.inventoryLevels.nodes.map(({ location }) => ({ item: node.displayName.replace(/ - Default Title$/, ""), location })) : []));
    for (const { item, location } of levels) {
      const id = location.fulfillmentService?.id;
      if (id) stocked.set(id, [...(stocked.get(id) ?? []), item]);
    }
  }
  return stocked;
}
