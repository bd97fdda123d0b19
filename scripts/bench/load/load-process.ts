// The load generator, a process of its own: collects the store's webhooks beforehand and sends them when told.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { constants, setPriority } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { localStoreClient } from "../../../test/local-store/control-client.ts";
import type { PlaceOrder } from "../../../test/local-store/acts/place-order.ts";
import { serveParent } from "../talk.ts";
import type { Delivery, Pace } from "./delivery.ts";
import { makeMany, type Many } from "./make-deliveries.ts";
import { send } from "./send.ts";

const collectLimitMs = 60_000;
const sets = new Map<string, readonly Delivery[]>();
let collected: Delivery[] = [];

/** The store is told that the app listens here, so that the bench decides when each of its webhooks arrives. */
async function collect(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const delivery = asDelivery(request.headers, Buffer.concat(chunks));
      if (delivery) collected.push(delivery);
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
}

const ofOrders = new Set(["orders/create", "orders/paid"]);

/** Undefined: of a topic that no arm sends. */
function asDelivery(given: IncomingHttpHeaders, body: Buffer): Delivery | undefined {
  const shopify = Object.entries(given).filter(([name]) => name.startsWith("x-shopify-")).map(([name, value]): [string, string] => [name, String(value)]);
  const headers = { ...Object.fromEntries(shopify), "content-type": "application/json" } as Record<string, string>;
  const topic = headers["x-shopify-topic"] ?? "";
  if (!ofOrders.has(topic)) return undefined;
  const { name } = JSON.parse(body.toString("utf8")) as { name: string };
  return { domain: headers["x-shopify-shop-domain"] ?? "", webhookId: headers["x-shopify-webhook-id"] ?? "", topic, headers, body, order: name };
}

type Place = { readonly set: string; readonly storeUrl: string; readonly orders: readonly { readonly domain: string; readonly order: PlaceOrder }[] };

/** Buyers check out; what the store tells of it is kept under a name. In the order of the list, each order's own webhooks together. */
async function place({ set, storeUrl, orders }: Place): Promise<{ bytes: number }> {
  collected = [];
  const store = localStoreClient(storeUrl);
  const names: string[] = Array.from({ length: orders.length });
  let next = 0;
  const oneAfterAnother = async (): Promise<void> => {
    for (let position = next++; position < orders.length; position = next++) {
      const wanted = orders[position];
      if (wanted) names[position] = `${wanted.domain} ${(await store.shop(wanted.domain).placeOrder(wanted.order)).name}`;
    }
  };
  await Promise.all(Array.from({ length: 8 }, oneAfterAnother));
  const expected = orders.length * ofOrders.size;
  for (const deadline = Date.now() + collectLimitMs; collected.length < expected; await wait(20)) {
    if (Date.now() > deadline) throw new Error(`the store sent ${collected.length} webhooks of ${expected}`);
  }
  const byName = Map.groupBy(collected, ({ domain, order }) => `${domain} ${order}`);
  const inOrder = names.flatMap((name) => (byName.get(name) ?? []).toSorted((left, right) => left.topic.localeCompare(right.topic)));
  collected = [];
  sets.set(set, inOrder);
  return { bytes: inOrder[0]?.body.length ?? 0 };
}

type Make = Many & { readonly set: string; readonly example: string };
type Send = { readonly set: string; readonly url: string; readonly pace: Pace };

function setOf(name: string): readonly Delivery[] {
  const deliveries = sets.get(name);
  if (!deliveries) throw new Error(`nothing was collected under the name ${name}`);
  return deliveries;
}

try {
  // A generator that comes too late would measure itself.
  setPriority(constants.priority.PRIORITY_ABOVE_NORMAL);
} catch {
  // Not allowed here: its lateness is reported all the same.
}
serveParent({
  collect,
  place,
  make: ({ set, example, ...many }: Make) => {
    const [first] = setOf(example);
    if (!first) throw new Error(`${example} is empty`);
    sets.set(set, makeMany(first, many));
  },
  send: ({ set, url, pace }: Send) => send(url, setOf(set), pace),
  forget: ({ set }: { set: string }) => void sets.delete(set),
});
