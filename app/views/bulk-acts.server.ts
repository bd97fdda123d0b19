// One click on many orders: what would it do, begin it, and take it back. The work itself is the worker's, a few at a time.
import { staying, undoKindOf, whySkip, type BulkKind, type BulkParams, type ItemMemory, type OrderFacts, type OrderKind, type Question } from "../bulk-actions/bulk-action.ts";
import { loadFacts, loadQuestion } from "../bulk-actions/load-facts.server.ts";
import { runBulkAction } from "../bulk-actions/run-bulk-action.server.ts";
import { createBulkAction, findBulkAction, listDoneItems, markUndone } from "../bulk-actions/store.server.ts";
import type { Merchant } from "../merchants/merchant.ts";
import { mayLetGo } from "../orders/order-holds.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { NextJob } from "../platform/step.ts";
import { done, failed } from "./answer.ts";
import type { BulkPreview, SkippedGroup } from "./bulk-page.ts";
import { textOf, textsOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";
import { readOrdersQuery } from "./orders-page.ts";
import { findOrderIds } from "./orders-page.server.ts";

const mostItems = 20_000;
const factsAtOnce = 1_000;
const namesShown = 5;
const longestNote = 500;

export type Clicked = { readonly merchant: Merchant; readonly by: By };

/** The ticked rows, or all that match the query that the page shows. */
async function selectionOf(tx: ShopTransaction, form: FormData, { merchant, by }: Clicked): Promise<string[]> {
  if (textOf(form, "all") !== "true") return [...new Set(textsOf(form, "orderId").filter((id) => /^[\da-f-]{36}$/i.test(id)))].slice(0, mostItems + 1);
  const query = readOrdersQuery(new URLSearchParams(textOf(form, "search")));
  return await findOrderIds(tx, { merchant, query, now: by.at }, { take: mostItems + 1 });
}

const orderKinds = ["SEND", "HOLD", "RELEASE", "ASSIGN", "LET_GO"] as const satisfies readonly OrderKind[];
const kindOf = (form: FormData): OrderKind | undefined => orderKinds.find((kind) => kind === textOf(form, "kind"));

type Chosen = { readonly kind: OrderKind; readonly params: BulkParams; readonly orderIds: readonly string[] };

/** What a form asks for, or why it cannot be. */
async function readChoice(tx: ShopTransaction, form: FormData, clicked: Clicked): Promise<Chosen | ReturnType<typeof failed>> {
  const kind = kindOf(form);
  const orderIds = await selectionOf(tx, form, clicked);
  if (!kind || orderIds.length === 0) return failed("bulk.nothing_selected");
  if (orderIds.length > mostItems) return failed("bulk.too_many", { most: mostItems });
  if (kind === "HOLD") return { kind, orderIds, params: { note: textOf(form, "note").slice(0, longestNote) } };
  if (kind === "LET_GO") return mayLetGo(textOf(form, "holdCode")) ? { kind, orderIds, params: { holdCode: textOf(form, "holdCode") } } : failed("bulk.choose_hold");
  if (kind !== "ASSIGN") return { kind, orderIds, params: {} };
  const supplier = await tx.db.supplier.findFirst({ where: { id: { in: textsOf(form, "supplierId").filter((id) => /^[\da-f-]{36}$/i.test(id)) }, isActive: true } });
  return supplier ? { kind, orderIds, params: { supplierId: supplier.id, supplierName: supplier.name } } : failed("bulk.choose_supplier");
}

export async function previewBulk(tx: ShopTransaction, form: FormData, clicked: Clicked): Promise<BulkPreview> {
  const choice = await readChoice(tx, form, clicked);
  if (!("orderIds" in choice)) return choice.kind === "failed" ? choice : { kind: "failed", code: "bulk.nothing_selected" };
  const question = await loadQuestion(tx, choice.kind, choice.params);
  const skipped = new Map<string, SkippedGroup>();
  const stays: { name: string; titles: string }[] = [];
  let will = 0;
  for (let from = 0; from < choice.orderIds.length; from += factsAtOnce) {
    const ids = choice.orderIds.slice(from, from + factsAtOnce);
    const facts = await loadFacts(tx, ids);
    for (const id of ids) {
      const order = facts.get(id);
      const isDone = countSkip(skipped, order, question);
      if (isDone) will += 1;
      if (isDone && order && choice.kind === "ASSIGN") stays.push(...stayOf(order, question));
    }
  }
  return { kind: "preview", items: choice.orderIds.length, will, skipped: [...skipped.values()], staying: stays.slice(0, namesShown) };
}

function stayOf(order: OrderFacts, question: Question): { name: string; titles: string }[] {
  const titles = staying(order, question);
  return titles.length > 0 ? [{ name: order.name, titles: [...new Set(titles)].join(", ") }] : [];
}

function countSkip(groups: Map<string, SkippedGroup>, order: OrderFacts | undefined, question: Question): boolean {
  const why = whySkip(order, question);
  if (!why) return true;
  const group = groups.get(why.code) ?? { reason: why, items: 0, names: [] };
  groups.set(why.code, { ...group, items: group.items + 1, names: [...group.names, order?.name ?? ""].slice(0, namesShown) });
  return false;
}

/** Clicked twice: two actions, of which the second finds nothing left to do, item by item. */
export async function startBulk(tx: ShopTransaction, form: FormData, clicked: Clicked): Promise<Act> {
  const choice = await readChoice(tx, form, clicked);
  if (!("orderIds" in choice)) return { answer: choice, jobs: [] };
  const { kind, params, orderIds } = choice;
  return await begin(tx, { kind, params, by: clicked.by, items: orderIds.map((subjectId) => ({ subjectId })) });
}

type Begun = { readonly kind: BulkKind; readonly params: BulkParams; readonly by: By; readonly items: readonly { subjectId: string; memory?: ItemMemory }[] };

export async function begin(tx: ShopTransaction, { kind, params, by, items }: Begun): Promise<Act> {
  const bulkActionId = await createBulkAction(tx, { kind, params, by, items });
  const job: NextJob = { step: runBulkAction.name, input: { shopId: tx.shopId, bulkActionId }, key: bulkActionId };
  return { answer: done("bulk.started", { items: items.length }), jobs: [job] };
}

/** Clicked twice: the second is told that it is undone already. */
export async function undoBulk(tx: ShopTransaction, id: string, by: By): Promise<Act> {
  const action = /^[\da-f-]{36}$/i.test(id) ? await findBulkAction(tx, id) : undefined;
  if (!action?.finishedAt || action.params.undoes !== undefined) return { answer: failed("bulk.cannot_undo"), jobs: [] };
  const items = await listDoneItems(tx, action.id);
  if (items.length === 0) return { answer: failed("bulk.cannot_undo"), jobs: [] };
  if (!(await markUndone(tx, action.id, by.at))) return { answer: failed("bulk.undone_already"), jobs: [] };
  const { note: _, ...params } = action.params;
  return await begin(tx, {
    kind: undoKindOf[action.kind], params: { ...params, undoes: action.id }, by,
    items: items.map(({ subjectId, memory }) => ({ subjectId, memory })),
  });
}
