// What did the customer buy, and may we act on it? An order is a fact of Shopify's; we never change it.
import type { Params } from "../platform/errors.ts";
import type { Money } from "../platform/money.ts";

/** Shopify's displayFinancialStatus; UNKNOWN stands for a value younger than this code. */
export type FinancialStatus =
  | "AUTHORIZED" | "EXPIRED" | "PAID" | "PARTIALLY_PAID" | "PARTIALLY_REFUNDED"
  | "PENDING" | "REFUNDED" | "VOIDED" | "UNKNOWN";

export type NamedValue = { readonly name: string; readonly value: string };

/** The receiver as the buyer wrote it; null fields were not given (or not granted to this app). */
export type Address = {
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly provinceCode: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | null;
  readonly countryName: string | null;
  /** As written, the E.164 form where it could be told, and where it was found. */
  readonly phone: string | null;
  readonly phoneE164: string | null;
  readonly phoneSource: "address" | "delivery_instructions" | "order" | "customer" | null;
  readonly email: string | null;
  /** The address object exactly as Shopify sent it, as JSON text. */
  readonly raw: string | null;
};

/** The delivery method the buyer paid for. */
export type DeliveryMethod = {
  readonly title: string | null;
  readonly code: string | null;
  readonly price: Money | null;
  readonly instructions: string | null;
};

export type LineItem = {
  /** Shopify's GID; our own id is added by the store. */
  readonly shopifyLineItemId: string;
  readonly shopifyVariantId: string | null;
  readonly shopifyProductId: string | null;
  readonly position: number;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  /** Units ever ordered on this line, and units still wanted after edits and refunds. */
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly requiresShipping: boolean;
  readonly isGiftCard: boolean;
  readonly unitPrice: Money;
  readonly unitPricePresentment: Money;
  readonly unitWeightGrams: number | null;
  readonly properties: readonly NamedValue[];
};

/** Where the order came from; facts, never guesses. */
export type Attribution = {
  readonly sourceName: string | null;
  readonly landingSite: string | null;
  readonly referringSite: string | null;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
};

/** A customs number of the buyer (CPF, PCCC …) in the clear; sealed by the store. */
export type BuyerIdentity = {
  readonly countryCode: string;
  readonly kind: string;
  readonly value: string;
  readonly source: string;
};

/** An order as one message of Shopify's describes it. */
export type Order = {
  readonly shopifyOrderId: string;
  /** "#1001" */
  readonly name: string;
  readonly orderNumber: number;
  readonly placedAt: Date;
  readonly shopifyUpdatedAt: Date;
  readonly financialStatus: FinancialStatus;
  /** As Shopify names the means of payment, such as "Cash on Delivery (COD)". */
  readonly paymentGateways: readonly string[];
  /** Terms agreed with a buyer who pays later, such as "Net 30". */
  readonly paymentTerms: string | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
  readonly isTest: boolean;
  readonly total: Money;
  readonly totalPresentment: Money;
  readonly email: string | null;
  readonly phone: string | null;
  readonly customerLocale: string | null;
  /** The buyer's account, as a GID; null for a guest, and where the message does not say. */
  readonly shopifyCustomerId: string | null;
  readonly note: string | null;
  readonly poNumber: string | null;
  readonly delivery: DeliveryMethod | null;
  readonly dutiesIncluded: boolean | null;
  readonly duties: Money | null;
  readonly attribution: Attribution;
  readonly attributes: readonly NamedValue[];
  readonly discountCodes: readonly string[];
  /** Those that the order wears in Shopify's admin. */
  readonly tags: readonly string[];
  readonly identities: readonly BuyerIdentity[];
  readonly address: Address | null;
  readonly lines: readonly LineItem[];
};

export type SavedLineItem = LineItem & { readonly id: string };

/** An order as we remember it. */
export type SavedOrder = Omit<Order, "lines"> & {
  readonly id: string;
  readonly confirmedAt: Date | null;
  readonly hold: Hold | null;
  /** Shopify's opinion of it, which no webhook of the order tells. */
  readonly risk: Risk | null;
  /** A person holds the order back; a fact of ours, which no message of Shopify's changes. */
  readonly heldByMerchant: MerchantHold | null;
  /** Who is to ship what still waits, where a person has chosen. */
  readonly chosenSupplierId: string | null;
  readonly lines: readonly SavedLineItem[];
};

export type RiskLevel = "HIGH" | "MEDIUM" | "LOW" | "NONE" | "PENDING";
export type Risk = { readonly level: RiskLevel; /** ACCEPT, INVESTIGATE, CANCEL or NONE. */ readonly recommendation: string };

export type MerchantHold = { readonly at: Date; readonly by: string; readonly note: string };

/** Why the whole order waits, by the hold that is named for all; the catalogue words it as `hold.<code>`. */
export type Hold = { readonly code: HoldCode; readonly params: Params };
export type HoldCode =
  | "unpaid" | "partially_paid" | "payment_expired" | "payment_voided" | "payment_unknown"
  /** Pending by its nature: paid at the door, on an invoice, or once it is captured. A person says whether it goes. */
  | "cash_on_delivery" | "payment_terms" | "authorized_only"
  | "fully_refunded" | "cancelled"
  | "held_by_merchant"
  | "test_order" | "high_risk" | "risk_pending" | "dispute_opened"
  | "edit_window" | "price_ceiling" | "duplicate_suspicion" | "merchant_rule"
  /** Of single lines. */
  | "shopify_hold" | "margin_floor"
  | "address_incomplete"
  /** By the customer's wish nothing is known of him any more: there is nobody to ship to. */
  | "customer_redacted";
