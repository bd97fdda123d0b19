// Which orders did the recording find in its shop? Those that its own calls to Shopify read before anything changed them;
// they are placed anew, and their ids bound.

import type { PlaceOrder, PlaceOrderLine } from "../local-store/acts/place-order.ts";
import type { Stage } from "./area.ts";
import type { Json, JsonObject } from "./recorded-requests.ts";

export async function placeRecordedOrders({ shop, ids, recording }: Stage): Promise<void> {
  const made = new Set(recording.requests.flatMap((request) => madeIn(request.answer["data"] ?? null)));
  const found = new Map<string, JsonObject>();
  for (const order of ordersIn(recording.whole["upstreamCalls"] ?? null)) {
    const id = String(order["id"]);
    if (!made.has(id) && !found.has(id)) found.set(id, order);
  }
  for (const [id, order] of found) {
    const placed = await shop.placeOrder(asPlaced(order));
    ids.bind(id, placed.id);
    for (const [index, line] of nodesOf(order["lineItems"]).entries()) ids.bind(String(line["id"]), placed.lines[index]?.id ?? "");
    for (const [index, one] of nodesOf(order["transactions"]).entries()) {
      if (typeof one["id"] === "string") ids.bind(one["id"], placed.transactions?.[index]?.id ?? "");
    }
  }
}

function madeIn(data: Json): string[] {
  if (data === null || typeof data !== "object" || Array.isArray(data)) return [];
  return Object.entries(data).filter(([root]) => root === "orderCreate" || root === "draftOrderComplete").flatMap(([, answer]) => [...JSON.stringify(answer).matchAll(/gid:\/\/shopify\/Order\/\d+/g)].map(([id]) => id));
}

function ordersIn(value: Json): JsonObject[] {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap(ordersIn);
  const isOrder = typeof value["id"] === "string" && value["id"].startsWith("gid://shopify/Order/") && "displayFinancialStatus" in value;
  return isOrder ? [value] : Object.values(value).flatMap(ordersIn);
}

function nodesOf(value: Json | undefined): JsonObject[] {
  const list = Array.isArray(value) ? value : objectOf(value)?.["nodes"];
  return Array.isArray(list) ? list.filter((item): item is JsonObject => objectOf(item) !== undefined) : [];
}

function objectOf(value: Json | undefined): JsonObject | undefined {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : undefined;
}

function amountOf(value: Json | undefined): { amount: string; currencyCode: string } | undefined {
  const money = objectOf(objectOf(value)?.["shopMoney"]);
  return money ? { amount: String(money["amount"]), currencyCode: String(money["currencyCode"]) } : undefined;
}

function asPlaced(order: JsonObject): PlaceOrder {
  const total = amountOf(order["currentTotalPriceSet"]) ?? amountOf(order["totalPriceSet"]);
  const shipping = amountOf(nodesOf(order["shippingLines"])[0]?.["originalPriceSet"]);
  const status = order["displayFinancialStatus"];
  const lines = linesOf(order);
  const currency = total?.currencyCode ?? amountOf(nodesOf(order["lineItems"])[0]?.["originalUnitPriceSet"])?.currencyCode;
  return {
    // Where only the total is told, one line is worth it.
    lines: lines.length > 0 ? lines : [{ title: "Recorded item", quantity: 1, price: total?.amount ?? "0", requiresShipping: false }],
    buyer: null, shippingAddress: null, isPaymentUnknown: status === null,
    shippingLine: shipping ? { title: "Standard", price: shipping.amount } : null,
    financialStatus: (status ?? "PENDING") as NonNullable<PlaceOrder["financialStatus"]>,
    transactions: nodesOf(order["transactions"]).map((one) => ({
      kind: one["kind"] as "SALE", status: one["status"] as "SUCCESS", gateway: String(one["gateway"]), amount: amountOf(one["amountSet"])?.amount ?? "0",
    })),
    ...(currency ? { currency } : {}),
  };
}

/** A line in a fulfillment order is told there first. */
function linesOf(order: JsonObject): PlaceOrderLine[] {
  const shipped = nodesOf(order["fulfillmentOrders"]).flatMap((one) => nodesOf(one["lineItems"])).map((one) => objectOf(one["lineItem"])).filter((line) => line !== undefined);
  const listed = nodesOf(order["lineItems"]);
  const total = Number(amountOf(order["currentTotalPriceSet"])?.amount ?? "0");
  return (listed.length > 0 ? listed : shipped).map((line) => ({
    title: String(line["title"]), quantity: Number(line["quantity"]), requiresShipping: shipped.length > 0,
    price: amountOf(line["originalUnitPriceSet"])?.amount ?? String(total / Number(line["quantity"])),
    ...(typeof line["sku"] === "string" ? { sku: line["sku"] } : {}),
  }));
}
