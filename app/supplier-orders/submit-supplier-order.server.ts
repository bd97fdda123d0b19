// Step 3: the supplier's order is placed, never twice. The intent is saved before calling out; an answer that never
// came leaves it unknown, and whoever finds that asks the supplier for our reference before sending anything again.
import { z } from "zod";
import { recordActivity, system, type Actor } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { keepMessage } from "../platform/messages.server.ts";
import { patientPolicy, type CrashSeam, type Save, type Step } from "../platform/step.ts";
import type { Acknowledgement } from "../suppliers/connector.ts";
import { getConnector } from "../suppliers/registry.server.ts";
import { ask, type Answer, type AskTools, type Begun, type Outcome } from "./ask-supplier.server.ts";
import { noteGiven } from "./note-given.server.ts";
import { beginSending, type Begun as BegunSending } from "./begin-sending.server.ts";
import type { NotReached } from "./give-up.server.ts";
import { noteWritten, openLetter } from "./letter.server.ts";
import { saveAcceptance, saveGiven, saveRefusal, saveUnknown, type Sending } from "./save-answer.server.ts";
import { tellPartlyRejected } from "./tell-rejected.server.ts";
import { asksAPerson, verdictSchema, type Verdict } from "./verdict.ts";
import { saveWithdrawal } from "./withdraw-supplier-order.server.ts";

type Tools = AskTools & { readonly crash?: CrashSeam };
type Input = z.infer<typeof inputSchema>;
const inputSchema = z.object({ shopId: z.string(), orderId: z.uuid(), supplierOrderId: z.uuid(), verdict: verdictSchema.optional() });

export type SubmitOutcome =
  /** Refused, or taken without some lines: those units go to the next offer. */
  | { kind: "accepted" | "refused"; orderId: string; supplierOrderId: string; hasRefusedUnits: boolean }
  | { kind: "sent" | "to_hand_over" | "settled" | "not_released" | "waits" | "overtaken" | "voided" | "asks_person" | "rehearsed"; orderId: string; supplierOrderId: string }
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

function saveAnswer(begun: Begun, { outcome, exchanges, mail }: Answer, at: Date): Save<SubmitOutcome> {
  const { id: supplierOrderId, orderId } = begun.supplierOrder;
  const actor: Actor = { kind: "SUPPLIER", name: begun.supplier.supplier.name };
  return async (tx: ShopTransaction) => {
    const messageId = await keepExchanges(tx, { orderId, supplierOrderId, exchanges });
    if (begun.letter && mail) await noteWritten(tx, begun.letter.mailId, mail);
    await noteGiven(tx, begun, { outcome, exchanges, mail, at });
    const saved = await save(tx, { begun, outcome, at });
    if (!saved) return { kind: "overtaken", orderId, supplierOrderId };
    if (outcome.kind === "withdrawn") return { kind: "voided", orderId, supplierOrderId };
    await recordActivity(tx, {
      subject: "supplier_order", subjectId: supplierOrderId, orderId, actor: isAnswered(outcome) ? actor : system,
      code: `supplier_order_${sayingOf(outcome)}`, params: { supplier: begun.supplier.supplier.name, ...paramsOf(outcome) }, messageId,
    });
    if (mail?.rejected.length) await tellPartlyRejected(tx, begun, mail.rejected);
    return { orderId, supplierOrderId, ...whatFollows(begun, outcome) };
  };
}

type Exchanged = { readonly orderId: string; readonly supplierOrderId: string; readonly exchanges: Answer["exchanges"] };

/** The last one's id. Nothing went over the wire where the order broke a limit of the supplier's. */
async function keepExchanges(tx: ShopTransaction, { orderId, supplierOrderId, exchanges }: Exchanged): Promise<string | undefined> {
  let last: string | undefined;
  for (const { title, exchange } of exchanges) {
    if (exchange) last = await keepMessage(tx, { direction: "OUT", channel: "SUPPLIER", title, orderId, supplierOrderId, ...exchange });
  }
  return last;
}

type Following<Kind> = Kind extends unknown ? Omit<Kind, "orderId" | "supplierOrderId"> : never;

function whatFollows(begun: Begun, outcome: Exclude<Outcome, { kind: "withdrawn" }>): Following<SubmitOutcome> {
  if (outcome.kind === "unknown") return asksPerson(begun) ? { kind: "asks_person" } : { kind: "unknown", attempt: begun.supplierOrder.attempt };
  if (outcome.kind === "refused") return { kind: "refused", hasRefusedUnits: true };
  if (outcome.kind !== "accepted") return { kind: outcome.kind };
  // It has accepted like any other; only what follows differs.
  if (begun.supplier.supplier.connector === "rehearsal") return { kind: "rehearsed" };
  return { kind: "accepted", hasRefusedUnits: outcome.lines.some((line) => line.answer === "refused") };
}

const isNotReached = (outcome: Acknowledgement | NotReached): outcome is NotReached => outcome.kind === "refused" && outcome.code === "not_reached";
const isAnswered = (outcome: Acknowledgement | NotReached): boolean => outcome.kind === "accepted" || (outcome.kind === "refused" && !isNotReached(outcome));
const sayingOf = (outcome: Acknowledgement | NotReached): string => (isNotReached(outcome) ? "not_reached" : outcome.kind);

function paramsOf(outcome: Acknowledgement | NotReached): Record<string, string | number> {
  if (outcome.kind === "accepted") return { reference: outcome.supplierReference };
  if (outcome.kind === "unknown") return { reason: outcome.reason };
  if (outcome.kind !== "refused") return {};
  return { code: outcome.code, ...outcome.params };
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
