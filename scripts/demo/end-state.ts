// How did the story end, in words that do not depend on when anything came? Two runs are compared line by line.
import { listAllocations } from "../../app/orders/allocation-store.server.ts";
import { findOrder, findOrderByShopifyId } from "../../app/orders/store.server.ts";
import { listOpenProblems } from "../../app/problems/store.server.ts";
import { listSupplierOrders } from "../../app/supplier-orders/store.server.ts";
import type { ShopTransaction } from "../../app/platform/db.server.ts";
import type { BookedOrder } from "../../test/local-store/control/order-book.ts";
import type { Eyes } from "./tell-order.ts";

export async function tellEnd({ database, shopId }: Eyes, orders: readonly BookedOrder[]): Promise<string[]> {
  const lines = await Promise.all(orders.map((booked) => database.inShop(shopId, (tx) => endOf(tx, booked))));
  const problems = await database.inShop(shopId, (tx) => listOpenProblems(tx));
  return [...lines.flat(), ...problems.map(({ code, params }) => `problem ${code} ${String(params["order"] ?? "")}`.trim()).toSorted()];
}

async function endOf(tx: ShopTransaction, booked: BookedOrder): Promise<string[]> {
  const found = await findOrderByShopifyId(tx, booked.id);
  const order = found && (await findOrder(tx, found.id));
  if (!order) return [`${booked.name} unknown`];
  const skuOf = new Map(order.lines.map((line) => [line.id, line.sku ?? line.title]));
  const units = Map.groupBy(await listAllocations(tx, order.id), (row) => `${skuOf.get(row.lineItemId) ?? ""} ${row.state}${row.reason ? ` ${row.reason.code}` : ""}`);
  const suppliers = (await listSupplierOrders(tx, order.id)).filter((one) => one.state !== "CANCELLED");
  const told = booked.fulfillments.map((one) => `Shopify shows ${one.status} ${one.lines.map(({ quantity }) => quantity).toSorted().join(" + ")}`);
  const about = [
    `${order.financialStatus}${order.hold ? ` held: ${order.hold.code}` : ""}`,
    ...[...units].map(([where, rows]) => `${rows.reduce((sum, row) => sum + row.quantity, 0)} × ${where}`).toSorted(),
    ...suppliers.map((one) => `asked for ${one.lines.map((line) => `${line.packs} × ${line.itemId}`).toSorted().join(" + ")}: ${one.state}`).toSorted(),
    ...told.toSorted(),
  ];
  return about.map((line) => `${order.name} ${line}`);
}
