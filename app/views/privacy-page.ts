// What does the owner see of customers' data: the periods, the last clean-up, who was given what, and what was asked for?
import type { DisclosedKind } from "../suppliers/disclosed-kinds.ts";
import type { Periods, StayCode } from "../privacy/retention.ts";

export const privacyAddress = "/app/settings/privacy";

export type DisclosuresQuery = {
  /** As typed: "#1001" or "1001". */
  readonly order: string;
  readonly supplierId: string | null;
  /** The last row of the page before. */
  readonly after: string | null;
};

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const idOrNone = (text: string | null): string | null => (text !== null && uuid.test(text) ? text : null);

export const readDisclosuresQuery = (params: URLSearchParams): DisclosuresQuery => ({
  order: (params.get("order") ?? "").replaceAll("\u0000", "").trim().slice(0, 50), supplierId: idOrNone(params.get("supplier")), after: idOrNone(params.get("after")),
});

export function disclosuresAddress({ order = "", supplierId = null, after = null }: Partial<DisclosuresQuery>, path = privacyAddress): string {
  const params = new URLSearchParams({ ...(order ? { order } : {}), ...(supplierId ? { supplier: supplierId } : {}), ...(after ? { after } : {}) });
  return params.size === 0 ? path : `${path}?${params}`;
}

export type ShownDisclosure = {
  readonly id: string;
  readonly at: Date;
  readonly orderId: string;
  readonly orderName: string;
  readonly supplierName: string;
  readonly reference: string | null;
  readonly channel: string;
  readonly kinds: readonly DisclosedKind[];
};

export const requestStates = ["open", "overdue", "ready", "fetched", "done"] as const;
export type RequestState = (typeof requestStates)[number];

export type ShownRequest = {
  readonly id: string;
  readonly topic: "CUSTOMERS_DATA_REQUEST" | "CUSTOMERS_REDACT" | "SHOP_REDACT";
  readonly state: RequestState;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly doneAt: Date | null;
  readonly ordersFound: number | null;
  readonly hasFile: boolean;
  readonly downloadedAt: Date | null;
};

/** A file has to be given to the customer by somebody; what is removed is done by itself. */
export function stateOf(request: Pick<ShownRequest, "topic" | "doneAt" | "dueAt" | "hasFile" | "downloadedAt">, now: Date): RequestState {
  const isSettled = request.doneAt !== null && (request.topic !== "CUSTOMERS_DATA_REQUEST" || request.downloadedAt !== null || !request.hasFile);
  if (!isSettled && request.dueAt < now) return "overdue";
  if (request.doneAt === null) return "open";
  if (request.topic !== "CUSTOMERS_DATA_REQUEST") return "done";
  if (request.downloadedAt !== null) return "fetched";
  return request.hasFile ? "ready" : "done";
}

export type ShownStay = { readonly code: StayCode; readonly count: number; readonly orders: readonly { readonly id: string; readonly name: string }[] };

export type ShownRun = {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly orders: number;
  readonly messages: number;
  readonly webhooks: number;
  readonly files: number;
  readonly stays: readonly ShownStay[];
};

export type PrivacyPage = {
  readonly periods: Periods;
  readonly run: ShownRun | null;
  readonly requests: readonly ShownRequest[];
  readonly query: DisclosuresQuery;
  readonly disclosures: readonly ShownDisclosure[];
  /** Behind which row the next page begins. */
  readonly older: string | null;
  readonly suppliers: readonly { readonly id: string; readonly name: string }[];
};
