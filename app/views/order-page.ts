// What does the page of one order show?
import type { SavedRequest } from "../fulfillment-requests/request.ts";
import type { FulfillmentState } from "../fulfillments/fulfillment.ts";
import type { AllocationState, Reason } from "../orders/allocation.ts";
import type { HoldOwner } from "../orders/hold.ts";
import type { FinancialStatus, NamedValue } from "../orders/order.ts";
import type { Params } from "../platform/errors.ts";
import type { Money } from "../platform/money.ts";
import type { ChangeKind, ChangeState } from "../supplier-orders/change-request.ts";
import type { SupplierOrderState } from "../supplier-orders/supplier-order.ts";
import type { Units } from "./buckets.ts";
import type { ShownDisclosure } from "./privacy-page.ts";
import type { ShownProblem } from "./shown-problem.ts";

/** What Shopify asked of the app as the shop's fulfillment service. */
export type ShownRequest = Pick<SavedRequest, "id" | "kind" | "state" | "requestedAt" | "answeredAt" | "isAutomatic" | "reason" | "closedAt" | "wasCompleted"> & {
  /** Nothing of it is under way, and it is not over. */
  readonly canGiveBack: boolean;
};

export type OrderHead = {
  readonly id: string;
  readonly name: string;
  readonly shopifyOrderId: string;
  readonly placedAt: Date;
  readonly financialStatus: FinancialStatus;
  readonly hold: Reason | null;
  /** A person holds it, beside whatever Shopify says of it. */
  readonly heldByMerchant: { readonly at: Date; readonly note: string } | null;
  readonly isTest: boolean;
  readonly isBeforeGoLive: boolean;
  readonly isConfirmed: boolean;
  readonly total: Money;
  readonly deliveryTitle: string | null;
  readonly note: string | null;
  /** Lines as on a label; empty when unknown or removed on request. */
  readonly receiver: readonly string[];
};

/** One thing that the order, or one line of it, waits for. */
export type ShownHold = {
  readonly key: string;
  /** Of the hold that a person may act on. */
  readonly id: string | null;
  readonly name: string;
  readonly why: Reason;
  readonly way: string;
  /** Null: it is nobody's job, and nothing ends it. */
  readonly owner: HoldOwner | null;
  readonly sinceAt: Date | null;
  readonly lineTitle: string | null;
  readonly act: "let_go" | "release" | null;
  readonly released: { readonly at: Date; readonly by: string } | null;
  readonly link: { readonly kind: "shopify" | "settings" } | { readonly kind: "product"; readonly id: string } | null;
};

export type ShownLine = {
  readonly id: string;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly imageUrl: string | null;
  readonly shopifyVariantId: string | null;
  readonly quantity: number;
  readonly properties: readonly NamedValue[];
  readonly places: readonly { readonly id: string; readonly state: AllocationState; readonly quantity: number; readonly reason: Reason | null; readonly supplierName: string | null }[];
};

export type ShownSupplierOrder = {
  readonly id: string;
  readonly supplierName: string;
  readonly state: SupplierOrderState;
  /** The day of the sheet that it lies in or left with, in the supplier's calendar. */
  readonly sheetDay: string | null;
  readonly reason: Reason | null;
  readonly reference: string;
  readonly supplierReference: string | null;
  readonly total: Money;
  readonly acknowledgedCost: Money | null;
  readonly sentAt: Date | null;
  readonly isReleased: boolean;
  readonly lines: readonly {
    readonly id: string;
    readonly title: string;
    readonly itemId: string;
    readonly quantity: number;
    readonly packs: number;
    readonly packRatio: number;
    readonly unitCost: Money;
    readonly answer: string | null;
  }[];
  /** Units of each line that he has still to ship: what could be called back. Empty where nothing can. */
  readonly toCallBack: readonly { readonly title: string; readonly units: number }[];
};

/** What a supplier who has the order was asked to change, and what came of it. */
export type ShownChange = {
  readonly id: string;
  readonly supplierOrderId: string;
  readonly supplierName: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  readonly number: number;
  readonly reason: Reason;
  readonly lines: readonly { readonly key: string; readonly title: string; readonly from: number; readonly to: number }[];
  /** Names of the receiver's facts that changed. */
  readonly fields: readonly string[];
  readonly createdAt: Date;
  readonly deadlineAt: Date | null;
  readonly answeredAt: Date | null;
  /** The supplier's own words. */
  readonly said: string;
  /** Code of why it is over, where nobody answered. */
  readonly why: string | null;
  readonly canSettle: boolean;
  readonly canWithdraw: boolean;
  readonly canRepeat: boolean;
  /** What a person writes to him; null where he is asked otherwise. */
  readonly chat: string | null;
};

export type ShownCandidate = {
  readonly key: string;
  readonly supplierName: string | null;
  readonly taken: boolean;
  readonly cost: Money | null;
  readonly rate: { readonly rate: string; readonly on: string } | null;
  readonly reasons: readonly Reason[];
};
export type DecidedLine = {
  readonly key: string;
  readonly decidedAt: Date;
  readonly title: string;
  readonly quantity: number;
  readonly candidates: readonly ShownCandidate[];
};
/** The newest decision about each line, and those before it that came out differently. */
export type ShownDecisions = { readonly lines: readonly DecidedLine[]; readonly earlier: readonly DecidedLine[] };

export type ShownParcel = {
  readonly id: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string | null;
  readonly company: string;
  readonly shippedAt: Date;
  readonly supplierName: string;
  readonly lines: readonly { readonly title: string; readonly quantity: number }[];
  readonly fulfillment: { readonly state: FulfillmentState; readonly name: string | null; readonly reason: Reason | null; readonly isCancelled: boolean } | null;
  /** Newest first. */
  readonly events: readonly { readonly id: string; readonly status: string; readonly happenedAt: Date; readonly description: string; readonly place: string }[];
};

/** A fulfillment that Daifa did not make. */
export type ShownOutside = {
  readonly id: string;
  readonly name: string;
  readonly trackingNumbers: readonly string[];
  readonly company: string | null;
  readonly service: string | null;
  readonly createdAt: Date;
  readonly isCancelled: boolean;
  readonly lines: readonly { readonly title: string; readonly quantity: number }[];
};

export type TimelineEntry = {
  readonly id: string;
  readonly at: Date;
  readonly code: string;
  readonly params: Params;
  readonly actor: { readonly kind: string; readonly name: string | null };
  readonly messageId: string | null;
};

export type ShownCheck = { readonly checkedAt: Date; readonly paidUnits: number; readonly units: readonly Units[]; readonly findings: readonly Reason[] };

export type OrderPage = {
  readonly order: OrderHead;
  readonly holds: readonly ShownHold[];
  readonly lines: readonly ShownLine[];
  readonly supplierOrders: readonly ShownSupplierOrder[];
  /** Newest first. */
  readonly changes: readonly ShownChange[];
  readonly decisions: ShownDecisions;
  readonly parcels: readonly ShownParcel[];
  readonly outside: readonly ShownOutside[];
  readonly check: ShownCheck | null;
  readonly problems: readonly ShownProblem[];
  /** Who was given this buyer's data; newest first. */
  readonly disclosures: readonly ShownDisclosure[];
  readonly requests: readonly ShownRequest[];
  /** Newest first. */
  readonly timeline: readonly TimelineEntry[];
  /** Something moves by itself: the page looks again while it is open. */
  readonly isMoving: boolean;
};
