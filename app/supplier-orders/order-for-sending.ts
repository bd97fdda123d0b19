// Everything one supplier order's tables hold, with sealed values opened, as it stands just before it is sent.
// Numbers in brackets are the groups of docs/supplier-order-fields.md.
import type { NamedValue } from "../orders/order.ts";
import type { Money } from "../platform/money.ts";
import type { CargoAttribute } from "../suppliers/supplier-order-request.ts";
import type { Supplier } from "../suppliers/supplier.ts";

type Text = string | null;

export type SupplierOrderForSending = {
  // [1] identity
  readonly reference: string;
  readonly revision: number;
  readonly idempotencyKey: string;
  readonly shopBrand: string;
  readonly orderName: string;
  readonly createdAt: Date;
  /** The shop's IANA zone; both instants are told with its offset. */
  readonly createdTimeZone: string;
  readonly shipBy: Date | null;
  readonly isTest: boolean;
  readonly lines: readonly LineForSending[];
  readonly receiver: ReceiverForSending;
  /** [5] opened for this call. */
  readonly identityDocuments: readonly { readonly countryCode: string; readonly kind: string; readonly value: string }[];
  readonly sender: SenderForSending | null;
  readonly method: MethodForSending;
  readonly customs: ParcelCustomsForSending;
  readonly packing: PackingForSending;
  readonly money: MoneyForSending;
  /** What this supplier may not see. */
  readonly privacy: Pick<Supplier, "hidesEmail" | "hidesPhone" | "hidesPrices" | "mayHaveIoss">;
};

export type LineForSending = {
  readonly lineReference: string;
  readonly itemId: string;
  readonly specId: Text;
  readonly attributes: readonly NamedValue[];
  readonly nameZh: Text;
  readonly titleEn: string;
  readonly sku: Text;
  readonly imageUrl: Text;
  readonly packs: number;
  readonly packRatio: number;
  readonly unitCost: Money;
  readonly properties: readonly NamedValue[];
  readonly note: Text;
  // [8]
  readonly customsNameZh: Text;
  readonly customsNameEn: Text;
  readonly hsCode: Text;
  readonly originCountryCode: Text;
  readonly declaredUnitValue: Money | null;
  readonly unitWeightGrams: number | null;
  readonly material: Text;
  readonly intendedUse: Text;
  /** As the database spells them. */
  readonly cargoAttributes: readonly Uppercase<CargoAttribute>[];
  readonly customsDocumentUrl: Text;
  readonly productLink: Text;
};

/** [3] [4] */
export type ReceiverForSending = {
  readonly name: string;
  readonly firstName: Text;
  readonly lastName: Text;
  readonly company: Text;
  readonly line1: string;
  readonly line2: Text;
  readonly houseNumber: Text;
  readonly street: Text;
  readonly district: Text;
  readonly city: Text;
  readonly province: Text;
  readonly provinceCode: Text;
  readonly postalCode: Text;
  readonly countryCode: string;
  readonly countryName: Text;
  readonly phone: Text;
  readonly phoneE164: Text;
  readonly email: Text;
  readonly latinName: Text;
  readonly latinLine1: Text;
  readonly latinLine2: Text;
  readonly latinCity: Text;
  readonly latinProvince: Text;
  readonly oneLine: Text;
};

/** [6] */
export type SenderForSending = {
  readonly name: string;
  readonly phone: Text;
  readonly address1: Text;
  readonly city: Text;
  readonly province: Text;
  readonly postalCode: Text;
  readonly countryCode: Text;
  readonly isBlind: boolean;
  readonly ifUndeliverable: Supplier["ifUndeliverable"];
  readonly returnName: Text;
  readonly returnPhone: Text;
  readonly returnAddress1: Text;
  readonly returnCity: Text;
  readonly returnProvince: Text;
  readonly returnPostalCode: Text;
  readonly returnCountryCode: Text;
};

/** [7] */
export type MethodForSending = {
  readonly deliveryTitle: Text;
  readonly deliveryCode: Text;
  readonly supplierChannel: Text;
  readonly forbiddenCarriers: readonly string[];
  readonly wantsSignature: boolean;
  readonly insuredFor: Money | null;
  readonly cashOnDelivery: Money | null;
  readonly shipsFromCountryCode: Text;
  readonly labelBuyer: Supplier["labelBuyer"];
};

/** [9] */
export type ParcelCustomsForSending = {
  readonly incoterm: Text;
  readonly dutyPaidBy: Text;
  readonly iossNumber: Text;
  readonly vatNumber: Text;
  readonly eoriNumber: Text;
  readonly exportReason: Text;
  readonly declaredTotal: Money | null;
  readonly weightGrams: number | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
};

/** [10] */
export type PackingForSending = {
  readonly packingInstructionsEn: Text;
  readonly packingInstructionsZh: Text;
  readonly inserts: Text;
  readonly packingSlipWanted: boolean;
  readonly packingSlipLanguage: Text;
  readonly noPricesInParcel: boolean;
  readonly giftMessage: Text;
  readonly labelFileUrl: Text;
  readonly photoWanted: boolean;
};

/** [11] */
export type MoneyForSending = {
  readonly goods: Money;
  readonly total: Money;
  readonly taxIncluded: boolean;
  /** Null: the supplier is to tell. */
  readonly freight: Money | null;
  readonly fees: Money | null;
  readonly discount: Money | null;
  readonly exchangeRate: { readonly rate: string; readonly on: string } | null;
  readonly paymentTerms: Text;
  readonly paymentState: "NOT_REQUIRED" | "REQUIRED" | "DUE" | "PAID" | "FAILED";
  readonly paymentMethod: Text;
  /** Calendar day, YYYY-MM-DD. */
  readonly paymentDueOn: Text;
  readonly invoiceWanted: boolean;
  readonly invoiceTitle: Text;
};
