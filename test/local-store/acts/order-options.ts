// What may a placed order bring along besides its lines: means and terms of payment, a buying company, identities, a risk?

import { newId } from "../ids.ts";
import { utcInstant } from "../instants.ts";
import type { OrderExtras, StoredCompany, StoredLocalizedField, StoredPaymentTerms } from "../order-extras.ts";
import type { ShopState } from "../shop-state.ts";
import type { Place } from "../world.ts";
import type { AssessRisk } from "./order-risk.ts";

export type PlaceOrderOptions = {
  /** As paymentGatewayNames has them; cash on delivery is "Cash on Delivery (COD)" with a status of PENDING. */
  gateways?: string[];
  paymentTerms?: { name?: string; type?: StoredPaymentTerms["type"]; dueInDays?: number | null };
  company?: { name: string; externalId?: string; locationName?: string };
  localizedFields?: StoredLocalizedField[];
  /** Assessed at once, before orders/create is sent. */
  risk?: AssessRisk;
};

export function extrasOf({ world, shop }: Place, input: PlaceOrderOptions): OrderExtras {
  return {
    localizedFields: input.localizedFields ?? [],
    paymentTerms: input.paymentTerms ? termsOf(shop, input.paymentTerms, world.now()) : null,
    company: input.company ? companyOf(shop, input.company) : null,
    ...(input.gateways ? { gateways: input.gateways } : {}),
    ...(input.risk ? { risks: [{
      level: input.risk.level, at: utcInstant(world.now()), provider: null,
      facts: (input.risk.facts ?? []).map((fact) => (typeof fact === "string" ? { description: fact, sentiment: "NEGATIVE" } : fact)),
    }] } : {}),
  };
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
