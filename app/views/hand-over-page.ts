// What does the page of the sheets show? What lies here by supplier, what is late, and what has left.
import type { Code } from "../platform/words/words.ts";
import type { SupplierOrderState } from "../supplier-orders/supplier-order.ts";

export type ShownBatchOrder = {
  readonly supplierOrderId: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly receiver: string | null;
  readonly units: number;
  readonly goods: string;
  readonly state: SupplierOrderState;
  /** Why it should be looked at before it goes out. */
  readonly warning: Code | null;
};

export type ShownBatch = {
  readonly id: string;
  readonly supplierId: string;
  readonly supplierName: string;
  /** In the supplier's calendar. */
  readonly day: string;
  readonly number: number;
  readonly passedOn: string;
  readonly isLate: boolean;
  /** "17:30" on the supplier's clock. */
  readonly cutOff: string | null;
  readonly orders: readonly ShownBatchOrder[];
  readonly units: number;
  readonly handedOverAt: Date | null;
  readonly handedOverAs: string | null;
  readonly answered: number;
};

export type HandOverPage = {
  readonly open: readonly ShownBatch[];
  readonly left: readonly ShownBatch[];
  /** Whose replies can be pasted: all whose orders a person answers. */
  readonly suppliers: readonly { readonly id: string; readonly name: string }[];
  readonly hasManualSupplier: boolean;
};

export const fileFormats = ["xlsx", "csv", "chat-zh-CN", "chat-en"] as const;
export type FileFormat = (typeof fileFormats)[number];

export const handOverAddress = "/app/hand-over";
