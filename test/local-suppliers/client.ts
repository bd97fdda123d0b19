// A typed hand on the local supplier's control interface, for tests and the demo's scripts.
import type { LocalBook, LocalCall } from "./book.ts";
import type { GivenAnswer } from "./changes.ts";
import type { Fault } from "./faults.ts";
import type { LocalNotice, ParcelCommand } from "./supplier.ts";


export function localSupplierClient(url: string) {
  const ask = async <Result>(method: string, path: string, body?: unknown): Promise<Result> => {
    const response = await fetch(`${url}/_control${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const answer = (await response.json()) as unknown;
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer as Result;
  };
  return {
    readBook: () => ask<LocalBook>("GET", "/book"),
    readCalls: () => ask<LocalCall[]>("GET", "/calls"),
    /** Without parcels: everything that is open, in one parcel. */
    ship: (reference: string, parcels?: readonly ParcelCommand[]) =>
      ask<LocalNotice>("POST", `/orders/${encodeURIComponent(reference)}/ship`, parcels === undefined ? {} : { parcels }),
    addFault: (fault: Fault) => ask<unknown>("POST", "/faults", fault),
    clearFaults: () => ask<unknown>("DELETE", "/faults"),
    pushAgain: (reference: string) => ask<unknown>("POST", "/push", { reference }),
    setWebhookUrl: (webhookUrl: string | undefined) => ask<unknown>("PUT", "/webhook", { url: webhookUrl ?? null }),
    /** What changes are answered with from now on; "pending": a person looks at each. */
    answerChangesWith: (answer: GivenAnswer) => ask<unknown>("PUT", "/changes", { answer }),
    answerChange: (reference: string, number: number, answer: GivenAnswer, message?: string) =>
      ask<unknown>("POST", `/orders/${encodeURIComponent(reference)}/changes/${number}`, { answer, message }),
    /** Packs left by item ("itemId" or "itemId/specId"). */
    setStock: (stock: Record<string, number>) => ask<unknown>("PUT", "/stock", stock),
  };
}
