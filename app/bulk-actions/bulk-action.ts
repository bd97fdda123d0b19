// One click on many orders or problems: what is asked, of which of them is it done, and why not of the others?
import { z } from "zod";
import type { Reason } from "../orders/allocation.ts";

export const bulkKinds = ["SEND", "HOLD", "RELEASE", "ASSIGN", "LET_GO", "RETRY_PROBLEMS"] as const;
export type BulkKind = (typeof bulkKinds)[number];
export type OrderKind = Exclude<BulkKind, "RETRY_PROBLEMS">;

/** `undoes` names the action that this one takes back. */
export const bulkParamsSchema = z.object({
  note: z.string().exactOptional(),
  supplierId: z.string().exactOptional(),
  supplierName: z.string().exactOptional(),
  holdCode: z.string().exactOptional(),
  how: z.enum(["retry", "close"]).exactOptional(),
  undoes: z.string().exactOptional(),
});
export type BulkParams = z.infer<typeof bulkParamsSchema>;

/** What one item was before, for the undo; and what of it stayed as it was. */
export const itemMemorySchema = z.object({
  supplierOrderIds: z.array(z.string()).exactOptional(),
  note: z.string().exactOptional(),
  chosenSupplierId: z.string().nullable().exactOptional(),
  openKey: z.string().exactOptional(),
  holdIds: z.array(z.string()).exactOptional(),
  /** Titles of lines, or a count, that the action left alone. */
  stay: z.array(z.string()).exactOptional(),
  gone: z.number().exactOptional(),
});
export type ItemMemory = z.infer<typeof itemMemorySchema>;

export type BulkAction = {
  readonly id: string;
  readonly kind: BulkKind;
  readonly params: BulkParams;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly finishedAt: Date | null;
  readonly undoneAt: Date | null;
};

/** Whose undo is which action: what was held is released, and the other way round. */
export const undoKindOf: Readonly<Record<BulkKind, BulkKind>> = { SEND: "SEND", HOLD: "RELEASE", RELEASE: "HOLD", ASSIGN: "ASSIGN", LET_GO: "LET_GO", RETRY_PROBLEMS: "RETRY_PROBLEMS" };

/** A retry has run; only what was marked as done can be opened again. */
export const canUndo = ({ kind, params, undoneAt, finishedAt }: BulkAction): boolean =>
  undoneAt === null && finishedAt !== null && params.undoes === undefined && (kind !== "RETRY_PROBLEMS" || params.how === "close");

export type OrderFacts = {
  readonly id: string;
  readonly name: string;
  readonly orderNumber: number;
  readonly holdCode: string | null;
  readonly isHeldByMerchant: boolean;
  readonly chosenSupplierId: string | null;
  /** Those that stand and that a person may let go. */
  readonly holds: readonly { readonly id: string; readonly code: string }[];
  readonly drafts: readonly { readonly id: string; readonly supplierId: string; readonly isReleased: boolean }[];
  /** Lines with units that no supplier was asked for yet; a line in several drafts stands once for each. */
  readonly open: readonly { readonly title: string; readonly shopifyVariantId: string | null; readonly draftId: string | null }[];
};

export type Question = {
  readonly kind: OrderKind;
  readonly supplierId?: string | undefined;
  /** The reason to hold that is let go; others of the same order stay. */
  readonly holdCode?: string | undefined;
  /** From which order number the shop sends. */
  readonly sendFrom: number;
  /** Whether the chosen supplier has an offer in use for the variant. */
  offers(shopifyVariantId: string): boolean;
};

export const SKIPS = [
  "bulk.skip.gone", "bulk.skip.held", "bulk.skip.held_by_merchant", "bulk.skip.before_go_live", "bulk.skip.nothing_to_send", "bulk.skip.on_its_way",
  "bulk.skip.already_held", "bulk.skip.nothing_left", "bulk.skip.not_held", "bulk.skip.not_held_so", "bulk.skip.nothing_waits", "bulk.skip.no_offer", "bulk.skip.already_assigned",
  "bulk.skip.already_gone", "bulk.skip.settled", "bulk.skip.no_retry", "bulk.skip.open_again", "bulk.skip.changed_since",
] as const;
export type SkipCode = (typeof SKIPS)[number];
export type Skip = Reason & { readonly code: SkipCode };
export const skip = (code: SkipCode, params: Reason["params"] = {}): Skip => ({ code, params });

/** Why nothing would be done with this order, or null. The preview and the work ask the same. */
export function whySkip(order: OrderFacts | undefined, question: Question): Skip | null {
  if (!order) return skip("bulk.skip.gone");
  return judges[question.kind](order, question);
}

const judges: Readonly<Record<OrderKind, (order: OrderFacts, question: Question) => Skip | null>> = {
  SEND: (order, { sendFrom }) => {
    if (order.isHeldByMerchant) return skip("bulk.skip.held_by_merchant");
    if (order.holdCode !== null) return skip("bulk.skip.held");
    if (order.drafts.length === 0) return skip("bulk.skip.nothing_to_send");
    if (order.drafts.every((draft) => draft.isReleased)) return skip("bulk.skip.on_its_way");
    return order.orderNumber < sendFrom ? skip("bulk.skip.before_go_live") : null;
  },
  HOLD: (order) => {
    if (order.isHeldByMerchant) return skip("bulk.skip.already_held");
    return order.open.length === 0 ? skip("bulk.skip.nothing_left") : null;
  },
  RELEASE: (order) => (order.isHeldByMerchant ? null : skip("bulk.skip.not_held")),
  LET_GO: (order, { holdCode }) => (order.holds.some(({ code }) => code === holdCode) ? null : skip("bulk.skip.not_held_so")),
  ASSIGN: (order, question) => {
    if (order.open.length === 0) return skip("bulk.skip.nothing_waits");
    if (order.open.length === staying(order, question).length) return skip("bulk.skip.no_offer", { titles: staying(order, question).join(", ") });
    const isThere = order.chosenSupplierId === question.supplierId && draftsToVoid(order, question).length === 0 && order.open.every((line) => line.draftId !== null);
    return isThere ? skip("bulk.skip.already_assigned") : null;
  },
};

/** Titles of open lines that the chosen supplier does not ship. */
export const staying = (order: OrderFacts, question: Question): string[] =>
  order.open.filter((line) => line.shopifyVariantId === null || !question.offers(line.shopifyVariantId)).map((line) => line.title);

/** Drafts of others that hold a line which the chosen supplier ships. */
export function draftsToVoid(order: OrderFacts, question: Question): string[] {
  const others = order.drafts.filter((draft) => draft.supplierId !== question.supplierId);
  const moves = (draftId: string) => order.open.some((line) => line.draftId === draftId && line.shopifyVariantId !== null && question.offers(line.shopifyVariantId));
  return others.filter((draft) => moves(draft.id)).map((draft) => draft.id);
}
