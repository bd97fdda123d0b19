// A person has looked at the reply: what he chose becomes notices of shipment and refusals, as if the supplier had a system.
// The number names the shipment within its order, so that pasting the same reply twice records it once.
import { normalizeNumber } from "../carriers/number.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { NextJob } from "../platform/step.ts";
import type { OrderToShip } from "../shipments/plan-reply.ts";
import { recordShipment } from "../shipments/record-shipment.server.ts";
import { refuseSupplierOrder } from "../supplier-orders/refuse-supplier-order.server.ts";
import { canMove } from "../supplier-orders/supplier-order.ts";
import type { ShipmentNotice } from "../suppliers/connector.ts";
import { done, failed, refused, type Said } from "./answer.ts";
import { textOf } from "./form.ts";
import type { Act } from "./open-shop-page.server.ts";
import { loadOrdersToShip } from "./reply-orders.server.ts";
import { decisionsSchema, type Decision } from "./reply-preview.ts";

type Chosen = { readonly order: OrderToShip & { readonly orderId: string; readonly supplierId: string; readonly reference: string }; readonly decisions: readonly Decision[] };

export async function recordReply(tx: ShopTransaction, form: FormData): Promise<Act> {
  const decisions = readDecisions(textOf(form, "decisions"));
  if (!decisions) return { answer: failed("reply.nothing_chosen"), jobs: [] };
  const pasted = textOf(form, "text");
  const chosen = await groupByOrder(tx, decisions);
  const errors = Object.fromEntries([...decisions.flatMap((one) => strangers(one, pasted)), ...chosen.flatMap(complaintsAbout), ...missing(decisions, chosen)]);
  if (Object.keys(errors).length > 0) return { answer: refused(errors), jobs: [] };
  const jobs: NextJob[] = [];
  for (const one of chosen) jobs.push(...(await toJobs(tx, one)));
  const parcels = decisions.filter(({ kind }) => kind === "parcel").length;
  return { answer: done("reply.recorded", { parcels, refusals: decisions.length - parcels }), jobs };
}

function readDecisions(json: string): Decision[] | undefined {
  try {
    return decisionsSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

async function groupByOrder(tx: ShopTransaction, decisions: readonly Decision[]): Promise<Chosen[]> {
  const ids = [...new Set(decisions.map(({ supplierOrderId }) => supplierOrderId))];
  const rows = await tx.db.supplierOrder.findMany({ where: { id: { in: ids } }, select: { id: true, orderId: true, supplierId: true, reference: true } });
  const open = new Map((await loadOrdersToShip(tx, { text: "", supplierId: null })).map((order) => [order.supplierOrderId, order]));
  return rows.flatMap((row) => {
    const order = open.get(row.id);
    return order ? [{ order: { ...order, ...row }, decisions: decisions.filter(({ supplierOrderId }) => supplierOrderId === row.id) }] : [];
  });
}

type Complaint = [string, Said];

/** A line that was not in what was pasted is none of the supplier's words. */
const strangers = ({ key, text }: Decision, pasted: string): Complaint[] => (pasted.includes(text) ? [] : [[key, { code: "reply.not_pasted" }]]);

const missing = (decisions: readonly Decision[], chosen: readonly Chosen[]): Complaint[] =>
  decisions.filter(({ supplierOrderId }) => !chosen.some(({ order }) => order.supplierOrderId === supplierOrderId)).map(({ key }) => [key, { code: "reply.order_closed" }]);

function complaintsAbout({ order, decisions }: Chosen): Complaint[] {
  const parcels = decisions.filter((one) => one.kind === "parcel");
  const refusals = decisions.filter((one) => one.kind === "refusal");
  const all = (code: Said["code"], of: readonly Decision[] = decisions): Complaint[] => of.map(({ key }) => [key, { code, params: { order: order.orderName } }]);
  if (refusals.length > 0 && !canMove(order.state, "REFUSED")) return all("reply.refusal_too_late", refusals);
  if (refusals.length > 0 && parcels.length > 0) return all("reply.shipped_and_refused");
  if (new Set(parcels.map(({ number }) => normalizeNumber(number))).size < parcels.length) return all("reply.same_number", parcels);
  const open = parcels.filter(({ lines }) => lines.length === 0);
  if (parcels.length > 1 && open.length > 0) return all("reply.say_what_is_in_it", open);
  return order.lines.some((line) => packsOf(parcels, line.lineReference) > line.left) ? all("reply.more_than_left", parcels) : [];
}

const packsOf = (parcels: readonly Extract<Decision, { kind: "parcel" }>[], lineReference: string): number =>
  parcels.flatMap(({ lines }) => lines).filter((line) => line.lineReference === lineReference).reduce((sum, { quantity }) => sum + quantity, 0);

/** Each order keeps only what was said of it, so that its buyer's data can go without the neighbors'. */
async function toJobs(tx: ShopTransaction, { order, decisions }: Chosen): Promise<NextJob[]> {
  const { orderId, supplierOrderId, supplierId, reference } = order;
  const request = [...new Set(decisions.map(({ text }) => text))].join("\n");
  const messageId = await keepMessage(tx, { direction: "IN", channel: "SUPPLIER", title: "reply", orderId, supplierOrderId, request });
  return decisions.map((decision): NextJob => {
    if (decision.kind === "refusal") {
      return { step: refuseSupplierOrder.name, input: { shopId: tx.shopId, orderId, supplierOrderId, code: decision.code, message: decision.text, messageId } };
    }
    return { step: recordShipment.name, input: { shopId: tx.shopId, supplierId, messageId, notice: toNotice(reference, decision) } };
  });
}

function toNotice(reference: string, { number, company, lines }: Extract<Decision, { kind: "parcel" }>): ShipmentNotice {
  return {
    reference, shipmentReference: `reply:${normalizeNumber(number)}`, problems: [],
    parcels: [{ trackingNumber: number.trim(), company: company ?? undefined, lines }],
  };
}
