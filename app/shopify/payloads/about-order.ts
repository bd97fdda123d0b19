// Disputes, risks and holds tell little that is sure: of which order, or of which of its fulfillment orders?
import { z } from "zod";
import { gid, gidOf } from "./fields.ts";

/** A dispute need not be about an order. */
export const disputePayload = z.object({ order_id: gidOf("Order").nullish().transform((id) => id ?? null) });

/** No sample of it is published; its id as a GID is there beside the number. */
export const riskPayload = z.union([
  z.object({ order_id: gidOf("Order") }).transform((body) => body.order_id),
  z.object({ admin_graphql_api_order_id: gid("Order") }).transform((body) => body.admin_graphql_api_order_id),
]);

export const fulfillmentOrderPayload = z.object({ fulfillment_order: z.object({ id: gid("FulfillmentOrder") }) });
