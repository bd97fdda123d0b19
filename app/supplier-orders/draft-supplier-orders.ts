// What do we ask each supplier to ship? One order per supplier and currency, since an order has one total.
import type { NamedValue, SavedLineItem } from "../orders/order.ts";
import { addMoney, timesMoney } from "../platform/money.ts";
import type { Money } from "../platform/money.ts";
import { packsFor } from "../suppliers/offer.ts";
import type { Offer } from "../suppliers/offer.ts";
import type { ExchangeRate } from "../routing/rule.ts";

/** Units that a decision gave to one offer. */
export type DraftAssignment = {
  readonly line: Pick<SavedLineItem, "id" | "position" | "title" | "variantTitle" | "sku" | "properties">;
  readonly offer: Offer;
  readonly quantity: number;
  /** By which the offers were compared; absent or null in the shop's own currency. */
  readonly rate?: Pick<ExchangeRate, "rate" | "quotedOn"> | null;
};

export type DraftLine = {
  readonly position: number;
  /** Unique within the supplier order; short, because some suppliers print it. */
  readonly lineReference: string;
  readonly lineItemId: string;
  readonly offerId: string;
  readonly itemId: string;
  readonly specId: string | null;
  readonly attributes: readonly NamedValue[];
  readonly nameZh: string | null;
  readonly titleEn: string;
  readonly sku: string | null;
  readonly imageUrl: string | null;
  /** Shop units, and the supplier's packs that cover them. */
  readonly quantity: number;
  readonly packRatio: number;
  readonly packs: number;
  /** Per pack. */
  readonly unitCost: Money;
  readonly properties: readonly NamedValue[];
};

export type Draft = {
  readonly supplierId: string;
  readonly supplierName: string;
  readonly lines: readonly DraftLine[];
  /** Freight and fees are told by the supplier, so the total is the goods' for now. */
  readonly goods: Money;
  readonly total: Money;
  readonly exchangeRate: { readonly rate: string; readonly on: string } | null;
};

/** Same assignments, same drafts: lines follow the customer's order, drafts their first line. */
export function draftSupplierOrders(assignments: readonly DraftAssignment[]): Draft[] {
  const groups = new Map<string, DraftAssignment[]>();
  for (const one of mergeSameOffer(assignments).toSorted(byPosition)) {
    const key = `${one.offer.supplierId} ${one.offer.packCost.currency}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(toDraft);
}

/** Units of one line from one offer share packs. */
function mergeSameOffer(assignments: readonly DraftAssignment[]): DraftAssignment[] {
  const merged = new Map<string, DraftAssignment>();
  for (const one of assignments) {
    const key = `${one.line.id} ${one.offer.id}`;
    merged.set(key, { ...one, quantity: one.quantity + (merged.get(key)?.quantity ?? 0) });
  }
  return [...merged.values()].filter(({ quantity }) => quantity > 0);
}

function byPosition(left: DraftAssignment, right: DraftAssignment): number {
  if (left.line.position !== right.line.position) return left.line.position - right.line.position;
  return left.offer.id < right.offer.id ? -1 : 1;
}

function toDraft(assignments: readonly DraftAssignment[]): Draft[] {
  const [first] = assignments;
  if (!first) return [];
  const { offer, rate } = first;
  const lines = assignments.map(toLine);
  const nothing: Money = { minor: 0n, currency: offer.packCost.currency };
  const goods = lines.reduce((sum, line) => addMoney(sum, timesMoney(line.unitCost, line.packs)), nothing);
  const exchangeRate = rate ? { rate: rate.rate, on: rate.quotedOn } : null;
  return [{ supplierId: offer.supplierId, supplierName: offer.supplierName, lines, goods, total: goods, exchangeRate }];
}

function toLine({ line, offer, quantity }: DraftAssignment, index: number): DraftLine {
  const position = index + 1;
  return {
    position,
    lineReference: String(position),
    lineItemId: line.id,
    offerId: offer.id,
    itemId: offer.itemId,
    specId: offer.specId,
    attributes: offer.attributes,
    nameZh: offer.nameZh,
    titleEn: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    sku: line.sku,
    imageUrl: offer.imageUrl,
    quantity,
    packRatio: offer.packRatio,
    packs: packsFor(quantity, offer.packRatio),
    unitCost: offer.packCost,
    properties: line.properties,
  };
}
