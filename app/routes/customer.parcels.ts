// The door of the order page in customer accounts: which parcels belong to this customer's order?
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { findOrderFor } from "../customers/answer-customer.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { database, shopify } = context.tools;
  const { cors, ...visit } = await shopify.authenticate.customerAccount(request);
  const order = await findOrderFor(database, visit, new URL(request.url).searchParams.get("order") ?? "");
  const headers = { "Cache-Control": "no-store" };
  return cors(order ? Response.json({ order }, { headers }) : Response.json({ order: null }, { status: 404, headers }));
}

/** A browser asks first whether it may (OPTIONS), and Remix counts that among the actions. */
export async function action({ request, context }: ActionFunctionArgs) {
  await context.tools.shopify.authenticate.customerAccount(request);
  return new Response(null, { status: 405, headers: { Allow: "GET, OPTIONS" } });
}
