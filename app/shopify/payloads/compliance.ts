// Whose data does a shop's privacy request concern?
// shop/redact comes 48 hours after an uninstall, also when the shop has been installed again in between.
import { z } from "zod";
import { digits, gidOf, text } from "./fields.ts";

const shop = { shop_id: digits, shop_domain: z.string().min(1) };
const customer = z.object({
  id: gidOf("Customer").nullish().transform((id) => id ?? null),
  email: text,
  phone: text,
});
const orderIds = z.array(gidOf("Order")).nullish().transform((list) => list ?? []);

export const customersDataRequestPayload = z.object({
  ...shop,
  customer,
  orders_requested: orderIds,
  data_request: z.object({ id: digits }),
});

export const customersRedactPayload = z.object({ ...shop, customer, orders_to_redact: orderIds });

export const shopRedactPayload = z.object(shop);
