// How does an app register, change and remove itself as a fulfillment service?

import { callbackProblems, dropService, findService, nameProblems, registerService } from "../acts/third-parties.ts";
import { own, userError, userErrorFields, type GraphqlContext, type Models } from "../graphql/models.ts";
import { isOpen } from "../acts/order-facts.ts";
import { numericId } from "../ids.ts";
import { locationOfService, type ServiceSettings, type ShopState, type StoredService } from "../shop-state.ts";

type Settings = Partial<ServiceSettings> & { fulfillmentOrdersOptIn?: boolean | null };
type CreateArgs = Settings & { name: string };
type UpdateArgs = Settings & { id: string; name?: string | null };
type DeleteArgs = { id: string; destinationLocationId?: string | null; inventoryAction?: string | null };

function create(_root: unknown, args: CreateArgs, context: GraphqlContext) {
  const problems = [...nameProblems(context.shop, args.name), ...callbackProblems(args.callbackUrl)];
  if (problems.length > 0) return { fulfillmentService: null, userErrors: problems };
  const settings = {
    callbackUrl: args.callbackUrl ?? null, trackingSupport: args.trackingSupport ?? false,
    inventoryManagement: args.inventoryManagement ?? false, requiresShippingMethod: args.requiresShippingMethod ?? true,
  };
  return { fulfillmentService: registerService(context, args.name, settings), userErrors: [] };
}

/** An argument left out leaves its setting, but requiresShippingMethod goes back to true, as recorded. The handle never changes. */
function update(_root: unknown, args: UpdateArgs, { world, shop }: GraphqlContext) {
  const service = findService(shop, args.id);
  if (!service) return { fulfillmentService: null, userErrors: [userError(["id"], "Fulfillment service could not be found.")] };
  const renamed = args.name != null && args.name !== service.serviceName ? nameProblems(shop, args.name, service) : [];
  const problems = [...renamed, ...callbackProblems(args.callbackUrl)];
  if (problems.length > 0) return { fulfillmentService: null, userErrors: problems };
  service.serviceName = args.name ?? service.serviceName;
  service.own = changed(service.own, args);
  const location = locationOfService(shop, service);
  if (location) location.name = service.serviceName;
  world.changed();
  return { fulfillmentService: service, userErrors: [] };
}

function changed(before: StoredService["own"], args: UpdateArgs): ServiceSettings {
  return {
    callbackUrl: args.callbackUrl === undefined ? before?.callbackUrl ?? null : args.callbackUrl,
    trackingSupport: args.trackingSupport ?? before?.trackingSupport ?? false,
    inventoryManagement: args.inventoryManagement ?? before?.inventoryManagement ?? false,
    requiresShippingMethod: args.requiresShippingMethod ?? true,
  };
}

/** The deleted id comes back without "?id=true". */
function remove(_root: unknown, args: DeleteArgs, context: GraphqlContext) {
  const { shop } = context;
  const refused = (field: string, message: string) => ({ deletedId: null, userErrors: [userError([field], message)] });
  const service = findService(shop, args.id);
  if (!service) return refused("id", "Fulfillment service could not be found.");
  const destination = args.destinationLocationId ?? null;
  if (destination !== null && !shop.locations.some((location) => location.id === destination && location.isActive)) {
    return refused("destinationLocationId", "Invalid destination location.");
  }
  bringHome(shop, service, destination);
  dropService(context, service, destination);
  return { deletedId: `gid://shopify/FulfillmentService/${numericId(service.id)}`, userErrors: [] };
}

/** Open work at the location goes on at the destination; assumed, as no recording shows it. */
function bringHome(shop: ShopState, service: StoredService, destination: string | null): void {
  const home = destination ?? shop.locations.find((location) => location.isActive && location.id !== service.locationId)?.id;
  for (const fulfillmentOrder of shop.fulfillmentOrders.filter((one) => one.locationId === service.locationId && isOpen(one))) {
    if (home) fulfillmentOrder.locationId = home;
  }
}

export const thirdPartyMutationModels: Models = {
  QueryRoot: {
    fulfillmentService: (_root: unknown, { id }: { id: string }, { shop }: GraphqlContext) => findService(shop, id) ?? null,
  },
  Mutation: { fulfillmentServiceCreate: create, fulfillmentServiceUpdate: update, fulfillmentServiceDelete: remove },
  FulfillmentServiceCreatePayload: own<Record<string, unknown>>("fulfillmentService", "userErrors"),
  FulfillmentServiceUpdatePayload: own<Record<string, unknown>>("fulfillmentService", "userErrors"),
  FulfillmentServiceDeletePayload: own<Record<string, unknown>>("deletedId", "userErrors"),
  UserError: userErrorFields,
};
