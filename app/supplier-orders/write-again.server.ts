// A supplier that was written to is written to again: reminded, because it has not answered, or sent the same order once
// more, because its mailbox gave the first mail back and a person said so.
import { z } from "zod";
import { recordActivity, system } from "../platform/activity.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { MerchantError, RetryableError } from "../platform/errors.ts";
import type { HttpClient } from "../platform/http.ts";
import { keepMessage } from "../platform/messages.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Step } from "../platform/step.ts";
import type { Acknowledgement, Answered, WrittenMail } from "../suppliers/connector.ts";
import { openConnection } from "../suppliers/open-connection.server.ts";
import { getSupplierForCalling, type OpenSupplier } from "../suppliers/store.server.ts";
import type { SupplierOrderRequest } from "../suppliers/supplier-order-request.ts";
import { recordDisclosure } from "./disclosure-store.server.ts";
import { forgetLetter, noteWritten, openLetter, type Letter, type LetterTools } from "./letter.server.ts";
import { loadForSending } from "./load-for-sending.server.ts";
import { findSupplierOrder } from "./store.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";
import { tellPartlyRejected } from "./tell-rejected.server.ts";
import { toRequest } from "./to-request.ts";

type Tools = LetterTools & { readonly database: Database; readonly sealer: Sealer; readonly http: HttpClient };
const inputSchema = z.object({ shopId: z.string(), orderId: z.uuid(), supplierOrderId: z.uuid(), kind: z.enum(["reminder", "repeat"]), number: z.int().min(1) });
type Input = z.infer<typeof inputSchema>;
export type WrittenAgain = { readonly kind: "written" | "not_needed"; readonly orderId: string; readonly supplierOrderId: string };

export const writeAgain: Step<Tools, Input, WrittenAgain> = {
  name: "write-again",
  input: inputSchema,
  run: async (tools, input) => {
    const { shopId, orderId, supplierOrderId, kind, number } = input;
    const about = { orderId, supplierOrderId };
    const begun = await tools.database.inShop(shopId, (tx) => begin(tx, tools, input));
    if (!begun) return async () => ({ kind: "not_needed", ...about });
    const connection = openConnection(begun.supplier, tools);
    const request: SupplierOrderRequest = { ...begun.request, answerUrl: begun.letter.answerUrl, bounceTo: begun.letter.bounceTo, isRepeat: kind === "repeat" };
    const answer = await orForget(tools, { shopId, letter: begun.letter }, async () => (kind === "repeat" ? await connection.submit(request) : await connection.remind?.(request, number)));
    return async (tx) => {
      if (answer) await save(tx, begun, { input, answer, at: tools.now() });
      return { kind: "written", ...about };
    };
  },
};

type Saving = { readonly input: Input; readonly answer: Answered<Acknowledgement>; readonly at: Date };

async function save(tx: ShopTransaction, begun: Begun, { input, answer: { mail, exchange, outcome }, at }: Saving): Promise<void> {
  const { orderId, supplierOrderId, kind, number } = input;
  if (mail) {
    await noteWritten(tx, begun.letter.mailId, mail);
    await recordDisclosure(tx, { orderId, supplierOrderId, channel: `email:${kind}`, kinds: mail.discloses, at, isAnother: true });
  }
  const messageId = exchange && (await keepMessage(tx, { direction: "OUT", channel: "SUPPLIER", title: kind, orderId, supplierOrderId, ...exchange }));
  const refused = refusedIn(outcome, mail);
  if (refused.length > 0) await tellPartlyRejected(tx, begun, refused);
  if (kind !== "reminder" || outcome.kind === "refused") return;
  const happening = { subject: "supplier_order", subjectId: supplierOrderId, orderId, actor: system, messageId, at };
  await recordActivity(tx, { ...happening, code: "reminder_sent", params: { supplier: begun.supplier.supplier.name, number } });
}

function refusedIn(outcome: Acknowledgement, mail: WrittenMail | undefined): WrittenMail["rejected"] {
  if (outcome.kind !== "refused") return mail?.rejected ?? [];
  return [{ address: mail?.to ?? "", code: "", text: String(outcome.params["message"] ?? "") }];
}

type Begun = { readonly supplierOrder: SupplierOrder; readonly supplier: OpenSupplier; readonly request: SupplierOrderRequest; readonly letter: Letter };

/** Undefined: it has answered meanwhile, or this reminder is written already. The row of the mail is the intent: one each. */
async function begin(tx: ShopTransaction, tools: Tools, { orderId, supplierOrderId, kind, number }: Input): Promise<Begun | undefined> {
  await lockOrder(tx, orderId);
  const supplierOrder = await findSupplierOrder(tx, supplierOrderId);
  if (supplierOrder?.state !== "SENT") return undefined;
  const isReminder = kind === "reminder";
  const written = await tx.db.supplierMail.count({ where: { supplierOrderId, kind: isReminder ? "REMINDER" : "ORDER" } });
  // The n-th reminder; the n-th repeat of a mail that was written once.
  if (isReminder ? written >= number : written > number) return undefined;
  return {
    supplierOrder,
    supplier: await getSupplierForCalling(tx, tools.sealer, supplierOrder.supplierId),
    request: toRequest(await loadForSending(tx, tools.sealer, supplierOrderId)),
    letter: await openLetter(tx, tools, { supplierId: supplierOrder.supplierId, id: supplierOrder.id, kind: isReminder ? "REMINDER" : "ORDER" }),
  };
}

async function orForget<T>(tools: Tools, { shopId, letter }: { shopId: string; letter: Letter }, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof RetryableError || error instanceof MerchantError) await tools.database.inShop(shopId, (tx) => forgetLetter(tx, letter.mailId));
    throw error;
  }
}
