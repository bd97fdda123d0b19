// Of which order was something shipped? All else of it is read from the Admin API.
import { z } from "zod";
import { gidOf } from "./fields.ts";

export const fulfillmentPayload = z.object({ order_id: gidOf("Order") });

/** orders/delete tells the id alone. */
export const deletedOrderPayload = z.object({ id: gidOf("Order") });
