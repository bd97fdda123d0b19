// When is an order to be paid, by which means, and does a company buy it?

import { sum, orderTotals } from "../acts/order-facts.ts";
import { gatewaysOf } from "../acts/payments.ts";
import { connect, connectionModels, type ConnectionArgs } from "../graphql/connections.ts";
import { own, type GraphqlContext, type Models } from "../graphql/models.ts";
import { decimalAmount } from "../amounts.ts";
import type { StoredCompany, StoredPaymentTerms } from "../order-extras.ts";
import type { StoredOrder } from "../order-state.ts";
import { moneyBag } from "./money.ts";

type Terms = { kind: "PaymentTerms"; terms: StoredPaymentTerms; order: StoredOrder };

function isDue({ terms }: Terms, nowMs: number): boolean {
  return terms.dueAt !== null && Date.parse(terms.dueAt) <= nowMs;
}

function schedule({ terms, order }: Terms) {
  const { outstandingMinor, totalMinor } = orderTotals(order);
  const money = (minor: number) => ({ amount: decimalAmount(minor, order.currency), currencyCode: order.currency });
  return {
    id: terms.scheduleId, issuedAt: terms.issuedAt, dueAt: terms.dueAt, completedAt: outstandingMinor === 0 ? order.updatedAt : null,
    amount: money(totalMinor), balanceDue: money(outstandingMinor), totalBalance: money(outstandingMinor),
  };
}

function purchasingEntity(order: StoredOrder) {
  if (order.company) return { kind: "PurchasingCompany", company: order.company };
  return order.customer === null ? null : { ...order.customer, kind: "Customer" };
}

export const paymentTermsModels: Models = {
  Order: {
    paymentGatewayNames: gatewaysOf,
    paymentTerms: (order: StoredOrder) => (order.paymentTerms ? { kind: "PaymentTerms", terms: order.paymentTerms, order } satisfies Terms : null),
    purchasingEntity,
    totalTipReceivedSet: (order: StoredOrder) =>
      moneyBag(order, sum(order.lines.filter((line) => line.isTip).map((line) => line.unitPriceMinor * line.quantity))),
  },
  PaymentTerms: {
    id: ({ terms }: Terms) => terms.id,
    paymentTermsName: ({ terms }: Terms) => terms.name,
    paymentTermsType: ({ terms }: Terms) => terms.type,
    dueInDays: ({ terms }: Terms) => terms.dueInDays,
    due: (source: Terms, _args: unknown, { world }: GraphqlContext) => isDue(source, world.now()),
    overdue: (source: Terms, _args: unknown, { world }: GraphqlContext) => isDue(source, world.now()) && orderTotals(source.order).outstandingMinor > 0,
    paymentSchedules: (source: Terms, args: ConnectionArgs) => connect([schedule(source)], args),
  },
  PaymentSchedule: own<ReturnType<typeof schedule>>("id", "issuedAt", "dueAt", "completedAt", "amount", "balanceDue", "totalBalance"),
  PurchasingCompany: {
    company: ({ company }: { company: StoredCompany }) => company,
    location: ({ company }: { company: StoredCompany }) => ({ id: company.locationId, name: company.locationName }),
    contact: ({ company }: { company: StoredCompany }) => ({ id: company.contactId }),
  },
  Company: own<StoredCompany>("id", "name", "externalId"),
  CompanyLocation: own<{ id: string; name: string }>("id", "name"),
  CompanyContact: own<{ id: string }>("id"),
  ...connectionModels("PaymentSchedule"),
};
