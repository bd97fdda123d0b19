// Which fulfillment orders did the recording find in its shop? Those that it reads and nothing in it made; their orders are
// placed anew and brought to the state in which they were read.

import type { BookedOrder } from "../local-store/control/order-book.ts";
import type { StoredFulfillmentOrder } from "../local-store/fulfillment-state.ts";
import type { Stage } from "./area.ts";
import { isGid } from "./id-book.ts";
import type { Json, JsonObject, Recording } from "./recorded-requests.ts";

type FoundLine = { id: string; totalQuantity: number; remainingQuantity: number; lineItem: { id: string; title: string; quantity?: number } };
export type Found = {
  id: string;
  status: string;
  lines: FoundLine[];
  locationId: string | undefined;
  orderId: string | undefined;
};

export async function placeRecordedFulfillmentOrders(stage: Stage): Promise<void> {
  const found = foundIn(stage.recording);
  const groups = Map.groupBy(found, (one) => one.lines[0]?.lineItem.id ?? one.id);
  for (const [, group] of groups) await placeGroup(stage, group);
}

/** First told is told before anything changed it: the recordings read a record before they touch it. */
export function foundIn(recording: Recording): Found[] {
  const upstream = everyOne(recording.whole["upstreamCalls"] ?? null);
  const rest = everyOne(recording.whole);
  const firstMade = recording.requests.filter((request) => request.document !== null || request.variables !== null)
    .flatMap(({ answer }) => madeIn(answer["data"] ?? null)).toSorted(byNumber)[0];
  const isBefore = (id: string) => firstMade === undefined || byNumber(id, firstMade) < 0;
  const told = firstMade === undefined ? upstream : [...upstream, ...rest];
  const first = new Map<string, Found>();
  for (const one of told) if (isBefore(one.id) && one.lines.length > 0 && !first.has(one.id)) first.set(one.id, one);
  return [...first.values()].toSorted((left, right) => byNumber(left.id, right.id));
}

function madeIn(data: Json): string[] {
  const created = data !== null && typeof data === "object" && !Array.isArray(data) ? data["orderCreate"] ?? null : null;
  return [...JSON.stringify(created).matchAll(/gid:\/\/shopify\/FulfillmentOrder\/\d+/g)].map(([id]) => id);
}

function byNumber(left: string, right: string): number {
  const number = (id: string) => Number(id.slice(id.lastIndexOf("/") + 1));
  return number(left) - number(right);
}

function everyOne(value: Json): Found[] {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap(everyOne);
  const { id, status } = value;
  const isOne = isGid(id) && id.startsWith("gid://shopify/FulfillmentOrder/") && typeof status === "string" && "lineItems" in value;
  return isOne ? [asFound(id, status, value)] : Object.values(value).flatMap(everyOne);
}

function asFound(id: string, status: string, value: JsonObject): Found {
  const { lineItems, assignedLocation, order } = value as unknown as {
    lineItems: { nodes: FoundLine[] }; assignedLocation?: { location?: { id: string } | null } | null; order?: { id: string } | null;
  };
  // Some recordings leave out the line itself.
  const lines = lineItems.nodes.filter((line) => typeof (line.lineItem as FoundLine["lineItem"] | undefined)?.title === "string");
  return { id, status, lines, locationId: assignedLocation?.location?.id, orderId: order?.id };
}

/** Several of one line, in the order of their numbers: split off, shipped and taken back, cancelled with what they show left. */
async function placeGroup(stage: Stage, group: Found[]): Promise<void> {
  const [first] = group;
  if (!first) return;
  const { shop, ids } = stage;
  const placed = await shop.placeOrder({
    lines: first.lines.map(({ lineItem, totalQuantity }) => ({
      title: lineItem.title, quantity: Math.max(1, lineItem.quantity ?? totalQuantity),
      ...(first.locationId ? { locationId: String(ids.translate(first.locationId)) } : {}),
    })),
    buyer: null, shippingAddress: null,
  });
  let current = await routed(stage, placed.id);
  for (const [index, one] of group.entries()) {
    if (index > 0) current = await another(stage, current, index);
    const ours = current.fulfillmentOrders[index];
    if (!ours) throw new Error(`no place for ${one.id}`);
    const locationId = one.locationId ? String(ids.translate(one.locationId)) : ours.locationId;
    if (locationId !== ours.locationId) await shop.moveFulfillmentOrder(ours.id, locationId);
    bindOne(stage, one, ours);
    if (one.status !== "CLOSED" || one.lines.every((line) => line.totalQuantity === 0)) continue;
    await shop.fulfillByHand(ours.id);
    const [made] = (await shop.order(placed.id)).fulfillments;
    if (made && one.lines.every((line) => line.remainingQuantity > 0)) await shop.cancelFulfillment(made.id);
  }
  if (group.some((one) => one.lines.every((line) => line.totalQuantity === 0))) await shop.cancelOrder(placed.id, { refund: true });
}

/** A parcel taken back has made it already. */
async function another({ shop }: Stage, order: BookedOrder, index: number): Promise<BookedOrder> {
  const now = await shop.order(order.id);
  const before = now.fulfillmentOrders[index - 1];
  const [line] = before?.lines ?? [];
  if (now.fulfillmentOrders.length > index || !before || !line) return now;
  await shop.splitFulfillmentOrder(before.id, [{ id: line.id, quantity: 1 }]);
  return shop.order(order.id);
}

/** They come a moment after their order. */
export async function routed({ shop }: Pick<Stage, "shop">, orderId: string): Promise<BookedOrder> {
  for (;;) {
    const order = await shop.order(orderId);
    if (order.fulfillmentOrders.length > 0) return order;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export function bindOne({ ids }: Pick<Stage, "ids">, found: Found, ours: StoredFulfillmentOrder): void {
  ids.bind(found.id, ours.id);
  if (found.orderId) ids.bind(found.orderId, ours.orderId);
  for (const [index, line] of found.lines.entries()) {
    ids.bind(line.id, ours.lines[index]?.id ?? "");
    ids.bind(line.lineItem.id, ours.lines[index]?.lineItemId ?? "");
  }
}
