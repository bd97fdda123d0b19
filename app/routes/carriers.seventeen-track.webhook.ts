// 17TRACK's door: a parcel has moved. The signature is over the bytes; the tag says whose parcel it is.
import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveTrackingPush } from "../shipments/receive-tracking-push.server.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const rawBody = new Uint8Array(await request.arrayBuffer());
  const received = await receiveTrackingPush(context.tools, { headers: Object.fromEntries(request.headers), rawBody });
  return new Response(null, { status: received === "forged" ? 401 : 200 });
}

export const loader = () => new Response("Method not allowed", { status: 405, headers: { Allow: "POST" } });
