// What does an honest supplier do with an order: take it once, refuse what it lacks, ship, cancel in time?
import { orderAnswer } from "../../app/suppliers/connectors/rest-api/messages.ts";
import type { shipmentNotice } from "../../app/suppliers/connectors/rest-api/messages.ts";
import type { OrderMessage } from "../../app/suppliers/connectors/rest-api/order-message.ts";
import type { z } from "zod";
import { findOrder } from "./book.ts";
import type { BookedOrder, LocalBook } from "./book.ts";
import { makeLabel, senderNumber } from "./tracking-numbers.ts";
import type { LocalCarrier } from "./tracking-numbers.ts";

export type LocalNotice = z.output<typeof shipmentNotice>;
export type Answer = { status: number; body: unknown };

/** One parcel to send; without lines it takes everything that is still open. */
export type ParcelCommand = { carrier?: LocalCarrier | undefined; trackingNumber?: string | undefined; company?: string | undefined; lines?: { lineReference: string; quantity: number }[] | undefined };

const CARRIERS: readonly LocalCarrier[] = ["ups", "usps", "yto"];

export class CommandRefused extends Error {}

export function takeOrder(book: LocalBook, items: ReadonlySet<string>, asked: { order: OrderMessage; idempotencyKey: string; now: Date }): Answer {
  const { order, idempotencyKey, now } = asked;
  const known = book.orders.find((booked) => booked.idempotencyKey === idempotencyKey);
  if (known) return { status: 409, body: toAnswer(known) };
  if (findOrder(book, order.identity.reference)) return refuse(409, "order_exists", "This reference was ordered under another key");
  const refusedLines = order.lines.flatMap((line) => {
    const code = reasonToRefuse(book, items, line);
    return code ? [{ lineReference: line.lineReference, answer: "refused" as const, code }] : [];
  });
  const [first] = refusedLines;
  if (first) return { status: 422, body: { code: first.code, message: `Line ${first.lineReference}: ${first.code}`, lines: refusedLines } };
  for (const line of order.lines) {
    const left = book.stock[itemKey(line)];
    if (left !== undefined) book.stock[itemKey(line)] = left - line.quantity;
  }
  const booked: BookedOrder = {
    order,
    idempotencyKey,
    supplierReference: `${senderNumber(book.name)}-${book.orders.length + 1}`,
    standing: "open",
    acceptedAt: now.toISOString(),
    shipped: {},
    lookUps: 0,
    changes: [],
  };
  book.orders.push(booked);
  return { status: 201, body: toAnswer(booked) };
}

export function answerLookUp(book: LocalBook, reference: string): Answer {
  const booked = findOrder(book, reference);
  if (booked) {
    booked.lookUps += 1;
    return { status: 200, body: toAnswer(booked) };
  }
  book.vainLookUps[reference] = (book.vainLookUps[reference] ?? 0) + 1;
  return refuse(404, "order_not_found", "There is no such order");
}

export function cancelOrder(book: LocalBook, reference: string): Answer {
  const booked = findOrder(book, reference);
  if (!booked) return refuse(404, "order_not_found", "There is no such order");
  if (booked.standing === "shipped" || booked.standing === "partly_shipped") return refuse(409, "too_late", "The order was handed over");
  if (booked.standing === "open") {
    booked.standing = "cancelled";
    for (const line of booked.order.lines) {
      const left = book.stock[itemKey(line)];
      if (left !== undefined) book.stock[itemKey(line)] = left + line.quantity;
    }
  }
  return { status: 200, body: toAnswer(booked) };
}

export function listShipments(book: LocalBook, after: string | null, pageSize: number): Answer {
  const start = after === null ? 0 : Number(after);
  if (!Number.isInteger(start) || start < 0) return refuse(400, "bad_cursor", "after is not a cursor of ours");
  const shipments = book.shipments.slice(start, start + pageSize);
  const end = start + shipments.length;
  return { status: 200, body: { shipments, cursor: String(end), hasMore: end < book.shipments.length } };
}

/** Ships parcels of one order as one shipment. Refuses to send more than was ordered. */
export function shipOrder(book: LocalBook, asked: { reference: string; parcels: readonly ParcelCommand[]; now: Date }): LocalNotice {
  const booked = findOrder(book, asked.reference);
  if (!booked) throw new CommandRefused(`no order ${asked.reference}`);
  if (booked.standing === "cancelled") throw new CommandRefused(`order ${asked.reference} is cancelled`);
  const earlier = book.shipments.filter(({ reference }) => reference === asked.reference).length;
  const packed = { ...booked, shipped: { ...booked.shipped } };
  const notice: LocalNotice = {
    reference: asked.reference,
    shipmentReference: `${booked.supplierReference}-S${earlier + 1}`,
    shippedAt: asked.now.toISOString(),
    parcels: asked.parcels.map((parcel) => packParcel(book, packed, parcel)),
  };
  booked.shipped = packed.shipped;
  booked.standing = openLines(booked).length === 0 ? "shipped" : "partly_shipped";
  book.shipments.push(notice);
  return notice;
}

/** Everything still open in one parcel or, where there are two packs at least, in two. */
export function splitIntoParcels(booked: BookedOrder, parcels: "one" | "two"): ParcelCommand[] {
  const open = openLines(booked);
  const total = open.reduce((sum, line) => sum + line.quantity, 0);
  if (parcels === "one" || total < 2) return [{ lines: open }];
  let left = Math.floor(total / 2);
  const first = open.flatMap((line) => {
    const quantity = Math.min(left, line.quantity);
    left -= quantity;
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  return [{ lines: first }, {}];
}

export function openLines(booked: BookedOrder): { lineReference: string; quantity: number }[] {
  return booked.order.lines
    .map(({ lineReference, quantity }) => ({ lineReference, quantity: quantity - (booked.shipped[lineReference] ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}

function packParcel(book: LocalBook, booked: BookedOrder, command: ParcelCommand): LocalNotice["parcels"][number] {
  const lines = takeOut(booked, command.lines ?? openLines(booked));
  book.parcelsMade += 1;
  const carrier = command.carrier ?? CARRIERS[book.parcelsMade % CARRIERS.length] ?? "ups";
  const made = makeLabel(carrier, senderNumber(book.name), book.parcelsMade);
  const label = command.trackingNumber === undefined ? made : { trackingNumber: command.trackingNumber, company: made.company, url: undefined };
  return {
    trackingNumber: label.trackingNumber,
    company: command.company ?? label.company,
    url: label.url,
    lines,
    weightGrams: 250 * lines.reduce((sum, line) => sum + line.quantity, 0),
    firstLegNumber: undefined,
    lastMileNumber: undefined,
    lastMileCompany: undefined,
    photoUrl: undefined,
  };
}

type Lines = { lineReference: string; quantity: number }[];

function takeOut(booked: BookedOrder, lines: Lines): Lines {
  if (lines.length === 0) throw new CommandRefused("nothing is left to ship");
  for (const { lineReference, quantity } of lines) {
    const left = openLines(booked).find((line) => line.lineReference === lineReference)?.quantity ?? 0;
    if (quantity < 1 || quantity > left) throw new CommandRefused(`line ${lineReference} has ${left} left, not ${quantity}`);
    booked.shipped[lineReference] = (booked.shipped[lineReference] ?? 0) + quantity;
  }
  return lines;
}

function reasonToRefuse(book: LocalBook, items: ReadonlySet<string>, line: OrderMessage["lines"][number]): string | undefined {
  if (!items.has(itemKey(line))) return "unknown_item";
  const left = book.stock[itemKey(line)];
  return left !== undefined && left < line.quantity ? "out_of_stock" : undefined;
}

export function itemKey(item: { itemId: string; specId?: string | undefined }): string {
  return item.specId === undefined ? item.itemId : `${item.itemId}/${item.specId}`;
}

export function refuse(status: number, code: string, message: string): Answer {
  return { status, body: { code, message } };
}

function toAnswer({ order, supplierReference, standing, acceptedAt }: BookedOrder): unknown {
  return orderAnswer.parse({
    reference: order.identity.reference,
    supplierReference,
    standing,
    acceptedAt,
    cost: order.money.goods,
    isPaid: order.money.paymentState === "paid",
    lines: order.lines.map(({ lineReference }) => ({ lineReference, answer: "accepted" })),
  });
}
