// Step 3: the supplier's order is placed, never twice. The intent is saved before calling out; an answer that never
// came leaves it unknown, and whoever finds that asks the supplier for our reference before sending anything again.
import { z } from "zod";
import { recordActivity, system, type Actor } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { MerchantError, RetryableError } from "../platform/errors.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { patientPolicy, type CrashSeam, type Save, type Step } from "../platform/step.ts";
import type { HttpClient } from "../platform/http.ts";
import { getConnector } from "../suppliers/registry.server.ts";
import type { SupplierOrderRequest } from "../suppliers/supplier-order-request.ts";
import type { Acknowledgement, Exchange, LookUp, SupplierConnection, WrittenMail } from "../suppliers/connector.ts";
import { openConnection } from "../suppliers/open-connection.server.ts";
import { beginSending, type Begun as BegunSending } from "./begin-sending.server.ts";
import { saveAcceptance, saveGiven, saveRefusal, saveUnknown, type Sending } from "./save-answer.server.ts";
import { forgetLetter, noteWritten, openLetter, type Letter, type LetterTools } from "./letter.server.ts";
import { wasOpened } from "./link-store.server.ts";
import { loadForSending } from "./load-for-sending.server.ts";
import { forgetParties, saveParties } from "./save-parties.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";
import { toRequest, type SupplierOrderForSending } from "./to-request.ts";
import { asksAPerson, verdictSchema, type Verdict } from "./verdict.ts";
import { tellPartlyRejected } from "./tell-rejected.server.ts";
import { isStillWanted, saveWithdrawal, takeBack } from "./withdraw-supplier-order.server.ts";

type Tools = LetterTools & { readonly database: Database; readonly sealer: Sealer; readonly http: HttpClient; readonly crash?: CrashSeam };
type Input = z.infer<typeof inputSchema>;
const inputSchema = z.object({ shopId: z.string(), orderId: z.uuid(), supplierOrderId: z.uuid(), verdict: verdictSchema.optional() });
type Begun = Extract<BegunSending, { kind: "sending" }> & { readonly letter: Letter | undefined };

export type SubmitOutcome =
  | { kind: "accepted" | "sent" | "to_hand_over" | "refused" | "settled" | "not_released" | "waits" | "overtaken" | "voided" | "asks_person"; orderId: string; supplierOrderId: string }
  | { kind: "unknown"; orderId: string; supplierOrderId: string; attempt: number };

export const submitSupplierOrder: Step<Tools, Input, SubmitOutcome> = {
  name: "submit-supplier-order",
  policy: patientPolicy,
  input: inputSchema,
  run: async (tools, { shopId, orderId, supplierOrderId, verdict }) => {
    const about = { orderId, supplierOrderId };
    const begun = await tools.database.inShop(shopId, (tx) => begin(tx, tools, { id: supplierOrderId, verdict }));
    if (begun.kind !== "sending") return async () => ({ kind: begun.kind, ...about });
    await tools.crash?.("submit-supplier-order:intent-saved");
    const answer = await ask(tools, { ...begun, shopId, verdict });
    await tools.crash?.("submit-supplier-order:answered");
    return saveAnswer(begun, answer, tools.now());
  },
};

async function begin(tx: ShopTransaction, tools: Tools, asked: { id: string; verdict: Verdict | undefined }): Promise<Begun | Exclude<BegunSending, { kind: "sending" }>> {
  const begun = await beginSending(tx, tools, asked);
  if (begun.kind !== "sending") return begun;
  const isWritten = getConnector(begun.supplier.supplier.connector).abilities.answers === "later" && (!begun.mayExist || asked.verdict?.says === "repeat");
  return { ...begun, letter: isWritten ? await openLetter(tx, tools, begun.supplierOrder) : undefined };
}

/** Withdrawn: it never arrived, and the order has changed since; nothing was sent. */
type LetterParts = Pick<SupplierOrderRequest, "answerUrl" | "bounceTo" | "isRepeat">;
type Outcome = Acknowledgement | { readonly kind: "withdrawn" };
type Answer = { outcome: Outcome; exchanges: { title: string; exchange: Exchange | undefined }[]; mail?: WrittenMail | undefined };

async function ask(tools: Tools, begun: Begun & { shopId: string; verdict: Verdict | undefined }): Promise<Answer> {
  const connection = openConnection(begun.supplier, tools);
  const exchanges: Answer["exchanges"] = [];
  if (asksPerson(begun)) return (await settledByPerson(tools, begun)) ?? (await submitOrTakeBack(tools, connection, begun));
  if (begun.mayExist) {
    const found = await lookUp(connection, begun.supplierOrder.reference, exchanges);
    const settled = judgeLookUp(found, connection.isSubmitIdempotent);
    if (settled) return { outcome: settled, exchanges };
    const request = await tools.database.inShop(begun.shopId, (tx) => renew(tx, tools.sealer, begun.supplierOrder));
    if (!request) return { outcome: { kind: "withdrawn" }, exchanges };
    return await submit(connection, request, exchanges);
  }
  return await submit(connection, begun.request, exchanges);
}

/** Nothing arrived at the supplier, perhaps for hours: is it still wanted, and by whom, as the order stands now? */
async function renew(tx: ShopTransaction, sealer: Sealer, supplierOrder: SupplierOrder): Promise<SupplierOrderForSending | undefined> {
  if (!(await isStillWanted(tx, supplierOrder))) return undefined;
  await forgetParties(tx, supplierOrder.id);
  await saveParties(tx, sealer, supplierOrder);
  return await loadForSending(tx, sealer, supplierOrder.id);
}

/** Undefined: it certainly did not arrive, or a person wants the same once more. */
async function settledByPerson(tools: Tools, { mayExist, verdict, shopId, supplierOrder }: Begun & { shopId: string; verdict: Verdict | undefined }): Promise<Answer | undefined> {
  if (!mayExist) return undefined;
  const hasArrived = verdict?.says === "arrived" || (await tools.database.inShop(shopId, (tx) => wasOpened(tx, supplierOrder.id)));
  if (hasArrived) return { outcome: { kind: "sent" }, exchanges: [] };
  return verdict?.says === "repeat" ? undefined : { outcome: { kind: "unknown", reason: "unexpected_answer" }, exchanges: [] };
}

/** Nobody could tell the next attempt that this one did not leave, so it is written down: a draft, or unknown as before. */
async function submitOrTakeBack(tools: Tools, connection: SupplierConnection, begun: Begun & { shopId: string }): Promise<Answer> {
  const { letter, supplierOrder, mayExist, request, shopId } = begun;
  try {
    return await submit(connection, { ...request, letter: { answerUrl: letter?.answerUrl, bounceTo: letter?.bounceTo, isRepeat: mayExist } }, []);
  } catch (error) {
    if (!(error instanceof RetryableError || error instanceof MerchantError)) throw error;
    await tools.database.inShop(shopId, async (tx) => {
      if (letter) await forgetLetter(tx, letter.mailId);
      if (mayExist) await saveUnknown(tx, begun, { reason: "unexpected_answer", at: tools.now(), asksPerson: true });
      else await takeBack(tx, supplierOrder, { at: tools.now(), reason: null });
    });
    throw error;
  }
}

async function submit(connection: SupplierConnection, request: SupplierOrderForSending & { letter?: LetterParts }, exchanges: Answer["exchanges"]): Promise<Answer> {
  const { outcome, exchange, mail } = await connection.submit({ ...toRequest(request), ...request.letter });
  exchanges.push({ title: "order", exchange });
  return { outcome, exchanges, mail };
}

async function lookUp(connection: SupplierConnection, reference: string, exchanges: Answer["exchanges"]): Promise<LookUp | undefined> {
  if (!connection.lookUp) return undefined;
  const { outcome, exchange } = await connection.lookUp(reference);
  exchanges.push({ title: "look-up", exchange });
  return outcome;
}

/** Undefined: it is certainly not there, or a repeat is harmless, so the order may be sent. */
function judgeLookUp(found: LookUp | undefined, isSubmitIdempotent: boolean): Acknowledgement | undefined {
  if (found?.kind === "found") {
    const { standing, ...acceptance } = found;
    // It was placed and taken back at the supplier's end: our key would only find the dead order again.
    if (standing === "cancelled") return { kind: "refused", code: "other", params: { message: "cancelled" }, lines: [] };
    return { ...acceptance, kind: "accepted" };
  }
  if (found?.kind === "absent" || (found === undefined && isSubmitIdempotent)) return undefined;
  return { kind: "unknown", reason: found?.reason ?? "unexpected_answer" };
}

function saveAnswer(begun: Begun, { outcome, exchanges, mail }: Answer, at: Date): Save<SubmitOutcome> {
  const { id: supplierOrderId, orderId } = begun.supplierOrder;
  const actor: Actor = { kind: "SUPPLIER", name: begun.supplier.supplier.name };
  return async (tx: ShopTransaction) => {
    const messageIds: string[] = [];
    for (const { title, exchange } of exchanges) {
      // Nothing went over the wire where the order broke a limit of the supplier's.
      if (exchange) messageIds.push(await keepMessage(tx, { direction: "OUT", channel: "SUPPLIER", title, orderId, supplierOrderId, ...exchange }));
    }
    if (mail) await saveMail(tx, begun, mail);
    const saved = await save(tx, { begun, outcome, at });
    if (!saved) return { kind: "overtaken", orderId, supplierOrderId };
    if (outcome.kind === "withdrawn") return { kind: "voided", orderId, supplierOrderId };
    await recordActivity(tx, {
      subject: "supplier_order", subjectId: supplierOrderId, orderId, actor: outcome.kind === "accepted" || outcome.kind === "refused" ? actor : system,
      code: `supplier_order_${outcome.kind}`, params: { supplier: begun.supplier.supplier.name, ...paramsOf(outcome) }, messageId: messageIds.at(-1),
    });
    if (outcome.kind !== "unknown") return { kind: outcome.kind, orderId, supplierOrderId };
    return asksPerson(begun) ? { kind: "asks_person", orderId, supplierOrderId } : { kind: "unknown", orderId, supplierOrderId, attempt: begun.supplierOrder.attempt };
  };
}

function paramsOf(outcome: Acknowledgement): Record<string, string | number> {
  if (outcome.kind === "accepted") return { reference: outcome.supplierReference };
  if (outcome.kind === "unknown") return { reason: outcome.reason };
  if (outcome.kind !== "refused") return {};
  return { code: outcome.code, ...outcome.params };
}

async function saveMail(tx: ShopTransaction, begun: Begun, mail: WrittenMail): Promise<void> {
  if (begun.letter) await noteWritten(tx, begun.letter.mailId, mail);
  if (mail.rejected.length > 0) await tellPartlyRejected(tx, begun, mail.rejected);
}

const asksPerson = (begun: Sending): boolean => asksAPerson(getConnector(begun.supplier.supplier.connector).abilities);

function save(tx: ShopTransaction, { begun, outcome, at }: { begun: Sending; outcome: Outcome; at: Date }): Promise<boolean> {
  if (outcome.kind === "withdrawn") return saveWithdrawal(tx, begun.supplierOrder, at);
  if (outcome.kind === "accepted") return saveAcceptance(tx, begun, { acceptance: outcome, at });
  if (outcome.kind === "refused") return saveRefusal(tx, begun, { refusal: outcome, at });
  if (outcome.kind !== "unknown") return saveGiven(tx, begun, { as: outcome.kind, at });
  return saveUnknown(tx, begun, { reason: outcome.reason, at, asksPerson: asksPerson(begun) });
}

/** Seconds until an unknown outcome is asked about again: 15, 30, 60 … at most a quarter of an hour. */
export const askAgainAfterS = (attempt: number): number => Math.min(15 * 2 ** Math.max(0, attempt - 1), 900);
