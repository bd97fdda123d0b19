// How does our order become the supplier's message, and the supplier's shipment our notice?
// The message has our request's shape, so that only amounts and absent fields change on the way.
import { z } from "zod";
import { formatDecimal, parseMoney } from "../../../platform/money.ts";
import type { Money } from "../../../platform/money.ts";
import type { LineAnswer, NoticeBatch, NoticedParcel, NoticeProblem, Refusal, ShipmentNotice, TextLimits, UnreadableNotice } from "../../connector.ts";
import type { SupplierOrderRequest } from "../../supplier-order-request.ts";
import { findOverLimit, tooLong } from "../../text-limits.ts";
import { noticedLine, noticedParcel, shipmentNotice } from "./messages.ts";
import type { lineAnswer } from "./messages.ts";
import { orderMessage } from "./order-message.ts";
import type { OrderMessage } from "./order-message.ts";
import type { money as wireMoney } from "./wire.ts";

export type OrderTranslation = { kind: "message"; message: OrderMessage } | Refusal;

export function toOrderMessage(request: SupplierOrderRequest, limits: TextLimits = {}): OrderTranslation {
  const wire = toWire(request);
  const overLimit = findOverLimit(request, limits);
  if (overLimit) return overLimit;
  const parsed = orderMessage.safeParse(wire);
  if (parsed.success) return { kind: "message", message: parsed.data };
  const [issue] = parsed.error.issues;
  return issue ? toOwnRefusal(issue, wire) : { kind: "refused", code: "invalid_order", params: {}, lines: [] };
}

function toOwnRefusal(issue: z.core.$ZodIssue, wire: unknown): Refusal {
  const field = issue.path.join(".");
  if (issue.code === "too_big" && issue.origin === "string") return tooLong(field, Number(issue.maximum), lengthAt(wire, issue.path));
  return { kind: "refused", code: "invalid_order", params: { field, message: issue.message }, lines: [] };
}

/** The buyer's customs numbers are sealed wherever we keep them; the message log is no exception. */
export function withoutIdentity(message: OrderMessage): OrderMessage {
  return { ...message, identityDocuments: message.identityDocuments.map((document) => ({ ...document, value: "[removed]" })) };
}

export function fromMoney(amount: z.infer<typeof wireMoney> | undefined): Money | undefined {
  return amount && parseMoney(amount.amount, amount.currency);
}

export function fromLineAnswers(lines: readonly z.infer<typeof lineAnswer>[] | undefined): LineAnswer[] {
  return (lines ?? []).map((line) => ({ ...line, unitCost: fromMoney(line.unitCost) }));
}

export function readNotices(shipments: readonly unknown[]): NoticeBatch {
  const notices: ShipmentNotice[] = [];
  const unreadable: UnreadableNotice[] = [];
  for (const raw of shipments) {
    const read = readNotice(raw);
    if ("raw" in read) unreadable.push(read);
    else notices.push(read);
  }
  return { notices, unreadable };
}

const salvagedParcel = z.object({
  trackingNumber: noticedParcel.shape.trackingNumber,
  company: noticedParcel.shape.company.catch(undefined),
  url: noticedParcel.shape.url.catch(undefined),
  lines: z.array(z.unknown()).catch([]),
  weightGrams: noticedParcel.shape.weightGrams.catch(undefined),
  firstLegNumber: noticedParcel.shape.firstLegNumber.catch(undefined),
  lastMileNumber: noticedParcel.shape.lastMileNumber.catch(undefined),
  lastMileCompany: noticedParcel.shape.lastMileCompany.catch(undefined),
  photoUrl: noticedParcel.shape.photoUrl.catch(undefined),
});

const salvagedNotice = z.object({
  reference: shipmentNotice.shape.reference,
  shipmentReference: shipmentNotice.shape.shipmentReference,
  shippedAt: shipmentNotice.shape.shippedAt.catch(undefined),
  parcels: z.array(z.unknown()),
});

function readNotice(raw: unknown): ShipmentNotice | UnreadableNotice {
  const whole = shipmentNotice.safeParse(raw);
  if (whole.success) return { ...whole.data, problems: [] };
  const problems: NoticeProblem[] = whole.error.issues.map((issue) => ({ path: issue.path.join("."), text: issue.message }));
  const partly = salvagedNotice.safeParse(raw);
  const parcels = partly.success ? partly.data.parcels.flatMap(salvageParcel) : [];
  if (!partly.success || parcels.length === 0) return { raw: JSON.stringify(raw), problems };
  return { ...partly.data, parcels, problems };
}

function salvageParcel(raw: unknown): NoticedParcel[] {
  const parcel = salvagedParcel.safeParse(raw);
  if (!parcel.success) return [];
  const lines = parcel.data.lines.flatMap((line) => noticedLine.safeParse(line).data ?? []);
  return [{ ...parcel.data, lines }];
}

function isMoney(value: object): value is Money {
  return "minor" in value && typeof value.minor === "bigint";
}

function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== "object" || value === null) return value;
  if (isMoney(value)) return { amount: formatDecimal(value), currency: value.currency };
  const kept = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(kept.map(([name, field]) => [name, toWire(field)]));
}

function lengthAt(root: unknown, path: readonly PropertyKey[]): number {
  const found = path.reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined), root);
  return typeof found === "string" ? found.length : 0;
}
