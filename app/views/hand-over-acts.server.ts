// What a person does with a sheet: it was handed over, that was a mistake, or one order must not go out with it.
import { z } from "zod";
import type { ShopTransaction } from "../platform/db.server.ts";
import { routeOrder } from "../routing/route-order.server.ts";
import { handOverBatch, handOverWays, takeBackBatch, takeOutOfSheet } from "../supplier-orders/hand-over-batch.server.ts";
import { done, failed } from "./answer.ts";
import { textOf, textsOf } from "./form.ts";
import type { Act, By } from "./open-shop-page.server.ts";

export async function actOnSheet(tx: ShopTransaction, form: FormData, by: By): Promise<Act> {
  const intent = textOf(form, "intent");
  if (intent === "take-out") return await takeOut(tx, idOf(form, "supplierOrderId"), by);
  const batchId = idOf(form, "batchId");
  if (batchId === undefined) return { answer: failed("handover.gone"), jobs: [] };
  return { answer: intent === "take-back" ? await takeBack(tx, batchId, by) : await handOver(tx, form, { batchId, by }), jobs: [] };
}

async function handOver(tx: ShopTransaction, form: FormData, { batchId, by }: { batchId: string; by: By }) {
  const as = handOverWays.find((one) => one === textOf(form, "as")) ?? "other";
  const result = await handOverBatch(tx, { batchId, seen: textsOf(form, "orders"), as, by });
  if (result.kind !== "handed_over") return failed(`handover.${result.kind}`);
  return result.later > 0 ? done("handover.done_with_later", { orders: result.orders, later: result.later }) : done("handover.done", { orders: result.orders });
}

async function takeBack(tx: ShopTransaction, batchId: string, by: By) {
  const result = await takeBackBatch(tx, batchId, by);
  if (result.kind === "taken_back") return done("handover.taken_back", { orders: result.orders });
  return result.kind === "answered" ? failed("handover.answered", { orders: result.orders }) : failed("handover.gone");
}

async function takeOut(tx: ShopTransaction, supplierOrderId: string | undefined, by: By): Promise<Act> {
  const taken = supplierOrderId === undefined ? undefined : await takeOutOfSheet(tx, supplierOrderId, by);
  if (!taken) return { answer: failed("handover.not_in_sheet"), jobs: [] };
  return { answer: done("handover.taken_out"), jobs: [{ step: routeOrder.name, input: { shopId: tx.shopId, orderId: taken.orderId } }] };
}

function idOf(form: FormData, name: string): string | undefined {
  const id = textOf(form, name);
  return z.uuid().safeParse(id).success ? id : undefined;
}
