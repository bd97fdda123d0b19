// A supplier who has the order is asked to change it, never twice by accident: the intent is saved before calling out, and an
// answer that never came is looked up before anything is sent again. Where no machine can ask, a person does.
import { z } from "zod";
import type { SavedOrder } from "../orders/order.ts";
import { findOrder } from "../orders/store.server.ts";
import { system, type Actor } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { patientPolicy, type CrashSeam, type Save, type Step } from "../platform/step.ts";
import type { ChangeMessage } from "../suppliers/change-message.ts";
import type { Abilities } from "../suppliers/connector.ts";
import { kindsInReceiver } from "../suppliers/disclosed-kinds.ts";
import { openConnection } from "../suppliers/open-connection.server.ts";
import { getConnector } from "../suppliers/registry.server.ts";
import { getSupplierForCalling, type OpenSupplier } from "../suppliers/store.server.ts";
import { askChange, type AskChangeTools, type AskedChange } from "./ask-change.server.ts";
import { loadChangeMessage } from "./change-message.server.ts";
import { isLive, type ChangeRequest } from "./change-request.ts";
import { findChange, moveChange, noteLeftToPerson } from "./change-store.server.ts";
import { listDisclosures, recordDisclosure } from "./disclosure-store.server.ts";
import { forgetLetter, noteWritten, openLetter, type Letter, type LetterTools } from "./letter.server.ts";
import { settleChange, type ChangeVerdict } from "./settle-change.server.ts";
import { findSupplierOrder } from "./store.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";
import { noteChange, tellChange } from "./tell-change.server.ts";

type Tools = AskChangeTools & LetterTools & { readonly database: Database; readonly sealer: Sealer; readonly crash?: CrashSeam };
const inputSchema = z.object({ shopId: z.string(), orderId: z.uuid(), supplierOrderId: z.uuid(), changeId: z.uuid(), repeat: z.boolean().optional() });
type Input = z.infer<typeof inputSchema>;

export type SendChangeOutcome = { readonly orderId: string; readonly supplierOrderId: string; readonly changeId: string } & (
  | { readonly kind: "settled"; readonly wasAccepted: boolean }
  | { readonly kind: "asked" | "unknown"; readonly attempt: number; readonly canLookUp: boolean }
  | { readonly kind: "asks_person" | "nothing_to_do" }
);

type Sending = {
  readonly kind: "sending"; readonly request: ChangeRequest; readonly supplierOrder: SupplierOrder; readonly supplier: OpenSupplier;
  readonly message: ChangeMessage; readonly mayExist: boolean; readonly letter: Letter | undefined;
};
type Begun = Sending | { readonly kind: "not_given" | "asks_person"; readonly request: ChangeRequest } | { readonly kind: "nothing_to_do" };

export const sendChange: Step<Tools, Input, SendChangeOutcome> = {
  name: "send-change",
  policy: patientPolicy,
  input: inputSchema,
  run: async (tools, input) => {
    const about = { orderId: input.orderId, supplierOrderId: input.supplierOrderId, changeId: input.changeId };
    const begun = await tools.database.inShop(input.shopId, (tx) => begin(tx, tools, input));
    if (begun.kind === "nothing_to_do") return async () => ({ kind: "nothing_to_do", ...about });
    if (begun.kind !== "sending") return async (tx) => ({ ...about, ...(await saveUnasked(tx, tools, begun)) });
    await tools.crash?.("send-change:intent-saved");
    const connection = openConnection(begun.supplier, tools);
    const answer = await orForget(tools, { shopId: input.shopId, letter: begun.letter }, () => askChange(connection, { ...begun, message: { ...begun.message, answerUrl: begun.letter?.answerUrl, bounceTo: begun.letter?.bounceTo } }));
    await tools.crash?.("send-change:answered");
    return save(tools, begun, answer);
  },
};

/** What certainly did not leave is no letter; the question stands and is sent once it can be. */
async function orForget<T>(tools: Tools, { shopId, letter }: { shopId: string; letter: Letter | undefined }, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (letter) await tools.database.inShop(shopId, (tx) => forgetLetter(tx, letter.mailId));
    throw error;
  }
}

async function begin(tx: ShopTransaction, tools: Tools, input: Input): Promise<Begun> {
  await lockOrder(tx, input.orderId);
  const known = await loadKnown(tx, tools, input);
  if (!known) return { kind: "nothing_to_do" };
  const { request, supplierOrder, supplier, order } = known;
  const stops = whyItStops(known, { isTakenOut: supplierOrder.state === "TO_HAND_OVER" && (await isTakenOut(tx, supplierOrder)), repeat: input.repeat ?? false });
  if (stops) return stops === "nothing_to_do" ? { kind: stops } : { kind: stops, request };
  const message = await loadChangeMessage(tx, { request, supplierOrder, supplier: supplier.supplier, order });
  const letter = abilitiesOf(supplier).answers === "later" ? await openLetter(tx, tools, { supplierId: supplierOrder.supplierId, id: supplierOrder.id, kind: "CHANGE" }) : undefined;
  await moveChange(tx, { from: request, to: "SENDING", askedAt: tools.now() });
  return { kind: "sending", request: { ...request, state: "SENDING", attempt: request.attempt + 1 }, supplierOrder, supplier, message, mayExist: request.state !== "OPEN", letter };
}

type Known = { readonly request: ChangeRequest; readonly supplierOrder: SupplierOrder; readonly supplier: OpenSupplier; readonly order: SavedOrder };

async function loadKnown(tx: ShopTransaction, { sealer }: Tools, { orderId, changeId }: Input): Promise<Known | undefined> {
  const request = await findChange(tx, changeId);
  const order = await findOrder(tx, orderId);
  const supplierOrder = request && (await findSupplierOrder(tx, request.supplierOrderId));
  if (!request || !supplierOrder || !order || !isLive(request) || order.hold?.code === "customer_redacted") return undefined;
  return { request, supplierOrder, order, supplier: await getSupplierForCalling(tx, sealer, supplierOrder.supplierId) };
}

const abilitiesOf = ({ supplier }: OpenSupplier): Abilities => getConnector(supplier.connector).abilities;

function whyItStops({ request, supplierOrder: { state }, supplier }: Known, { isTakenOut, repeat }: { isTakenOut: boolean; repeat: boolean }): "nothing_to_do" | "asks_person" | "not_given" | undefined {
  if (state === "TO_HAND_OVER") return isTakenOut ? "asks_person" : "not_given";
  if (!reachable.includes(state)) return "nothing_to_do";
  const { changes, answers } = abilitiesOf(supplier);
  if (changes === "none") return "asks_person";
  // Nobody can be asked what became of a letter: a person says that it is to be written again.
  return request.state !== "OPEN" && answers === "later" && !repeat ? "nothing_to_do" : undefined;
}

const reachable: readonly SupplierOrder["state"][] = ["SENT", "ACCEPTED", "PARTLY_SHIPPED"];

/** A person has taken the sheet out of here, and may have passed it on without saying so. */
const isTakenOut = async (tx: ShopTransaction, { id, orderId }: SupplierOrder): Promise<boolean> =>
  (await listDisclosures(tx, orderId)).some((one) => one.supplierOrderId === id && one.channel.startsWith("manual:"));

type Unasked = Extract<Begun, { kind: "not_given" | "asks_person" }>;

async function saveUnasked(tx: ShopTransaction, tools: Tools, { kind, request: seen }: Unasked): Promise<{ kind: "settled"; wasAccepted: boolean } | { kind: "asks_person" | "nothing_to_do" }> {
  await lockOrder(tx, seen.orderId);
  const request = await findChange(tx, seen.id);
  if (!request || !isLive(request)) return { kind: "nothing_to_do" };
  if (kind === "asks_person") {
    await leaveToPerson(tx, request, tools.now());
    return { kind };
  }
  const verdict: ChangeVerdict = { as: "ACCEPTED", by: "daifa", actor: system, at: tools.now(), code: "change.not_given_yet" };
  return { kind: "settled", wasAccepted: await settleChange(tx, tools, { request, verdict }) };
}

function save(tools: Tools, begun: Sending, { outcome, exchanges, mail }: AskedChange): Save<SendChangeOutcome> {
  const { orderId, supplierOrderId, id: changeId } = begun.request;
  const about = { orderId, supplierOrderId, changeId };
  return async (tx) => {
    await lockOrder(tx, orderId);
    let messageId: string | undefined;
    for (const { title, exchange } of exchanges) {
      if (exchange) messageId = await keepMessage(tx, { direction: "OUT", channel: "SUPPLIER", title, orderId, supplierOrderId, ...exchange });
    }
    if (begun.letter && mail) await noteWritten(tx, begun.letter.mailId, mail);
    // A letter only says where to look; its page is another door, and noted there.
    if (begun.message.receiver && messageId && !mail) await recordDisclosure(tx, { orderId, supplierOrderId, channel: "change", kinds: kindsInReceiver(begun.message.receiver), at: tools.now() });
    return { ...about, ...(await saveOutcome(tx, tools, { begun, outcome, messageId })) };
  };
}

type Answered = { readonly begun: Sending; readonly outcome: AskedChange["outcome"]; readonly messageId: string | undefined };
type Saved = { kind: "settled"; wasAccepted: boolean } | { kind: "asked" | "unknown"; attempt: number; canLookUp: boolean } | { kind: "asks_person" | "nothing_to_do" };

async function saveOutcome(tx: ShopTransaction, tools: Tools, { begun, outcome, messageId }: Answered): Promise<Saved> {
  const { request, supplier } = begun;
  const at = tools.now();
  const actor: Actor = { kind: "SUPPLIER", name: supplier.supplier.name };
  if (outcome.kind === "asked" || outcome.kind === "unknown") return await saveOpen(tx, { begun, kind: outcome.kind, at, messageId });
  if (outcome.kind === "not_possible") {
    if (!(await moveChange(tx, { from: request, to: "OPEN" }))) return { kind: "nothing_to_do" };
    await tellChange(tx, request, { code: "change_asks_person" });
    return { kind: "asks_person" };
  }
  const as = ({ accepted: "ACCEPTED", refused: "REFUSED", too_late: "TOO_LATE" } as const)[outcome.kind];
  const text = outcome.kind === "refused" ? String(outcome.params["message"] ?? "") : "";
  const isSettled = await settleChange(tx, tools, { request, verdict: { as, by: "supplier", actor, at, text, messageId } });
  return isSettled ? { kind: "settled", wasAccepted: as === "ACCEPTED" } : { kind: "nothing_to_do" };
}

/** Told once: who marks that as done has asked, and says later what was answered. */
async function leaveToPerson(tx: ShopTransaction, request: ChangeRequest, at: Date): Promise<void> {
  if (await noteLeftToPerson(tx, request.id, at)) await tellChange(tx, request, { code: "change_asks_person" });
}

type StillOpen = { readonly begun: Sending; readonly kind: "asked" | "unknown"; readonly at: Date; readonly messageId: string | undefined };

/** Unknown for so long that a person should ask; the asking goes on all the same. */
const worryingAttempts = 4;

async function saveOpen(tx: ShopTransaction, { begun: { request, supplier, mayExist }, kind, at, messageId }: StillOpen): Promise<Saved> {
  if (!(await moveChange(tx, { from: request, to: kind === "asked" ? "ASKED" : "UNKNOWN" }))) return { kind: "nothing_to_do" };
  const canLookUp = abilitiesOf(supplier).changes === "asked_by_machine";
  if (kind === "unknown" && (!canLookUp || request.attempt >= worryingAttempts)) await tellChange(tx, request, { code: "change_unknown" });
  // Looked up again and again, it is told once.
  if (!mayExist) await noteChange(tx, request, { code: kind === "asked" ? "change_asked" : "change_unknown", at, messageId });
  return { kind, attempt: request.attempt, canLookUp };
}

/** Seconds until it is looked up again: a lost answer soon, one that a person there has yet to give every quarter of an hour. */
export const askAgainAfterS = ({ kind, attempt }: { readonly kind: "asked" | "unknown"; readonly attempt: number }): number =>
  (kind === "asked" ? 900 : Math.min(15 * 2 ** Math.max(0, attempt - 1), 900));
