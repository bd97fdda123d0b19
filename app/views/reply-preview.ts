// What does a person see of a reply before anything is recorded, and what does he decide?
import { z } from "zod";
import type { Proposed } from "../shipments/plan-reply.ts";
import type { TrackingColumns } from "../shipments/read-tracking-rows.ts";
import { REFUSAL_CODES } from "../suppliers/connector.ts";
import type { Said } from "./answer.ts";

export type ChoosableOrder = {
  readonly supplierOrderId: string;
  readonly orderName: string;
  readonly supplierName: string;
  readonly isOpen: boolean;
  readonly lines: readonly { readonly lineReference: string; readonly title: string; readonly left: number }[];
};

export type ReplyPreview = {
  readonly kind: "preview";
  /** What was pasted, or the rows of the file as text: recorded with each order as far as it is about it. */
  readonly text: string;
  readonly proposals: readonly Proposed[];
  readonly orders: readonly ChoosableOrder[];
  readonly ignored: readonly { readonly lineNumber: number; readonly text: string }[];
  /** Of a file: what its columns were taken for. */
  readonly file: { readonly headers: readonly string[]; readonly columns: TrackingColumns; readonly notices: readonly Said[] } | null;
};
export type ReplyAnswer = ReplyPreview | { readonly kind: "unusable"; readonly said: Said; readonly headers: readonly string[]; readonly columns: TrackingColumns };

export const mostPasted = 100_000;

const decided = { key: z.string().max(300), text: z.string().max(5000), supplierOrderId: z.uuid() };
export const decisionsSchema = z.array(z.discriminatedUnion("kind", [
  z.object({
    ...decided, kind: z.literal("parcel"), number: z.string().min(1).max(100), company: z.string().max(100).nullable(),
    lines: z.array(z.object({ lineReference: z.string().max(100), quantity: z.int().min(1).max(1_000_000) })).max(500),
  }),
  z.object({ ...decided, kind: z.literal("refusal"), code: z.enum(REFUSAL_CODES) }),
])).min(1).max(5000);
export type Decision = z.infer<typeof decisionsSchema>[number];
