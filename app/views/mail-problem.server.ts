// A person says what became of a mail: it arrived, or the same one is to be sent again.
import { recordActivity } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { NextJob } from "../platform/step.ts";
import type { Problem } from "../problems/problem.ts";
import { resolveProblem } from "../problems/store.server.ts";
import { findSupplierOrder } from "../supplier-orders/store.server.ts";
import { submitSupplierOrder } from "../supplier-orders/submit-supplier-order.server.ts";
import type { SupplierOrder } from "../supplier-orders/supplier-order.ts";
import { writeAgain } from "../supplier-orders/write-again.server.ts";
import { done, failed } from "./answer.ts";
import { mailVerdicts, type MailVerdict } from "./mail-problem.ts";
import type { Act, By } from "./open-shop-page.server.ts";

export const mailVerdictIn = (intent: string): MailVerdict | undefined => mailVerdicts.find((verdict) => intent === `mail_${verdict}`);

/** Run twice: the problem is settled by the first click, and the second finds it gone. */
export async function actOnMailProblem(tx: ShopTransaction, problem: Problem, { says, by }: { says: MailVerdict; by: By }): Promise<Act> {
  const supplierOrder = problem.supplierOrderId ? await findSupplierOrder(tx, problem.supplierOrderId) : undefined;
  if (!supplierOrder) return { answer: failed("problems.gone"), jobs: [] };
  await resolveProblem(tx, problem.id, by.name);
  await recordActivity(tx, {
    subject: "supplier_order", subjectId: supplierOrder.id, orderId: supplierOrder.orderId, actor: { kind: "STAFF", name: by.name }, at: by.at,
    code: says === "repeat" ? "mail_repeat_asked" : "mail_said_to_have_arrived",
  });
  return { answer: done(says === "repeat" ? "problems.retry.done" : "problems.close.done"), jobs: await jobsFor(tx, supplierOrder, says) };
}

async function jobsFor(tx: ShopTransaction, { id: supplierOrderId, orderId, state, attempt }: SupplierOrder, says: MailVerdict): Promise<NextJob[]> {
  const about = { shopId: tx.shopId, orderId, supplierOrderId };
  if (state === "UNKNOWN") return [{ step: submitSupplierOrder.name, input: { ...about, verdict: { says, attempt } }, key: supplierOrderId }];
  if (says !== "repeat") return [];
  const number = await tx.db.supplierMail.count({ where: { supplierOrderId, kind: "ORDER" } });
  return [{ step: writeAgain.name, input: { ...about, kind: "repeat", number }, key: supplierOrderId }];
}
