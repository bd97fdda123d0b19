// What does the supplier say to a change? Where an earlier question may have arrived, he is asked what became of it first.
import type { HttpClient } from "../platform/http.ts";
import type { ChangeAnswer, ChangeMessage } from "../suppliers/change-message.ts";
import type { Answered, Exchange, SupplierConnection, WrittenMail } from "../suppliers/connector.ts";
import type { ChangeRequest } from "./change-request.ts";

export type AskChangeTools = { readonly http: HttpClient; readonly now: () => Date };
export type AskedChange = { readonly outcome: ChangeAnswer; readonly exchanges: { title: string; exchange: Exchange | undefined }[]; readonly mail?: WrittenMail | undefined };

type Asking = { readonly request: ChangeRequest; readonly message: ChangeMessage; readonly mayExist: boolean };

export async function askChange(connection: SupplierConnection, { request, message, mayExist }: Asking): Promise<AskedChange> {
  const exchanges: AskedChange["exchanges"] = [];
  const keep = <T>(title: string, { outcome, exchange }: Answered<T>): T => {
    exchanges.push({ title, exchange });
    return outcome;
  };
  // A letter asks for anything; a server is asked to cancel, as every one of them can.
  if (request.kind === "RECALL" && (!connection.change || connection.lookUp)) return { outcome: await recall(connection, { message, mayExist, keep }), exchanges };
  if (mayExist && connection.lookUpChange) {
    const found = keep("look up change", await connection.lookUpChange(message));
    if (found.kind !== "absent") return { outcome: found, exchanges };
  }
  const answered = await connection.change?.(message);
  if (!answered) return { outcome: { kind: "not_possible" }, exchanges };
  return { outcome: keep("change", answered), exchanges, mail: answered.mail };
}

type Recalling = { readonly message: ChangeMessage; readonly mayExist: boolean; readonly keep: <T>(title: string, answered: Answered<T>) => T };

/** A cancellation that was lost is seen at the order itself. */
async function recall(connection: SupplierConnection, { message, mayExist, keep }: Recalling): Promise<ChangeAnswer> {
  if (mayExist && connection.lookUp) {
    const found = keep("look up", await connection.lookUp(message.reference));
    if (found.kind === "unknown") return found;
    if (found.kind === "absent") return { kind: "accepted" };
    if (found.standing === "cancelled") return { kind: "accepted" };
    if (found.standing === "shipped") return { kind: "too_late" };
  }
  const outcome = keep("cancel", await connection.cancel(message.reference));
  return outcome.kind === "absent" ? { kind: "accepted" } : outcome;
}
