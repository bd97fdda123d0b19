// The supplier has answered, or has not: where do the units stand now? Saved only while the attempt is still ours.
import { moveAllocated, listAllocations, type UnitsMove } from "../orders/allocation-store.server.ts";
import type { AllocationChange } from "../orders/allocation.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { openProblem, resolveProblems } from "../problems/store.server.ts";
import type { Acceptance, Refusal } from "../suppliers/connector.ts";
import type { OpenSupplier } from "../suppliers/store.server.ts";
import { openBatchFor } from "./batch-store.server.ts";
import type { NotReached } from "./give-up.server.ts";
import { saveLineAnswers } from "./line-answers.server.ts";
import { changeState } from "./store.server.ts";
import type { SupplierOrder, SupplierOrderLine } from "./supplier-order.ts";

export type Sending = { readonly supplierOrder: SupplierOrder; readonly supplier: OpenSupplier };

type Refusing = { readonly supplierOrder: SupplierOrder; readonly supplier: { readonly supplier: { readonly name: string } } };

const problemKey = (id: string) => `supplier_order:${id}`;
/** Unknown for so long that a person should ring the supplier; the asking goes on all the same. */
const worryingAttempts = 4;

export async function saveAcceptance(tx: ShopTransaction, { supplierOrder }: Sending, answer: { acceptance: Acceptance; at: Date }): Promise<boolean> {
  const { acceptance, at } = answer;
  await lockOrder(tx, supplierOrder.orderId);
  const facts = {
    supplierReference: acceptance.supplierReference,
    acknowledgedAt: acceptance.acceptedAt ? new Date(acceptance.acceptedAt) : at,
    sentAt: at,
    ...(acceptance.cost ? { acknowledgedCostMinor: acceptance.cost.minor, acknowledgedCostCurrency: acceptance.cost.currency } : {}),
    ...(acceptance.isPaid ? { paymentState: "PAID" as const, paidAt: at } : {}),
  };
  if (!(await changeState(tx, { from: supplierOrder, to: "ACCEPTED", at, facts }))) return false;
  await saveLineAnswers(tx, supplierOrder, acceptance.lines);
  const refused = new Map(acceptance.lines.filter((line) => line.answer === "refused").map((line) => [line.lineReference, line]));
  await settleLines(tx, supplierOrder, (line) => {
    const no = refused.get(line.lineReference);
    return no ? refusedUnits(no.code ?? "other", no.message ?? "") : { state: "WITH_SUPPLIER", reason: null };
  });
  await resolveProblems(tx, [problemKey(supplierOrder.id)], "supplier");
  if (refused.size > 0) {
    await tellMerchant(tx, supplierOrder, { code: "supplier_refused_lines", params: { lines: refused.size, text: [...refused.values()].map((line) => line.message ?? line.code ?? "").join("; ") } });
  }
  return true;
}

type Given = { readonly as: "sent" | "to_hand_over"; readonly at: Date; /** The sheet it lies in; today's where absent. */ readonly batchId?: string };

/** Nobody has answered yet, but from here on the supplier may ship: its units count as the supplier's. */
export async function saveGiven(tx: ShopTransaction, { supplierOrder }: Pick<Sending, "supplierOrder">, given: Given): Promise<boolean> {
  await lockOrder(tx, supplierOrder.orderId);
  const isSent = given.as === "sent";
  const facts = isSent ? { sentAt: given.at } : { sentAt: null, batchId: given.batchId ?? (await openBatchFor(tx, { supplierId: supplierOrder.supplierId, at: given.at })) };
  if (!(await changeState(tx, { from: supplierOrder, to: isSent ? "SENT" : "TO_HAND_OVER", at: given.at, facts }))) return false;
  const reason = isSent ? { code: "with_supplier.sent", params: {} } : { code: "with_supplier.to_hand_over", params: {} };
  await settleLines(tx, supplierOrder, () => ({ state: "WITH_SUPPLIER", reason }));
  await resolveProblems(tx, [problemKey(supplierOrder.id)], "daifa");
  return true;
}

export async function saveRefusal(tx: ShopTransaction, { supplierOrder, supplier }: Refusing, answer: { refusal: Refusal | NotReached; at: Date }): Promise<boolean> {
  const { refusal, at } = answer;
  await lockOrder(tx, supplierOrder.orderId);
  const reason = { code: `refused.${refusal.code}`, params: refusal.params };
  if (!(await changeState(tx, { from: supplierOrder, to: "REFUSED", at, reason }))) return false;
  await saveLineAnswers(tx, supplierOrder, refusal.lines);
  const text = String(refusal.params["message"] ?? "");
  await settleLines(tx, supplierOrder, () => refusedUnits(refusal.code, text));
  await tellMerchant(tx, supplierOrder, { code: `supplier_refused.${refusal.code}`, params: { ...refusal.params, supplier: supplier.supplier.name } });
  return true;
}

export async function saveUnknown(tx: ShopTransaction, { supplierOrder, supplier }: Sending, answer: { reason: string; at: Date; asksPerson?: boolean }): Promise<boolean> {
  await lockOrder(tx, supplierOrder.orderId);
  const reason = { code: `unknown.${answer.reason}`, params: {} };
  if (!(await changeState(tx, { from: supplierOrder, to: "UNKNOWN", at: answer.at, reason }))) return false;
  if (answer.asksPerson) {
    await openProblem(tx, {
      key: problemKey(supplierOrder.id), code: "mail_maybe_sent", params: { supplier: supplier.supplier.name, order: supplierOrder.orderName },
      whoActs: "MERCHANT", orderId: supplierOrder.orderId, supplierOrderId: supplierOrder.id,
    });
  } else if (supplierOrder.attempt >= worryingAttempts) {
    await openProblem(tx, {
      key: problemKey(supplierOrder.id), code: "supplier_outcome_unknown", params: { supplier: supplier.supplier.name, reference: supplierOrder.reference, order: supplierOrder.orderName },
      whoActs: "MERCHANT", orderId: supplierOrder.orderId, supplierOrderId: supplierOrder.id,
      retry: { step: "submit-supplier-order", input: { shopId: tx.shopId, orderId: supplierOrder.orderId, supplierOrderId: supplierOrder.id } },
    });
  }
  return true;
}

const refusedUnits = (code: string, text: string): AllocationChange => ({ state: "NEEDS_YOU", reason: { code: `refused.${code}`, params: { text } }, supplierOrderLineId: null });

/** All lines in one move, since an order may have hundreds. */
async function settleLines(tx: ShopTransaction, { orderId, lines }: SupplierOrder, to: (line: SupplierOrderLine) => AllocationChange): Promise<void> {
  const held = (await listAllocations(tx, orderId)).filter(({ state }) => state === "WITH_SUPPLIER" || state === "WAITING");
  const byLine = Map.groupBy(held, (row) => row.supplierOrderLineId);
  const moves = lines.flatMap((line): UnitsMove[] => {
    const rows = byLine.get(line.id) ?? [];
    const ids = new Set(rows.map(({ id }) => id));
    return rows.length === 0 ? [] : [{ quantity: rows.reduce((sum, row) => sum + row.quantity, 0), from: ({ id }) => ids.has(id), to: to(line) }];
  });
  if (moves.length > 0) await moveAllocated(tx, orderId, moves);
}

async function tellMerchant(tx: ShopTransaction, supplierOrder: SupplierOrder, about: { code: string; params: Record<string, string | number> }): Promise<void> {
  await openProblem(tx, {
    key: problemKey(supplierOrder.id), code: about.code, params: { order: supplierOrder.orderName, ...about.params },
    whoActs: "MERCHANT", orderId: supplierOrder.orderId, supplierOrderId: supplierOrder.id,
    retry: { step: "route-order", input: { shopId: tx.shopId, orderId: supplierOrder.orderId, includeRefused: true } },
  });
}
