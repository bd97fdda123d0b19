// A supplier's own door: what it sends is judged by its signature over the bytes as they came.
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { receiveSupplierMessage } from "../supplier-orders/receive-supplier-message.server.ts";

const largest = 1024 * 1024;
const addressSchema = z.object({ shopId: z.string().regex(/^\d{1,20}$/), supplierId: z.uuid() });

export async function action({ request, params, context }: ActionFunctionArgs) {
  const to = addressSchema.safeParse(params);
  if (!to.success) return new Response("No such supplier", { status: 404 });
  const rawBody = Buffer.from(await request.arrayBuffer());
  if (rawBody.length > largest) return new Response("Too large", { status: 413 });
  const received = await receiveSupplierMessage(context.tools, to.data, { headers: Object.fromEntries(request.headers), rawBody });
  if (received.kind === "taken") return Response.json({ received: true });
  if (received.kind === "unknown_supplier") return new Response("No such supplier", { status: 404 });
  return Response.json({ error: received.reason }, { status: 401 });
}

export const loader = () => new Response("Method not allowed", { status: 405, headers: { Allow: "POST" } });
