// What is counted when an order is checked, and what can come out?
import type { Allocation, Reason } from "../orders/allocation.ts";
import type { SavedLineItem } from "../orders/order.ts";
import type { FulfillmentState } from "../fulfillments/fulfillment.ts";
import type { SupplierOrderState } from "../supplier-orders/supplier-order.ts";

export type CheckedLine = Pick<SavedLineItem, "id" | "shopifyLineItemId" | "title" | "quantity" | "currentQuantity">;

export type CheckedSupplierOrder = {
  readonly reference: string;
  readonly state: SupplierOrderState;
  readonly lines: readonly {
    readonly id: string;
    readonly lineItemId: string;
    readonly quantity: number;
    readonly packs: number;
    /** "refused" lines of an accepted order count as never ordered. */
    readonly answer?: string | null;
  }[];
};

/** One for each parcel; state is null while nothing was planned for it. */
export type CheckedFulfillment = {
  readonly state: FulfillmentState | null;
  /** Somebody has cancelled it in Shopify: there it counts no more. */
  readonly isCancelled?: boolean;
  readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[];
};

export type OutsideBooks = {
  /** Packs that a supplier's own book holds under each of this order's references. */
  readonly supplierBooks?: ReadonlyMap<string, number>;
  /** Units that the store's own book calls fulfilled, by Shopify's line item GID. */
  readonly storeBook?: ReadonlyMap<string, number>;
};

export type OrderToCheck = {
  readonly lines: readonly CheckedLine[];
  readonly allocations: readonly Allocation[];
  /** Units still wanted by Shopify's own count; null until confirmed. */
  readonly confirmedUnits: number | null;
  /** A cancelled order wants nothing, whatever Shopify's quantities still read. */
  readonly cancelled?: boolean;
  readonly fulfillments: readonly CheckedFulfillment[];
  readonly supplierOrders: readonly CheckedSupplierOrder[];
  /** Units of each line that a supplier was asked to give back, whatever he answered: they are with him for a reason that is told. */
  readonly calledBack?: ReadonlyMap<string, number>;
  /** Units in fulfillments that others made, by line. */
  readonly shippedByOthers?: ReadonlyMap<string, number>;
  readonly outside?: OutsideBooks;
};

export type CheckFindingCode =
  | "check.line_not_covered" | "check.unknown_line" | "check.bad_row" | "check.shopify_count_differs" | "check.refunded_after_sending"
  | "check.supplier_order_differs" | "check.supplier_order_missing" | "check.parcels_differ" | "check.outside_differs"
  | "check.supplier_book_differs" | "check.store_book_differs";
export type CheckFinding = Reason & { readonly code: CheckFindingCode };

export type OrderCheck = {
  readonly balanced: boolean;
  readonly paidUnits: number;
  readonly notOurs: number;
  readonly waiting: number;
  readonly withSupplier: number;
  readonly shipped: number;
  readonly cancelled: number;
  readonly needsYou: number;
  readonly findings: readonly CheckFinding[];
};
