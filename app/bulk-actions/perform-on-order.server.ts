// One order of a bulk action: what is done with it, judged again at this moment, and what the undo would put back?
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { holdOrder } from "../orders/hold-order.server.ts";
import { holdAgain, letHoldsGo } from "../orders/let-hold-go.server.ts";
import { saveChosenSupplier } from "../orders/store.server.ts";
import { releaseHold } from "../supplier-orders/release-hold.server.ts";
import { releaseSupplierOrders, type Released } from "../supplier-orders/release-supplier-orders.server.ts";
import { findSupplierOrder } from "../supplier-orders/store.server.ts";
import { takeBackRelease } from "../supplier-orders/take-back-release.server.ts";
import { voidDraft } from "../supplier-orders/void-drafts.server.ts";
import { draftsToVoid, skip, staying, whySkip, type BulkAction, type ItemMemory, type OrderFacts, type Question, type Skip } from "./bulk-action.ts";

export type Performed = {
  readonly skip: Skip | null;
  readonly memory: ItemMemory;
  readonly submit?: readonly Released[];
  readonly route?: boolean;
};

export type OrderWork = {
  readonly action: BulkAction;
  readonly question: Question;
  readonly facts: OrderFacts | undefined;
  readonly memory: ItemMemory;
  readonly at: Date;
};

const skipped = (why: Skip, memory: ItemMemory = {}): Performed => ({ skip: why, memory });

/** The caller holds the order's lock. */
export async function performOnOrder(tx: ShopTransaction, work: OrderWork): Promise<Performed> {
  const { action, facts, question } = work;
  if (!facts) return skipped(skip("bulk.skip.gone"));
  if (action.params.undoes !== undefined && action.kind === "SEND") return await takeBack(tx, facts.id, work.memory);
  if (action.params.undoes !== undefined && action.kind === "ASSIGN") return await assignBack(tx, facts, work);
  if (action.params.undoes !== undefined && action.kind === "LET_GO") return await takeWordBack(tx, facts, work);
  const why = whySkip(facts, question);
  return why ? skipped(why) : await acts[question.kind](tx, facts, work);
}

type Perform = (tx: ShopTransaction, facts: OrderFacts, work: OrderWork) => Promise<Performed>;
const byOf = ({ action, at }: OrderWork) => ({ name: action.createdBy, at });

const acts: Readonly<Record<Question["kind"], Perform>> = {
  SEND: (tx, facts, work) => send(tx, facts, byOf(work)),
  ASSIGN: (tx, facts, work) => assign(tx, facts, work),
  LET_GO: (tx, facts, work) => letGo(tx, facts, work),
  HOLD: async (tx, facts, { action, memory, at }) => {
    await holdOrder(tx, facts.id, { at, by: action.createdBy, note: memory.note ?? action.params.note ?? "" });
    return { skip: null, memory: {} };
  },
  RELEASE: async (tx, facts, work) => {
    const held = await tx.db.order.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: facts.id } }, select: { heldByMerchantNote: true } });
    await releaseHold(tx, facts.id, byOf(work));
    return { skip: null, memory: { note: held?.heldByMerchantNote ?? "" }, route: true };
  },
};

async function letGo(tx: ShopTransaction, facts: OrderFacts, work: OrderWork): Promise<Performed> {
  const holdIds = facts.holds.filter(({ code }) => code === work.action.params.holdCode).map(({ id }) => id);
  return { skip: null, memory: { holdIds: await letHoldsGo(tx, facts.id, { holdIds, by: byOf(work) }) }, route: true };
}

async function takeWordBack(tx: ShopTransaction, facts: OrderFacts, work: OrderWork): Promise<Performed> {
  if (facts.open.length === 0) return skipped(skip("bulk.skip.already_gone"));
  const stands = await holdAgain(tx, facts.id, { holdIds: work.memory.holdIds ?? [], by: byOf(work) });
  return stands === 0 ? skipped(skip("bulk.skip.changed_since")) : { skip: null, memory: {} };
}

async function send(tx: ShopTransaction, facts: OrderFacts, by: { name: string; at: Date }): Promise<Performed> {
  const submit = await releaseSupplierOrders(tx, facts.drafts.filter((draft) => !draft.isReleased).map((draft) => draft.id), by);
  return { skip: null, memory: { supplierOrderIds: submit.map((one) => one.supplierOrderId) }, submit };
}

async function takeBack(tx: ShopTransaction, orderId: string, memory: ItemMemory): Promise<Performed> {
  const ids = memory.supplierOrderIds ?? [];
  const taken = await takeBackRelease(tx, orderId, ids);
  const gone = ids.length - taken;
  return taken === 0 ? skipped(skip("bulk.skip.already_gone"), { gone }) : { skip: null, memory: { gone } };
}

/** Drafts of others that hold what the chosen supplier ships are given up; the rest of the order stays as it is. */
async function assign(tx: ShopTransaction, facts: OrderFacts, { action, question, at }: OrderWork): Promise<Performed> {
  const stay = staying(facts, question);
  await chooseSupplier(tx, facts, { supplierId: action.params.supplierId ?? null, name: action.params.supplierName ?? "", by: action.createdBy, at });
  await voidAll(tx, draftsToVoid(facts, question), at);
  return { skip: null, memory: { chosenSupplierId: facts.chosenSupplierId, ...(stay.length > 0 ? { stay } : {}) }, route: true };
}

async function assignBack(tx: ShopTransaction, facts: OrderFacts, { action, memory, at }: OrderWork): Promise<Performed> {
  if (facts.chosenSupplierId !== (action.params.supplierId ?? null)) return skipped(skip("bulk.skip.changed_since"));
  if (facts.open.length === 0) return skipped(skip("bulk.skip.nothing_waits"));
  await chooseSupplier(tx, facts, { supplierId: memory.chosenSupplierId ?? null, name: "", by: action.createdBy, at });
  // What was one draft before becomes one again: unsent drafts of all suppliers are decided about together.
  await voidAll(tx, facts.drafts.filter((draft) => draft.supplierId === action.params.supplierId || !draft.isReleased).map((draft) => draft.id), at);
  return { skip: null, memory: {}, route: true };
}

type Choice = { supplierId: string | null; name: string; by: string; at: Date };

async function chooseSupplier(tx: ShopTransaction, { id }: OrderFacts, { supplierId, name, by, at }: Choice): Promise<void> {
  await saveChosenSupplier(tx, id, supplierId);
  await recordActivity(tx, {
    subject: "order", subjectId: id, orderId: id, actor: { kind: "STAFF", name: by }, at,
    code: supplierId === null || name === "" ? "supplier_choice_undone" : "supplier_chosen", params: { supplier: name },
  });
}

async function voidAll(tx: ShopTransaction, ids: readonly string[], at: Date): Promise<void> {
  for (const id of ids) {
    const draft = await findSupplierOrder(tx, id);
    if (draft?.state === "DRAFT") await voidDraft(tx, draft, { at, why: "supplier_chosen" });
  }
}
