// Which kinds of a buyer's data does a supplier really get to see? By what stands in the request, the sheet or the file that goes out.
import { toSheet, type SheetColumn } from "./order-sheet.ts";
import type { Receiver, SupplierOrderRequest } from "./supplier-order-request.ts";

/** gift_message and personalization are the buyer's own words: a card, an engraving. */
export const DISCLOSED_KINDS = ["name", "address", "phone", "email", "customs_identity", "gift_message", "personalization"] as const;
export type DisclosedKind = (typeof DISCLOSED_KINDS)[number];

export const isDisclosedKind = (text: string): text is DisclosedKind => (DISCLOSED_KINDS as readonly string[]).includes(text);

type Seen = Pick<SupplierOrderRequest, "receiver">;
const ofReceiver = {
  name: ({ receiver }: Seen) => receiver.name !== "",
  address: ({ receiver }: Seen) => receiver.line1 !== "",
  phone: ({ receiver }: Seen) => Boolean(receiver.phone ?? receiver.phoneE164),
  email: ({ receiver }: Seen) => Boolean(receiver.email),
} as const;

const isThere: Readonly<Record<DisclosedKind, (request: SupplierOrderRequest) => boolean>> = {
  ...ofReceiver,
  customs_identity: ({ identityDocuments }) => identityDocuments.length > 0,
  gift_message: ({ packing }) => Boolean(packing.giftMessage),
  personalization: ({ lines }) => lines.some(({ properties }) => properties.length > 0),
};

/** All that the request holds: what goes to a supplier's system, onto its page, and into a purchase order. */
export const kindsInRequest = (request: SupplierOrderRequest): DisclosedKind[] => DISCLOSED_KINDS.filter((kind) => isThere[kind](request));

/** Another receiver, told alone. */
export const kindsInReceiver = (receiver: Receiver): DisclosedKind[] =>
  (["name", "address", "phone", "email"] as const).filter((kind) => ofReceiver[kind]({ receiver }));

const shownBy: Readonly<Partial<Record<SheetColumn["field"], DisclosedKind>>> = {
  receiverName: "name", phone: "phone", email: "email", taxId: "customs_identity", giftMessage: "gift_message", properties: "personalization",
  address: "address", province: "address", city: "address", district: "address", street: "address", detail: "address", postalCode: "address", company: "address",
};

/** Only columns with something in them: a sheet without a column for the telephone does not give it away. */
export function kindsInSheet(request: SupplierOrderRequest, columns: readonly SheetColumn[]): DisclosedKind[] {
  const { rows } = toSheet([request], columns);
  const shown = new Set(columns.flatMap(({ field }, index) => (rows.some((row) => row[index] !== "") ? [shownBy[field]] : [])));
  return DISCLOSED_KINDS.filter((kind) => shown.has(kind));
}

/** A text for a chat has no line for the mail address. */
export const kindsInChat = (request: SupplierOrderRequest): DisclosedKind[] => kindsInRequest(request).filter((kind) => kind !== "email");

export const unite = (...lists: readonly (readonly DisclosedKind[])[]): DisclosedKind[] => {
  const all = new Set(lists.flat());
  return DISCLOSED_KINDS.filter((kind) => all.has(kind));
};
