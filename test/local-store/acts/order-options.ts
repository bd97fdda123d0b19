// What may a placed order bring along besides its lines: means and terms of payment, a buying company, identities, a risk?

import { newId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import { toMinor } from "../amounts.ts";
import type { OrderExtras, StoredCompany, StoredLocalizedField, StoredPaymentTerms, StoredTaxLine, StoredTransaction } from "../order-extras.ts";
import type { ShopState } from "../shop-state.ts";
import type { Place } from "../world.ts";
import type { AssessRisk } from "./order-risk.ts";

export type TaxLineInput = { title: string; rate: number; price: string };

export type PlaceOrderOptions = {
  /** When not the shop's own. */
  currency?: string;
  processedAt?: string;
  taxesIncluded?: boolean;
  shippingTaxLines?: TaxLineInput[];
  /** What an app says about the payments; none with no financial status leaves that unknown. */
  transactions?: { kind: StoredTransaction["type"]; status: StoredTransaction["status"]; gateway: string; amount: string }[];
  /** As paymentGatewayNames has them; cash on delivery is "Cash on Delivery (COD)" with a status of PENDING. */
  gateways?: string[];
  isPaymentUnknown?: boolean;
  paymentTerms?: { name?: string; type?: StoredPaymentTerms["type"]; dueInDays?: number | null };
  company?: { name: string; externalId?: string; locationName?: string };
  localizedFields?: StoredLocalizedField[];
  /** Assessed at once, before orders/create is sent. */
  risk?: AssessRisk;
};

export function extrasOf({ world, shop }: Place, input: PlaceOrderOptions): OrderExtras {
  return {
    localizedFields: input.localizedFields ?? [],
    isPaymentUnknown: input.isPaymentUnknown ?? false,
    taxesIncluded: input.taxesIncluded ?? false,
    shippingTaxLines: (input.shippingTaxLines ?? []).map((tax) => toTaxLine(tax, input.currency ?? shop.currencyCode)),
    paymentTerms: input.paymentTerms ? termsOf(shop, input.paymentTerms, world.now()) : null,
    company: input.company ? companyOf(shop, input.company) : null,
    ...(input.gateways ? { gateways: input.gateways } : {}),
    ...(input.risk ? { risks: [{
      level: input.risk.level, at: utcInstant(world.now()), provider: null,
      facts: (input.risk.facts ?? []).map((fact) => (typeof fact === "string" ? { description: fact, sentiment: "NEGATIVE" } : fact)),
    }] } : {}),
  };
}

export function toTaxLine({ title, rate, price }: TaxLineInput, currency: string): StoredTaxLine {
  return { title, rate, priceMinor: toMinor(price, currency) };
}

function termsOf(shop: ShopState, { type = "NET", dueInDays = type === "NET" ? 30 : null, name }: NonNullable<PlaceOrderOptions["paymentTerms"]>, nowMs: number): StoredPaymentTerms {
  return {
    kind: "PaymentTerms", id: newId(shop, "PaymentTerms"), scheduleId: newId(shop, "PaymentSchedule"), type, dueInDays,
    name: name ?? (type === "NET" ? `Net ${dueInDays}` : `Due on ${type.toLowerCase()}`), issuedAt: utcInstant(nowMs),
    dueAt: dueInDays === null ? null : utcInstant(nowMs + dueInDays * 86_400_000),
  };
}

/** The same name means the same company. */
function companyOf(shop: ShopState, { name, externalId = "", locationName = name }: NonNullable<PlaceOrderOptions["company"]>): StoredCompany {
  const known = shop.orders.find((order) => order.company?.name === name)?.company;
  return known ?? {
    id: newId(shop, "Company"), name, externalId: externalId || null, locationId: newId(shop, "CompanyLocation"), locationName,
    contactId: newId(shop, "CompanyContact"),
  };
}
