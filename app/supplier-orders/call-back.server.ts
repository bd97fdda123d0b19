// A person's word about what a supplier has: call it back, ask no more, or this is what he answered.
import { holdOrder } from "../orders/hold-order.server.ts";
import { findOrder } from "../orders/store.server.ts";
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Signer } from "../platform/signer.server.ts";
import { isLive } from "./change-request.ts";
import { findChange, moveChange } from "./change-store.server.ts";
import { loadGivenOrders } from "./load-given-orders.server.ts";
import { calledBack, recallOf } from "./plan-changes.ts";
import { createAndTell } from "./plan-changes.server.ts";
import { settleChange, type ChangeVerdict } from "./settle-change.server.ts";
import { noteChange, settleTold } from "./tell-change.server.ts";

type Tools = { readonly sealer: Sealer; readonly signer: Signer };
type By = { readonly name: string; readonly at: Date };

/** The order waits from then on, so that what comes back is not sent anew. False: there is nothing that he still has to ship. */
export async function callBack(tx: ShopTransaction, { signer }: Pick<Tools, "signer">, { orderId, supplierOrderId, by }: { orderId: string; supplierOrderId: string; by: By }): Promise<boolean> {
  await lockOrder(tx, orderId);
  const before = await findOrder(tx, orderId);
  const given = before ? await loadGivenOrders(tx, signer, before) : [];
  const one = given.find(({ supplierOrder }) => supplierOrder.id === supplierOrderId);
  if (!before || !one || one.given.requests.some((request) => isLive(request) && request.reason.code === calledBack)) return false;
  const isHeld = before.hold !== null || (await holdOrder(tx, orderId, { at: by.at, by: by.name, note: "" }));
  const [change] = recallOf(one.given, { reason: { code: calledBack, params: { name: by.name, held: isHeld ? "yes" : "no" } }, createdBy: by.name });
  if (!change) return false;
  for (const request of one.given.requests.filter((old) => old.kind !== "RECEIVER" && (old.state === "OPEN" || old.state === "ASKED"))) {
    await moveChange(tx, { from: request, to: "WITHDRAWN", answer: { code: "change.replaced", params: {}, by: by.name, at: by.at } });
    await settleTold(tx, request, by.name);
  }
  await createAndTell(tx, { now: () => by.at }, { change, order: before, given });
  const { supplier } = await tx.db.supplierOrder.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: supplierOrderId } }, select: { supplier: { select: { name: true } } } });
  await recordActivity(tx, {
    subject: "supplier_order", subjectId: supplierOrderId, orderId, actor: { kind: "STAFF", name: by.name }, at: by.at, code: "called_back", params: { supplier: supplier.name },
  });
  return true;
}

/** What a person knows of the answer counts, also where the question's own fate is unknown. False: it is answered already. */
export async function settleByHand(tx: ShopTransaction, tools: Tools, { orderId, changeId, as, by }: { orderId: string; changeId: string; as: ChangeVerdict["as"]; by: By }): Promise<boolean> {
  await lockOrder(tx, orderId);
  const request = await findChange(tx, changeId);
  if (request?.orderId !== orderId || !isLive(request) || request.state === "SENDING") return false;
  return await settleChange(tx, tools, { request, verdict: { as, by: by.name, actor: { kind: "STAFF", name: by.name }, at: by.at } });
}

/** Only what a person has called back: what follows from the order itself would be asked again at once. */
export async function askNoMore(tx: ShopTransaction, { orderId, changeId, by }: { orderId: string; changeId: string; by: By }): Promise<boolean> {
  await lockOrder(tx, orderId);
  const request = await findChange(tx, changeId);
  if (request?.orderId !== orderId || request.reason.code !== calledBack || (request.state !== "OPEN" && request.state !== "ASKED")) return false;
  if (!(await moveChange(tx, { from: request, to: "WITHDRAWN", answer: { code: "change.not_needed", params: {}, by: by.name, at: by.at } }))) return false;
  await noteChange(tx, request, { code: "change_withdrawn", at: by.at, actor: { kind: "STAFF", name: by.name } });
  await settleTold(tx, request, by.name);
  return true;
}
