// What must a supplier be told to ship the right thing to the right door?
// The words of an order as spoken with any supplier; each connector translates them into that supplier's own.
import type { Money } from "../platform/money.ts";

type Optional<T> = { [Key in keyof T]?: T[Key] | undefined };

export type SupplierOrderRequest = {
  identity: OrderIdentity;
  lines: readonly RequestedLine[];
  receiver: Receiver;
  /** The buyer's numbers for customs (CPF, PCCC …), opened only for this call. */
  identityDocuments: readonly IdentityDocument[];
  sender?: LabelSender | undefined;
  method: DeliveryMethod;
  customs?: ParcelCustoms | undefined;
  packing: Packing;
  money: OrderMoney;
  /** The supplier's own page of this order, where a person there answers. */
  answerUrl?: string | undefined;
  /** It may have this order already: a person said to send the same again. */
  isRepeat?: boolean | undefined;
  /** Where the supplier's mailbox reports that it did not take the order. */
  bounceTo?: string | undefined;
};

export type OrderIdentity = {
  /** 32 hex digits: unique per supplier across shops, since two shops both have #1001. */
  reference: string;
  revision: number;
  /** Same key, same order: the supplier answers a repeat with what it answered first. */
  idempotencyKey: string;
  shopBrand: string;
  orderName: string;
  /** ISO 8601 with the shop's offset. */
  createdAt: string;
  /** ISO 8601 with an offset. */
  shipBy?: string | undefined;
  isTest: boolean;
};

export type RequestedLine = {
  lineReference: string;
  itemId: string;
  /** 1688's specId, AliExpress's sku_attr: the second half of a composite item. */
  specId?: string | undefined;
  /** 款号, 颜色, 尺码 for factories. */
  attributes: readonly NamedText[];
  nameZh?: string | undefined;
  titleEn: string;
  sku?: string | undefined;
  imageUrl?: string | undefined;
  /** In the supplier's packs; one pack is packRatio of the shop's units. */
  quantity: number;
  packRatio: number;
  /** Per pack. */
  unitCost: Money;
  /** Engraving, upload links: what the buyer chose. */
  properties: readonly NamedText[];
  note?: string | undefined;
  customs?: LineCustoms | undefined;
};

export type NamedText = { name: string; value: string };

export type Address = Optional<{
  firstName: string;
  lastName: string;
  company: string;
  line2: string;
  houseNumber: string;
  /** 街道 / 镇. */
  street: string;
  /** 区. */
  district: string;
  city: string;
  province: string;
  provinceCode: string;
  postalCode: string;
  countryName: string;
}> & { name: string; line1: string; countryCode: string };

export type Receiver = Address &
  Optional<{
    /** As the buyer wrote it, and in E.164 when it could be read. */
    phone: string;
    phoneE164: string;
    email: string;
    /** 整段地址, the one-line form Chinese systems take. */
    oneLine: string;
    latin: Optional<{ name: string; line1: string; line2: string; city: string; province: string }>;
  }>;

export type IdentityDocument = { countryCode: string; kind: string; value: string };

type PostalAddress = Optional<{ phone: string; address1: string; city: string; province: string; postalCode: string; countryCode: string }> & {
  name: string;
};

export type LabelSender = PostalAddress & {
  isBlind: boolean;
  ifUndeliverable: "return" | "destroy" | "abandon";
  returnTo?: PostalAddress | undefined;
};

export type DeliveryMethod = Optional<{
  /** What the buyer paid for, as the shop calls it. */
  deliveryTitle: string;
  deliveryCode: string;
  /** The supplier's own channel that stands for it. */
  supplierChannel: string;
  insuredFor: Money;
  cashOnDelivery: Money;
  shipsFromCountryCode: string;
}> & { forbiddenCarriers: readonly string[]; wantsSignature: boolean; labelBuyer: "supplier" | "merchant" };

export const CARGO_ATTRIBUTES = [
  "general",
  "battery_built_in",
  "battery_packed_with",
  "battery_only",
  "liquid",
  "powder",
  "paste",
  "magnetic",
  "blade",
  "customs_prohibited",
  "imitation_brand",
] as const;
export type CargoAttribute = (typeof CARGO_ATTRIBUTES)[number];

export type LineCustoms = Optional<{
  nameZh: string;
  nameEn: string;
  hsCode: string;
  originCountryCode: string;
  /** Per unit of the shop. */
  declaredUnitValue: Money;
  unitWeightGrams: number;
  material: string;
  intendedUse: string;
  documentUrl: string;
  productLink: string;
}> & { cargoAttributes: readonly CargoAttribute[] };

export type ParcelCustoms = Optional<{
  incoterm: string;
  dutyPaidBy: string;
  iossNumber: string;
  vatNumber: string;
  eoriNumber: string;
  exportReason: string;
  declaredTotal: Money;
  weightGrams: number;
  sizeMm: { length: number; width: number; height: number };
}>;

export type Packing = Optional<{
  instructionsEn: string;
  instructionsZh: string;
  inserts: string;
  slipLanguage: string;
  giftMessage: string;
  labelFileUrl: string;
}> & { wantsSlip: boolean; isWithoutPrices: boolean; wantsPhoto: boolean };

export type OrderMoney = Optional<{
  /** Absent: the supplier is to tell. */
  freight: Money;
  fees: Money;
  discount: Money;
  /** Decimal text with its date: what the offers were compared by. */
  exchangeRate: { rate: string; on: string };
  terms: string;
  paymentMethod: string;
  /** Calendar day, YYYY-MM-DD. */
  paymentDueOn: string;
  invoiceTitle: string;
}> & {
  goods: Money;
  total: Money;
  isTaxIncluded: boolean;
  paymentState: "not_required" | "required" | "due" | "paid" | "failed";
  wantsInvoice: boolean;
};
