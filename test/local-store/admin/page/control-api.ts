// What does the store itself know? Read from its control API and brought into the shape of the pages.
import type { StoredFulfillment, StoredFulfillmentEvent } from "../../fulfillment-state.ts";
import type { BookedOrder, BookedVariant } from "../../control/order-book.ts";
import type { StoredLine } from "../../order-state.ts";
import type { StoredAddress } from "../../shop-state.ts";
import type { GraphqlFault } from "../../graphql/call-log.ts";
import type { WebhookFault } from "../../webhooks/delivery-faults.ts";
import type { Shop } from "./context.ts";

export type ShownLine = { title: string; sku: string; quantity: number };
export type EventView = { status: string; happenedAt: string; message: string; place: string };
export type FulfillmentView = {
  name: string;
  isCancelled: boolean;
  createdAt: string;
  notified: boolean;
  lines: ShownLine[];
  tracking: { company: string; number: string; url: string }[];
  events: EventView[];
};
export type OrderView = {
  /** The number at the end of Shopify's id, as in the addresses of its admin. */
  id: string;
  name: string;
  createdAt: string;
  customer: string;
  total: string;
  payment: string;
  fulfillment: string;
  isCancelled: boolean;
  note: string;
  address: string[];
  units: number;
  openLines: ShownLine[];
  fulfillments: FulfillmentView[];
};
export type VariantView = { id: string; title: string; sku: string; price: string; available: string };
export type OrderedLine = { variantId: string; quantity: number };

export async function loadOrders(shop: Shop): Promise<OrderView[]> {
  const { orders } = await read<{ orders: BookedOrder[] }>(shop, "orders");
  return orders.sort((left, right) => right.number - left.number).map(orderView);
}

export async function loadOrder(shop: Shop, id: string): Promise<OrderView> {
  const { order } = await read<{ order: BookedOrder }>(shop, `orders/${id}`);
  return orderView(order);
}

export async function loadVariants(shop: Shop): Promise<VariantView[]> {
  const { variants } = await read<{ variants: BookedVariant[] }>(shop, "variants");
  return variants.map((variant) => ({
    id: variant.id,
    title: titleOf(variant.productTitle, variant.title),
    sku: variant.sku,
    price: variant.price,
    available: variant.tracked ? String(variant.available) : "∞",
  }));
}

export async function placeOrder(shop: Shop, lines: readonly OrderedLine[]): Promise<void> {
  const response = await fetch(controlPath(shop, "orders"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ lines }),
  });
  if (!response.ok) throw new Error(await response.text());
}

export type Faults = { webhooks: WebhookFault[]; graphql: GraphqlFault[] };

/** Adds what is to go wrong next, or forgets all of it; what still waits comes back. */
export async function breakThings(shop: Shop, change: Partial<Faults> & { clear?: boolean }): Promise<Faults> {
  const response = await fetch(controlPath(shop, "faults"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(change) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Faults;
}

function controlPath(shop: Shop, what: string): string {
  return `/_control/shops/${shop.domain}/${what}`;
}

async function read<Answer>(shop: Shop, what: string): Promise<Answer> {
  const response = await fetch(controlPath(shop, what));
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Answer;
}

function orderView(order: BookedOrder): OrderView {
  return {
    id: order.id.split("/").pop() ?? "",
    name: order.name,
    createdAt: order.createdAt,
    customer: personName(order.customer ?? order.shippingAddress),
    total: `${order.currentTotal} ${order.currency}`,
    payment: order.financialStatus,
    fulfillment: order.displayFulfillmentStatus,
    isCancelled: order.cancelledAt !== null,
    note: order.note ?? "",
    address: order.shippingAddress === null ? [] : addressLines(order.shippingAddress),
    units: order.lines.reduce((sum, line) => sum + line.currentQuantity, 0),
    openLines: order.lines.map((line) => openLine(line, order)).filter((line) => line.quantity > 0),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentView(fulfillment, order)),
  };
}

function openLine(line: StoredLine, order: BookedOrder): ShownLine {
  const shipped = order.fulfillments
    .filter((fulfillment) => fulfillment.status !== "CANCELLED")
    .flatMap((fulfillment) => fulfillment.lines)
    .filter((shippedLine) => shippedLine.lineItemId === line.id)
    .reduce((sum, shippedLine) => sum + shippedLine.quantity, 0);
  return shownLine(line, line.currentQuantity - shipped);
}

function shownLine(line: StoredLine | undefined, quantity: number): ShownLine {
  return { title: titleOf(line?.title ?? "", line?.variantTitle ?? ""), sku: line?.sku ?? "", quantity };
}

function fulfillmentView(fulfillment: StoredFulfillment, order: BookedOrder): FulfillmentView {
  return {
    name: fulfillment.name,
    isCancelled: fulfillment.status === "CANCELLED",
    createdAt: fulfillment.createdAt,
    notified: fulfillment.wasCustomerNotified,
    lines: fulfillment.lines.map(({ lineItemId, quantity }) =>
      shownLine(order.lines.find((line) => line.id === lineItemId), quantity),
    ),
    tracking: fulfillment.trackingInfo.map(({ company, number, url }) => ({
      company: company ?? "",
      number: number ?? "",
      url: url ?? "",
    })),
    events: fulfillment.events.map(eventView).sort((left, right) => right.happenedAt.localeCompare(left.happenedAt)),
  };
}

function eventView(event: StoredFulfillmentEvent): EventView {
  const { status, happenedAt, message } = event;
  return { status, happenedAt, message: message ?? "", place: joined([event.city, event.province, event.country], ", ") };
}

function addressLines(address: StoredAddress): string[] {
  const city = joined([address.city, address.provinceCode, address.zip], " ");
  const lines = [personName(address), address.company, address.address1, address.address2, city, address.country, address.phone];
  return lines.map((line) => line ?? "").filter((line) => line !== "");
}

function personName(person: { firstName: string | null; lastName: string | null } | null): string {
  return joined([person?.firstName ?? null, person?.lastName ?? null], " ");
}

function joined(parts: readonly (string | null)[], separator: string): string {
  return parts.filter((part) => part !== null && part !== "").join(separator);
}

/** Shopify calls the variant of a product without options "Default Title". */
function titleOf(product: string, variant: string): string {
  return variant === "" || variant === "Default Title" ? product : `${product} – ${variant}`;
}
