// The supplier answers on its page: it takes the order or not, and says what it shipped. Each act counts once, however often
// it is clicked; what was typed is kept as it came. Parcels are recorded by the same step as any other supplier's.
import { recordActivity, type Actor } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Queue } from "../platform/queue.server.ts";
import { resolveProblems } from "../problems/store.server.ts";
import { saveAcceptance, saveRefusal, type Sending } from "../supplier-orders/save-answer.server.ts";
import { findChange } from "../supplier-orders/change-store.server.ts";
import { settleChange } from "../supplier-orders/settle-change.server.ts";
import { settledByAnswer } from "../supplier-orders/no-answer.ts";
import { findSupplierOrder } from "../supplier-orders/store.server.ts";
import { getSupplierForCalling } from "../suppliers/store.server.ts";
import { mayAct, type Desk, type DeskAct, type DeskError } from "./desk.ts";
import { loadDesk, shipTitle } from "./load-desk.server.ts";
import type { DeskTools, OpenedDesk } from "./open-desk.server.ts";
import { readAcceptance, readNumber, readRefusal, readShipment } from "./read-desk-form.ts";

type Tools = DeskTools & { readonly queue: Queue };
type Opened = Extract<OpenedDesk, { kind: "open" }>;

/** not_now: it was answered, shipped or cancelled meanwhile; the page shows how it stands. */
export type DeskOutcome = { readonly kind: "done" } | { readonly kind: "not_now" } | { readonly kind: "refused"; readonly error: DeskError };

export async function actOnDesk(tools: Tools, { shopId, desk }: Opened, given: { act: DeskAct; form: URLSearchParams }): Promise<DeskOutcome> {
  return await tools.database.inShop(shopId, async (tx) => {
    await lockOrder(tx, desk.orderId);
    const fresh = await loadDesk(tx, tools.sealer, desk.supplierOrderId);
    if (!fresh) return { kind: "not_now" };
    if (isDoneAlready(fresh, given)) return { kind: "done" };
    if (!mayAct(fresh, given.act)) return { kind: "not_now" };
    return await acts[given.act](tx, tools, { desk: fresh, form: given.form });
  });
}

/** The second click of a double click, or a page that was sent again. */
function isDoneAlready({ state, parcels }: Desk, { act, form }: { act: DeskAct; form: URLSearchParams }): boolean {
  if (act === "change") return false;
  if (act === "accept") return state === "ACCEPTED" || state === "PARTLY_SHIPPED" || state === "SHIPPED";
  if (act === "refuse") return state === "REFUSED";
  const number = readNumber(form);
  const parcel = number.kind === "value" ? parcels.find((one) => one.number.toUpperCase() === number.value.toUpperCase()) : undefined;
  if (act === "correct") return parcel !== undefined;
  return parcel !== undefined && parcel.lines.every(({ lineReference, quantity }) => form.get(`quantity.${lineReference}`)?.trim() === String(quantity));
}

type Given = { readonly desk: Desk; readonly form: URLSearchParams };
type DoAct = (tx: ShopTransaction, tools: Tools, given: Given) => Promise<DeskOutcome>;

const acts: Readonly<Record<DeskAct, DoAct>> = { accept, refuse, ship, correct, change: answerChange };

const keep = (tx: ShopTransaction, { desk, form }: Given, title: string): Promise<string> =>
  keepMessage(tx, { direction: "IN", channel: "SUPPLIER", title, orderId: desk.orderId, supplierOrderId: desk.supplierOrderId, request: form.toString() });

async function sendingOf(tx: ShopTransaction, tools: Tools, desk: Desk): Promise<Sending | undefined> {
  const supplierOrder = await findSupplierOrder(tx, desk.supplierOrderId);
  return supplierOrder && { supplierOrder, supplier: await getSupplierForCalling(tx, tools.sealer, desk.supplierId) };
}

const actorOf = (desk: Desk): Actor => ({ kind: "SUPPLIER", name: desk.supplierName });

async function accept(tx: ShopTransaction, tools: Tools, given: Given): Promise<DeskOutcome> {
  const read = readAcceptance(given.form);
  if (read.kind === "refused") return read;
  const sending = await sendingOf(tx, tools, given.desk);
  const supplierReference = read.value || given.desk.request.identity.reference;
  if (!sending || !(await saveAcceptance(tx, sending, { acceptance: { supplierReference, lines: [] }, at: tools.now() }))) return { kind: "not_now" };
  return await told(tx, tools, { ...given, code: "supplier_order_accepted", params: { supplier: given.desk.supplierName, reference: supplierReference }, title: "desk accept" });
}

async function refuse(tx: ShopTransaction, tools: Tools, given: Given): Promise<DeskOutcome> {
  const { desk, form } = given;
  const read = readRefusal(form, desk);
  if (read.kind === "refused") return read;
  const { reason, text, lines } = read.value;
  const sending = await sendingOf(tx, tools, desk);
  if (!sending) return { kind: "not_now" };
  const at = tools.now();
  const answers = lines.map((lineReference) => ({ lineReference, answer: "refused" as const, code: reason, ...(text === "" ? {} : { message: text }) }));
  const saved = lines.length === 0
    ? await saveRefusal(tx, sending, { refusal: { kind: "refused", code: reason, params: { message: text }, lines: [] }, at })
    : await saveAcceptance(tx, sending, { acceptance: { supplierReference: desk.request.identity.reference, lines: answers }, at });
  if (!saved) return { kind: "not_now" };
  const params = { supplier: desk.supplierName, code: reason, message: text, lines: lines.length, reference: desk.request.identity.reference };
  // What is refused goes to the next offer, as after any refusal.
  await tools.queue.enqueue(tx, [{ step: "route-order", input: { shopId: tx.shopId, orderId: desk.orderId } }]);
  return await told(tx, tools, { ...given, code: lines.length === 0 ? "supplier_order_refused" : "supplier_desk_refused_lines", params, title: "desk refuse" });
}

type Told = Given & { readonly code: string; readonly params: Record<string, string | number>; readonly title: string };

async function told(tx: ShopTransaction, tools: Tools, { desk, form, code, params, title }: Told): Promise<DeskOutcome> {
  const messageId = await keep(tx, { desk, form }, title);
  await resolveProblems(tx, settledByAnswer(desk.supplierOrderId), "supplier");
  const happening = { subject: "supplier_order", subjectId: desk.supplierOrderId, orderId: desk.orderId, actor: actorOf(desk), params, messageId, at: tools.now() };
  await recordActivity(tx, { ...happening, code });
  return { kind: "done" };
}

/** Its number and content name the shipment: the same parcel entered twice is one. */
async function ship(tx: ShopTransaction, tools: Tools, given: Given): Promise<DeskOutcome> {
  const { desk, form } = given;
  const read = readShipment(form, desk);
  if (read.kind === "refused") return read;
  const { number, company, lines } = read.value;
  const messageId = await keep(tx, given, shipTitle);
  const shipmentReference = `desk ${number.toUpperCase()} ${lines.map(({ lineReference, quantity }) => `${lineReference}x${quantity}`).join(",")}`;
  const notice = {
    reference: desk.request.identity.reference, shipmentReference, problems: [],
    parcels: [{ trackingNumber: number, lines, ...(company === "" ? {} : { company }) }],
  };
  await resolveProblems(tx, settledByAnswer(desk.supplierOrderId), "supplier");
  await tools.queue.enqueue(tx, [{ step: "record-shipment", input: { shopId: tx.shopId, supplierId: desk.supplierId, messageId, notice } }]);
  return { kind: "done" };
}

async function correct(tx: ShopTransaction, tools: Tools, given: Given): Promise<DeskOutcome> {
  const { desk, form } = given;
  const parcel = desk.parcels.find((one) => one.canCorrect && one.id !== null && one.id === form.get("parcel"));
  if (!parcel?.id) return { kind: "not_now" };
  const number = readNumber(form);
  if (number.kind === "refused") return number;
  const messageId = await keep(tx, given, "desk correct");
  await tools.queue.enqueue(tx, [{ step: "correct-parcel-number", input: { shopId: tx.shopId, orderId: desk.orderId, parcelId: parcel.id, from: parcel.number, to: number.value, messageId }, key: parcel.id }]);
  return { kind: "done" };
}

const changeVerdicts: Readonly<Record<string, "ACCEPTED" | "REFUSED" | "TOO_LATE">> = { agree: "ACCEPTED", refuse: "REFUSED", too_late: "TOO_LATE" };
const longestText = 500;

/** What the order still wants is looked at anew, whatever the answer is. */
async function answerChange(tx: ShopTransaction, tools: Tools, given: Given): Promise<DeskOutcome> {
  const { desk, form } = given;
  const request = desk.changes.some(({ id }) => id === form.get("change")) ? await findChange(tx, form.get("change") ?? "") : undefined;
  const as = changeVerdicts[form.get("says") ?? ""];
  if (!request || !as) return { kind: "not_now" };
  const messageId = await keep(tx, given, "desk change");
  const text = (form.get("text") ?? "").replaceAll("\u0000", "").trim().slice(0, longestText);
  const verdict = { as, by: "supplier", actor: actorOf(desk), at: tools.now(), text, messageId };
  if (!(await settleChange(tx, tools, { request, verdict }))) return { kind: "not_now" };
  await tools.queue.enqueue(tx, [{ step: "route-order", input: { shopId: tx.shopId, orderId: desk.orderId } }]);
  return { kind: "done" };
}
