// What does the supplier say to this order? Whoever may have it already is asked for our reference before anything is
// sent again; what never arrived is renewed first, because the order may have changed meanwhile.
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { MerchantError, RetryableError } from "../platform/errors.ts";
import type { HttpClient } from "../platform/http.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Acknowledgement, Exchange, LookUp, SupplierConnection, WrittenMail } from "../suppliers/connector.ts";
import { openConnection } from "../suppliers/open-connection.server.ts";
import { getConnector } from "../suppliers/registry.server.ts";
import type { SupplierOrderRequest } from "../suppliers/supplier-order-request.ts";
import type { Begun as BegunSending } from "./begin-sending.server.ts";
import { certainlyNotArrived, hoursInVain, notReached, type NotReached } from "./give-up.server.ts";
import { forgetLetter, type Letter, type LetterTools } from "./letter.server.ts";
import { wasOpened } from "./link-store.server.ts";
import { loadForSending } from "./load-for-sending.server.ts";
import { saveUnknown } from "./save-answer.server.ts";
import { forgetParties, saveParties } from "./save-parties.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";
import { toRequest, type SupplierOrderForSending } from "./to-request.ts";
import { asksAPerson, type Verdict } from "./verdict.ts";
import { isStillWanted, takeBack } from "./withdraw-supplier-order.server.ts";

export type AskTools = LetterTools & { readonly database: Database; readonly sealer: Sealer; readonly http: HttpClient };
export type Begun = Extract<BegunSending, { kind: "sending" }> & { readonly letter: Letter | undefined };
type Asking = Begun & { readonly shopId: string; readonly verdict: Verdict | undefined };

type LetterParts = Pick<SupplierOrderRequest, "answerUrl" | "bounceTo" | "isRepeat">;
/** Withdrawn: it never arrived, and the order has changed since; nothing was sent. */
export type Outcome = Acknowledgement | NotReached | { readonly kind: "withdrawn" };
export type Answer = { outcome: Outcome; exchanges: { title: string; exchange: Exchange | undefined }[]; mail?: WrittenMail | undefined };

export async function ask(tools: AskTools, begun: Asking): Promise<Answer> {
  const connection = openConnection(begun.supplier, tools);
  if (asksAPerson(getConnector(begun.supplier.supplier.connector).abilities)) return await askPerson(tools, connection, begun);
  const exchanges: Answer["exchanges"] = [];
  if (!begun.mayExist) return await submit(connection, begun.request, exchanges);
  const found = await lookUp(connection, begun.supplierOrder.reference, exchanges);
  const settled = judgeLookUp(found, connection.isSubmitIdempotent);
  if (settled) return { outcome: settled, exchanges };
  const request = await tools.database.inShop(begun.shopId, (tx) => renew(tx, tools.sealer, begun.supplierOrder));
  if (!request) return { outcome: { kind: "withdrawn" }, exchanges };
  return found?.kind === "absent" ? await submitOrGiveUp(tools, begun, { connection, request, exchanges }) : await submit(connection, request, exchanges);
}

/** No machine there could say whether it arrived: an opened link says it, or a person here. */
async function askPerson(tools: AskTools, connection: SupplierConnection, begun: Asking): Promise<Answer> {
  if (!begun.mayExist || begun.verdict?.says === "repeat") return await submitOrTakeBack(tools, connection, begun);
  const hasArrived = begun.verdict?.says === "arrived" || (await tools.database.inShop(begun.shopId, (tx) => wasOpened(tx, begun.supplierOrder.id)));
  return { outcome: hasArrived ? { kind: "sent" } : { kind: "unknown", reason: "unexpected_answer" }, exchanges: [] };
}

type Sendable = { readonly connection: SupplierConnection; readonly request: SupplierOrderForSending; readonly exchanges: Answer["exchanges"] };

/** The supplier does not have it. If it cannot be sent either, for hours, somebody else is to ship it. */
async function submitOrGiveUp(tools: AskTools, begun: Asking, { connection, request, exchanges }: Sendable): Promise<Answer> {
  try {
    return await submit(connection, request, exchanges);
  } catch (error) {
    if (!certainlyNotArrived(error)) throw error;
    const hours = await tools.database.inShop(begun.shopId, (tx) => hoursInVain(tx, begun.supplierOrder, tools.now()));
    if (hours === undefined) throw error;
    return { outcome: notReached(hours), exchanges };
  }
}

/** Nothing arrived at the supplier, perhaps for hours: is it still wanted, and by whom, as the order stands now? */
async function renew(tx: ShopTransaction, sealer: Sealer, supplierOrder: SupplierOrder): Promise<SupplierOrderForSending | undefined> {
  if (!(await isStillWanted(tx, supplierOrder))) return undefined;
  await forgetParties(tx, supplierOrder.id);
  await saveParties(tx, sealer, supplierOrder);
  return await loadForSending(tx, sealer, supplierOrder.id);
}

/** Nobody could tell the next attempt that this one did not leave, so it is written down: a draft, or unknown as before. */
async function submitOrTakeBack(tools: AskTools, connection: SupplierConnection, begun: Asking): Promise<Answer> {
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
