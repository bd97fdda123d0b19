// What does a supplier's notice say was shipped, in our own units and lines?
// Suppliers count packs; the last pack of a line may hold fewer of the shop's units than the ratio says.
import type { Reason } from "../orders/allocation.ts";
import type { SupplierOrderLine } from "../supplier-orders/supplier-order.ts";
import type { NoticedParcel, ShipmentNotice } from "../suppliers/connector.ts";
import type { Parcel, ParcelLine, Shipment } from "./shipment.ts";

type Line = Pick<SupplierOrderLine, "id" | "lineItemId" | "lineReference" | "quantity" | "packRatio" | "packs">;

export type ShippedOrder = {
  readonly lines: readonly Line[];
  /** Packs of earlier shipments, by supplier order line id. */
  readonly shippedPacks: ReadonlyMap<string, number>;
};

export type RecognizedCarrier = { readonly carrier: string | null; readonly company: string; readonly url: string | null };

export type NoticeContext = {
  readonly carriers: {
    /** Whose number is this, how does Shopify spell the company, and which link does the buyer need (null: Shopify makes its own)? */
    recognize(number: string, company?: string, supplierUrl?: string): RecognizedCarrier;
  };
  /** Stands in where the supplier does not say when it shipped. */
  readonly now: Date;
};

export type NoticeMismatchCode =
  | "notice_problem" | "no_parcels" | "no_lines" | "nothing_left" | "unknown_line" | "more_than_ordered" | "bad_quantity"
  | "no_tracking_number" | "bad_shipped_at";
export type NoticeMismatch = Reason & { readonly code: NoticeMismatchCode };

export type NoticeReading =
  | { readonly kind: "shipment"; readonly shipment: Shipment }
  | { readonly kind: "mismatch"; readonly reasons: readonly NoticeMismatch[] };

export function shipmentFromNotice(notice: ShipmentNotice, supplierOrder: ShippedOrder, context: NoticeContext): NoticeReading {
  const shippedAt = notice.shippedAt === undefined ? context.now : new Date(notice.shippedAt);
  const reasons: NoticeMismatch[] = notice.problems.map(({ path, text }) => ({ code: "notice_problem", params: { path, text } }));
  if (Number.isNaN(shippedAt.getTime())) reasons.push({ code: "bad_shipped_at", params: { shippedAt: notice.shippedAt ?? "" } });
  if (notice.parcels.length === 0) reasons.push({ code: "no_parcels", params: {} });

  const boxes = boxesOf(notice.parcels);
  const shippedPacks = new Map(supplierOrder.shippedPacks);
  const parcels = boxes.map((box, index): Parcel => {
    const wanted = box.lines.length > 0 ? box.lines : everythingLeft(supplierOrder, { isOnlyParcel: boxes.length === 1, reasons });
    const lines = matchLines(wanted, supplierOrder.lines, { shippedPacks, reasons });
    return toParcel(box, lines, { position: index + 1, carriers: context.carriers });
  });
  if (boxes.some((box) => box.trackingNumber === "")) reasons.push({ code: "no_tracking_number", params: {} });

  if (reasons.length > 0) return { kind: "mismatch", reasons };
  return { kind: "shipment", shipment: { shipmentReference: notice.shipmentReference, shippedAt, parcels } };
}

/** A supplier may send one entry per line under the same number: that is still one box. */
function boxesOf(parcels: readonly NoticedParcel[]): NoticedParcel[] {
  const boxes = new Map<string, NoticedParcel>();
  for (const [index, parcel] of parcels.entries()) {
    const trackingNumber = parcel.trackingNumber.trim();
    const key = trackingNumber === "" ? `unnumbered ${index}` : trackingNumber.toUpperCase();
    const box = boxes.get(key);
    // Entries without lines mean everything, and everything plus a line would count that line twice.
    const lines = box ? [...box.lines, ...parcel.lines] : parcel.lines;
    boxes.set(key, { ...parcel, ...box, trackingNumber, lines });
  }
  return [...boxes.values()];
}

type NoticedLine = NoticedParcel["lines"][number];

function everythingLeft(order: ShippedOrder, notice: { isOnlyParcel: boolean; reasons: NoticeMismatch[] }): NoticedLine[] {
  if (!notice.isOnlyParcel) {
    notice.reasons.push({ code: "no_lines", params: {} });
    return [];
  }
  const left = order.lines
    .map((line) => ({ lineReference: line.lineReference, quantity: line.packs - (order.shippedPacks.get(line.id) ?? 0) }))
    .filter((line) => line.quantity > 0);
  if (left.length === 0) notice.reasons.push({ code: "nothing_left", params: {} });
  return left;
}

type Matching = { readonly shippedPacks: Map<string, number>; readonly reasons: NoticeMismatch[] };

/** Adds to `shippedPacks` what this parcel takes, so that the next parcel of the notice finds the rest. */
function matchLines(wanted: readonly NoticedLine[], lines: readonly Line[], { shippedPacks, reasons }: Matching): ParcelLine[] {
  const units = new Map<string, ParcelLine>();
  for (const { lineReference, quantity } of wanted) {
    const line = lines.find((one) => one.lineReference === lineReference);
    const before = line ? (shippedPacks.get(line.id) ?? 0) : 0;
    const mismatch = whyNot(line, { lineReference, quantity, before });
    if (mismatch) reasons.push(mismatch);
    if (!line || mismatch) continue;
    shippedPacks.set(line.id, before + quantity);
    const shipped = unitsIn(line, before + quantity) - unitsIn(line, before);
    const sameBox = units.get(line.id)?.quantity ?? 0;
    units.set(line.id, { supplierOrderLineId: line.id, lineItemId: line.lineItemId, quantity: sameBox + shipped });
  }
  return [...units.values()];
}

function whyNot(line: Line | undefined, notice: NoticedLine & { before: number }): NoticeMismatch | undefined {
  const { lineReference, quantity, before } = notice;
  if (!line) return { code: "unknown_line", params: { lineReference } };
  if (!Number.isSafeInteger(quantity) || quantity < 1) return { code: "bad_quantity", params: { lineReference, quantity } };
  if (before + quantity > line.packs) return { code: "more_than_ordered", params: { lineReference, ordered: line.packs, before, quantity } };
  return undefined;
}

/** Shop units in the first so many packs of a line. */
const unitsIn = (line: Line, packs: number): number => Math.min(line.quantity, packs * line.packRatio);

function toParcel(box: NoticedParcel, lines: ParcelLine[], place: { position: number; carriers: NoticeContext["carriers"] }): Parcel {
  const { carrier, company, url } = place.carriers.recognize(box.trackingNumber, box.company, box.url);
  return {
    position: place.position,
    trackingNumber: box.trackingNumber,
    carrier,
    company,
    trackingUrl: url,
    firstLegNumber: box.firstLegNumber ?? null,
    lastMileNumber: box.lastMileNumber ?? null,
    lastMileCarrier: lastMileCarrier(box, place.carriers),
    weightGrams: box.weightGrams ?? null,
    photoUrl: box.photoUrl ?? null,
    lines,
  };
}

function lastMileCarrier({ lastMileNumber, lastMileCompany }: NoticedParcel, carriers: NoticeContext["carriers"]): string | null {
  if (lastMileNumber === undefined) return lastMileCompany ?? null;
  return carriers.recognize(lastMileNumber, lastMileCompany).carrier ?? lastMileCompany ?? null;
}
