// Which order was refunded? Quantities are not taken from here: the order itself is read again.
import { z } from "zod";
import { gid, gidOf, quantity } from "./fields.ts";

const refundedLine = z.object({ line_item_id: gidOf("LineItem"), quantity });

export const refundPayload = z.object({
  admin_graphql_api_id: gid("Refund"),
  order_id: gidOf("Order"),
  refund_line_items: z.array(refundedLine).nullish().transform((list) => list ?? []),
});
