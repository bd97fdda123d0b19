// Which order was edited, and by how many units on which lines?
import { z } from "zod";
import { gidOf, quantity } from "./fields.ts";

const change = z.object({ id: gidOf("LineItem"), delta: quantity });
const changes = z.array(change).nullish().transform((list) => list ?? []);

export const orderEditedPayload = z.object({
  order_edit: z.object({
    order_id: gidOf("Order"),
    line_items: z.object({ additions: changes, removals: changes }),
  }),
});
