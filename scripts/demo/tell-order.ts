// One order in one line: what came, who ships which line and why, what was sent, what was written back.
import type { Database, ShopTransaction } from "../../app/platform/db.server.ts";
import { listAllocations } from "../../app/orders/allocation-store.server.ts";
import { findOrder, findOrderByShopifyId } from "../../app/orders/store.server.ts";
import type { SavedOrder } from "../../app/orders/order.ts";
import { listPlansOfOrder, type SavedCandidate } from "../../app/routing/store.server.ts";
import { listSupplierOrders } from "../../app/supplier-orders/store.server.ts";
import type { SupplierOrder } from "../../app/supplier-orders/supplier-order.ts";
import { formatDecimal } from "../../app/platform/money.ts";
import { sayStored } from "../../app/platform/words/words.ts";
import type { BookedOrder } from "../../test/local-store/control/order-book.ts";

export type Eyes = { readonly database: Database; readonly shopId: string };

export async function tellOrder({ database, shopId }: Eyes, booked: BookedOrder): Promise<string> {
  return await database.inShop(shopId, async (tx) => {
    const found = await findOrderByShopifyId(tx, booked.id);
    const order = found && (await findOrder(tx, found.id));
    if (!order) return `${booked.name}  came, and is not known to the app`;
    return [`${order.name}  ${what(order)}`, await decided(tx, order), await sent(tx, order), writtenBack(booked)].join("  |  ");
  });
}

const what = (order: SavedOrder) => order.lines.map((line) => `${line.quantity} × ${line.sku ?? line.title}`).join(", ");

/** The decision that counts for each line is the newest one that weighed it. */
async function decided(tx: ShopTransaction, order: SavedOrder): Promise<string> {
  const plans = await listPlansOfOrder(tx, order.id);
  const rows = await listAllocations(tx, order.id);
  return order.lines.map((line) => {
    const taken = plans.flatMap((plan) => plan.candidates).find((candidate) => candidate.lineItemId === line.id && candidate.taken);
    if (taken) return `${line.sku}: ${taken.supplierName} (${why(taken)})`;
    const row = rows.find((one) => one.lineItemId === line.id);
    return `${line.sku}: ${row?.reason ? sayStored("en", row.reason.code, row.reason.params) : "waits"}`;
  }).join("; ");
}

function why(candidate: SavedCandidate): string {
  const cost = candidate.cost ? `, ${formatDecimal(candidate.cost)} ${candidate.cost.currency}` : "";
  const rate = candidate.rateUsed ? ` at ${candidate.rateUsed} of ${candidate.rateOn}` : "";
  const last = candidate.reasons.at(-1);
  return `${last ? sayStored("en", last.code, last.params) : ""}${cost}${rate}`;
}

async function sent(tx: ShopTransaction, order: SavedOrder): Promise<string> {
  const supplierOrders = await listSupplierOrders(tx, order.id);
  const gone = supplierOrders.filter((one) => one.state !== "DRAFT" && one.state !== "CANCELLED");
  const kept = supplierOrders.filter((one) => one.state === "DRAFT").map((one) => `kept as a draft: ${itemsOf(one)}`);
  const given = gone.map((one) => `${itemsOf(one)} as ${one.supplierReference ?? one.state.toLowerCase().replaceAll("_", " ")}`);
  return [`sent: ${given.length > 0 ? given.join("; ") : "nothing"}`, ...kept].join("; ");
}

const itemsOf = (supplierOrder: SupplierOrder): string => supplierOrder.lines.map((line) => `${line.packs} × ${line.itemId}`).join(" + ");

function writtenBack(booked: BookedOrder): string {
  if (booked.fulfillments.length === 0) return "written back: nothing";
  return `written back: ${booked.fulfillments.map((one) => `${one.name} ${one.trackingInfo.map((info) => `${info.company} ${info.number}`).join(", ")} → ${one.events.at(-1)?.status ?? "no scan yet"}`).join("; ")}`;
}
