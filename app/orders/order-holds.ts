// What holds the order as a whole? Facts of Shopify's first, the merchant's own limits next, a person's own word last.
import type { HoldSettings } from "../merchants/merchant.ts";
import type { Params } from "../platform/errors.ts";
import { formatDecimal } from "../platform/money.ts";
import { addressHoldCodes, lineFactCodes, neverLetGo } from "./fact-holds.ts";
import { findPaymentHold } from "./payment-hold.ts";
import type { HoldFinding, HoldOwner } from "./hold.ts";
import type { HoldCode, MerchantHold, Order, Risk } from "./order.ts";
import { isTestOrder } from "./test-order.ts";

/** In the order in which one is named for all; each is found by this file alone. */
export const orderHoldCodes: readonly HoldCode[] = [
  "customer_redacted", "cancelled", "fully_refunded", "payment_voided", "payment_expired", "unpaid", "partially_paid", "payment_unknown",
  "dispute_opened", "high_risk", "risk_pending", "authorized_only", "payment_terms", "cash_on_delivery", "test_order",
  "duplicate_suspicion", "price_ceiling", "merchant_rule", "edit_window", "held_by_merchant",
];

const owners: Partial<Record<HoldCode, HoldOwner>> = {
  unpaid: "CUSTOMER", partially_paid: "CUSTOMER", payment_unknown: "SHOPIFY", risk_pending: "SHOPIFY", edit_window: "DAIFA",
};

export type HoldFacts = {
  readonly heldByMerchant: MerchantHold | null;
  readonly settings: HoldSettings;
  readonly risk: Risk | null;
  readonly disputes: readonly { readonly kind: string; readonly status: string }[];
  /** An earlier order of the same buyer for the same goods, within the merchant's time. */
  readonly twin: string | null;
  /** The first of the merchant's rules that fits. */
  readonly rule: string | null;
  /** Units that no supplier was asked for; and those that have not left, wherever they are. */
  readonly openUnits: number;
  readonly unshippedUnits: number;
  readonly now: Date;
};

type Held = Pick<Order, "financialStatus" | "paymentGateways" | "paymentTerms" | "cancelledAt" | "total" | "isTest" | "attributes" | "placedAt">;

export function findOrderHolds(order: Held, facts: HoldFacts): HoldFinding[] {
  if (order.cancelledAt) return [found("cancelled")];
  const payment = findPaymentHold(order);
  if (payment?.code === "fully_refunded") return [found("fully_refunded")];
  return [
    ...(payment ? [found(payment.code, payment.params)] : []),
    ...(facts.unshippedUnits > 0 ? byDispute(facts.disputes) : []),
    // Where nothing is left to be asked for, these would hold nothing.
    ...(facts.openUnits > 0 ? [...byRisk(order, facts), ...byLimits(order, facts), ...byTime(order, facts)] : []),
    ...(facts.heldByMerchant ? [found("held_by_merchant", { note: facts.heldByMerchant.note })] : []),
  ];
}

const found = (code: HoldCode, params: Params = {}): HoldFinding => ({ code, params, owner: owners[code] ?? "MERCHANT", lineItemId: null });

/** Shopify assesses most orders within minutes; one that it never assesses must not wait for ever. */
const riskWaitMinutes = 30;
const afterMinutes = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000);

function byRisk({ placedAt }: Held, { risk, settings, now }: HoldFacts): HoldFinding[] {
  if (!risk) return [];
  const grave = graveLevel(risk);
  if (grave === "HIGH" ? settings.holdsHighRisk : grave === "MEDIUM" && settings.holdsMediumRisk) return [found("high_risk", { level: grave })];
  const until = afterMinutes(placedAt, riskWaitMinutes);
  return risk.level === "PENDING" && settings.holdsHighRisk && now < until ? [found("risk_pending", { until: until.toISOString() })] : [];
}

/** By the level or by the advice, whichever is graver. */
function graveLevel({ level, recommendation }: Risk): "HIGH" | "MEDIUM" | "" {
  if (level === "HIGH" || recommendation === "CANCEL") return "HIGH";
  return level === "MEDIUM" || recommendation === "INVESTIGATE" ? "MEDIUM" : "";
}

const openDisputes = new Set(["NEEDS_RESPONSE", "UNDER_REVIEW"]);
const lostDisputes = new Set(["LOST", "ACCEPTED"]);

/** Won or prevented: it is over. That the merchant has answered changes nothing for the goods, so it is no new fact. */
function byDispute(disputes: HoldFacts["disputes"]): HoldFinding[] {
  const open = disputes.find(({ status }) => openDisputes.has(status));
  const lost = disputes.find(({ status }) => lostDisputes.has(status));
  const dispute = lost ?? open;
  return dispute ? [found("dispute_opened", { kind: dispute.kind, outcome: lost ? "lost" : "open" })] : [];
}

function byLimits(order: Held, { settings, twin, rule }: HoldFacts): HoldFinding[] {
  const { total } = order;
  const isOver = settings.priceCeilingMinor !== null && total.minor > settings.priceCeilingMinor;
  return [
    ...(order.isTest && !isTestOrder(order) ? [found("test_order")] : []),
    ...(twin === null ? [] : [found("duplicate_suspicion", { other: twin })]),
    ...(isOver ? [found("price_ceiling", { total: formatDecimal(total), currency: total.currency })] : []),
    ...(rule === null ? [] : [found("merchant_rule", { rule })]),
  ];
}

function byTime({ placedAt }: Held, { settings, now }: HoldFacts): HoldFinding[] {
  const until = afterMinutes(placedAt, settings.editWindowMinutes);
  return settings.editWindowMinutes > 0 && now < until ? [found("edit_window", { until: until.toISOString() })] : [];
}

/** Ended by the clock, or by another order: nothing of Shopify's tells of it. */
export const selfEndingHolds: readonly HoldCode[] = ["edit_window", "risk_pending", "duplicate_suspicion"];

const letGo = new Set<string>([
  "cash_on_delivery", "payment_terms", "authorized_only", "dispute_opened", "high_risk", "risk_pending", "test_order", "duplicate_suspicion", "price_ceiling",
  "edit_window", "merchant_rule", "margin_floor",
] satisfies HoldCode[]);
const missingFacts = new Set<string>([...addressHoldCodes, ...lineFactCodes].filter((code) => !neverLetGo.includes(code)));

/** A person may say that it goes although the cause stands. Money that is owed and will come is no matter of opinion. */
export const mayLetGo = (code: string): boolean => letGo.has(code) || missingFacts.has(code);
