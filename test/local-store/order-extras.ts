// What else may hang on an order: risk assessments, disputes, customs and tax identities, payment terms, a buying company, metafields?

import type { StoredAddress } from "./shop-state.ts";

export const riskLevels = ["HIGH", "LOW", "MEDIUM", "NONE", "PENDING"] as const;
export type RiskLevel = (typeof riskLevels)[number];

export type StoredRisk = {
  level: RiskLevel;
  facts: { description: string; sentiment: "NEGATIVE" | "NEUTRAL" | "POSITIVE" }[];
  /** Null: Shopify's own assessment. */
  provider: { id: string; title: string } | null;
  at: string;
};

export const disputeStatuses = ["ACCEPTED", "LOST", "NEEDS_RESPONSE", "PREVENTED", "UNDER_REVIEW", "WON"] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];

export type StoredDispute = {
  kind: "OrderDisputeSummary";
  id: string;
  initiatedAs: "CHARGEBACK" | "INQUIRY";
  status: DisputeStatus;
  reason: string;
  amountMinor: number;
  initiatedAt: string;
  evidenceDueAt: string | null;
  finalizedAt: string | null;
};

/** The key is one of Shopify's LocalizedFieldKey; its last two letters are the country. */
export type StoredLocalizedField = { key: string; value: string };

export type StoredPaymentTerms = {
  kind: "PaymentTerms";
  id: string;
  scheduleId: string;
  name: string;
  type: "FIXED" | "FULFILLMENT" | "NET" | "RECEIPT" | "UNKNOWN";
  dueInDays: number | null;
  issuedAt: string;
  dueAt: string | null;
};

export type StoredCompany = {
  id: string;
  name: string;
  externalId: string | null;
  locationId: string;
  locationName: string;
  contactId: string;
};

export type StoredTransaction = {
  kind: "OrderTransaction";
  id: string;
  type: "AUTHORIZATION" | "CAPTURE" | "REFUND" | "SALE" | "VOID";
  status: "FAILURE" | "PENDING" | "SUCCESS";
  gateway: string;
  amountMinor: number;
  at: string;
  parentId: string | null;
  refundId: string | null;
};

/** Of all units ordered of a line, or of the shipping. */
export type StoredTaxLine = { title: string; rate: number; priceMinor: number };

/** A job that an app may ask after; what it did is told by its order. */
export type StoredJob = { kind: "Job"; id: string; isDone: boolean; orderId: string; problem: string | null };

export type StoredEditLine = {
  id: string; title: string; variantId: string | null; quantity: number; unitPriceMinor: number; requiresShipping: boolean; locationId: string | null;
};

/** An edit that was begun and not yet committed. */
export type StoredEdit = {
  kind: "CalculatedOrder";
  id: string;
  orderId: string;
  /** Line → its quantity after the edit. */
  quantities: Record<string, number>;
  added: StoredEditLine[];
};

export type StoredMetafield = {
  kind: "Metafield";
  id: string;
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
};

/** Absent in files of an older demo, as are all parts of it. */
export type OrderExtras = {
  risks?: StoredRisk[];
  disputes?: StoredDispute[];
  localizedFields?: StoredLocalizedField[];
  paymentTerms?: StoredPaymentTerms | null;
  company?: StoredCompany | null;
  gateways?: string[];
  transactions?: StoredTransaction[];
  /** Made by an app that told nothing about a payment: its financial status reads null. */
  isPaymentUnknown?: boolean;
  staffNote?: string | null;
  taxesIncluded?: boolean;
  /** Of the shipping. */
  shippingTaxLines?: StoredTaxLine[];
};

export const emptyAddress: StoredAddress = {
  firstName: null, lastName: null, company: null, address1: null, address2: null, city: null, province: null,
  provinceCode: null, zip: null, country: null, countryCode: null, phone: null,
};
