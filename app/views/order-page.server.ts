// The read model of one order: everything that we know of it, each part from the noun that owns it.
import { sendingChoice, type Merchant } from "../merchants/merchant.ts";
import { findCheck } from "../order-check/store.server.ts";
import { listAllocations } from "../orders/allocation-store.server.ts";
import type { Allocation } from "../orders/allocation.ts";
import type { Address, SavedOrder } from "../orders/order.ts";
import { findOrder } from "../orders/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { listOpenProblems } from "../problems/store.server.ts";
import { unitsByBucket } from "./buckets.ts";
import { readDisclosuresOf } from "./disclosures.server.ts";
import { readChanges } from "./order-changes.server.ts";
import { readHolds } from "./order-holds.server.ts";
import { readDecisions } from "./order-decisions.server.ts";
import { readLines } from "./order-lines.server.ts";
import type { OrderHead, OrderPage, ShownCheck } from "./order-page.ts";
import { readOutside, readParcels } from "./order-parcels.server.ts";
import { readRequestsOf } from "./order-requests.server.ts";
import { readShownSupplierOrders } from "./order-supplier-orders.server.ts";
import { readTimeline } from "./order-timeline.server.ts";
import { showProblem } from "./shown-problem.ts";

export async function readOrderPage(tx: ShopTransaction, merchant: Merchant, orderId: string): Promise<OrderPage | undefined> {
  const order = await findOrder(tx, orderId);
  if (!order) return undefined;
  const allocations = await listAllocations(tx, orderId);
  const parts = {
    supplierOrders: await readShownSupplierOrders(tx, orderId, allocations),
    parcels: await readParcels(tx, order),
  };
  return {
    order: headOf(order, merchant),
    holds: await readHolds(tx, { order, merchant, allocations }),
    lines: await readLines(tx, order, allocations),
    ...parts,
    changes: await readChanges(tx, orderId),
    outside: await readOutside(tx, order),
    decisions: await readDecisions(tx, order),
    check: await readCheck(tx, orderId, allocations),
    problems: (await listOpenProblems(tx, { orderId })).map(showProblem),
    disclosures: await readDisclosuresOf(tx, orderId),
    requests: await readRequestsOf(tx, orderId, allocations),
    timeline: await readTimeline(tx, orderId),
    isMoving: isMoving(order, allocations, parts),
  };
}

function headOf(order: SavedOrder, merchant: Merchant): OrderHead {
  const { id, name, shopifyOrderId, placedAt, financialStatus, hold, heldByMerchant, isTest, total, note } = order;
  return {
    id, name, shopifyOrderId, placedAt, financialStatus, hold, isTest, total, note,
    heldByMerchant: heldByMerchant && { at: heldByMerchant.at, note: heldByMerchant.note },
    isConfirmed: order.confirmedAt !== null,
    isBeforeGoLive: sendingChoice(merchant.settings, order.orderNumber) === "before_go_live",
    deliveryTitle: order.delivery?.title ?? null,
    receiver: receiverLines(order.address),
  };
}

function receiverLines(address: Address | null): string[] {
  if (!address) return [];
  const place = [address.postalCode, address.city, address.provinceCode ?? address.province].filter(Boolean).join(" ");
  const lines = [address.name, address.company, address.line1, address.line2, place, address.countryName ?? address.countryCode, address.phone];
  return lines.filter((line): line is string => line !== null && line !== "");
}

async function readCheck(tx: ShopTransaction, orderId: string, allocations: readonly Allocation[]): Promise<ShownCheck | null> {
  const check = await findCheck(tx, orderId);
  if (!check) return null;
  return { checkedAt: check.checkedAt, paidUnits: check.paidUnits, units: unitsByBucket(allocations), findings: check.findings };
}

const movingSupplierOrders = new Set(["SENDING", "UNKNOWN"]);
const movingFulfillments = new Set(["PLANNED", "SENDING", "UNKNOWN"]);

function isMoving(order: SavedOrder, allocations: readonly Allocation[], { supplierOrders, parcels }: Pick<OrderPage, "supplierOrders" | "parcels">): boolean {
  if (order.hold) return false;
  const isUndecided = allocations.some((row) => row.state === "WAITING" && row.supplierOrderLineId === null && row.reason === null);
  const isSending = supplierOrders.some((one) => movingSupplierOrders.has(one.state) || (one.state === "DRAFT" && one.isReleased));
  const isTelling = parcels.some((parcel) => movingFulfillments.has(parcel.fulfillment?.state ?? ""));
  return order.confirmedAt === null || isUndecided || isSending || isTelling;
}
