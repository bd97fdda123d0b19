// Each finding of an order as a whole: when does it begin, stand and end, whose job is it, and may a person let it go?
import { describe, expect, it } from "vitest";
import { mayLetGo, findOrderHolds, type HoldFacts } from "../../app/orders/order-holds.ts";
import { findPaymentHold } from "../../app/orders/payment-hold.ts";
import { riskFactsFromAdmin, riskFromAdmin } from "../../app/orders/from-admin-doubts.ts";
import { testOrderMark } from "../../app/orders/test-order.ts";
import { anOrder, usd } from "../support/build.ts";

const placedAt = anOrder().placedAt;
const later = (minutes: number): Date => new Date(placedAt.getTime() + minutes * 60_000);
const settings = { holdsHighRisk: true, holdsMediumRisk: false, editWindowMinutes: 0, duplicateWindowMinutes: 10, priceCeilingMinor: null, marginFloorBasisPoints: null };
const facts = (given: Partial<HoldFacts> = {}): HoldFacts => ({ heldByMerchant: null, settings, risk: null, disputes: [], twin: null, rule: null, openUnits: 2, unshippedUnits: 2, now: later(1), ...given });
const found = (order: Partial<ReturnType<typeof anOrder>>, given: Partial<HoldFacts> = {}) => findOrderHolds(anOrder(order), facts(given)).map(({ code, owner, params }) => ({ code, owner, ...params }));

describe("payment", () => {
  it.each([
    ["Cash on Delivery (COD)"], ["cash_on_delivery"], ["货到付款"], ["代金引換"], ["Nachnahme"], ["Contrareembolso"], ["Paiement à la livraison"], ["Kapıda ödeme"], ["Оплата при получении"],
  ])("at the door is known by its name %s", (gateway) => {
    expect(findPaymentHold(anOrder({ financialStatus: "PENDING", paymentGateways: ["shopify_payments", gateway] }))).toEqual({ code: "cash_on_delivery", params: { gateway } });
  });

  it.each([["Bank Deposit"], ["Codeword Pay"], ["PayPal"], ["manual"]])("by %s is simply not there yet", (gateway) => {
    expect(findPaymentHold(anOrder({ financialStatus: "PENDING", paymentGateways: [gateway] }))).toEqual({ code: "unpaid", params: {} });
  });

  it.each([
    ["PENDING", "payment_terms"], ["PARTIALLY_PAID", "payment_terms"], ["AUTHORIZED", "authorized_only"], ["VOIDED", "payment_voided"], ["EXPIRED", "payment_expired"], ["PAID", undefined], ["PARTIALLY_REFUNDED", undefined],
  ] as const)("on terms, when Shopify says %s, is %s", (financialStatus, code) => {
    expect(findPaymentHold(anOrder({ financialStatus, paymentTerms: "Net 30" }))?.code).toBe(code);
  });

  it("owes nothing for an order over nothing", () => {
    expect(findPaymentHold(anOrder({ financialStatus: "PENDING", total: usd(0), paymentGateways: ["Cash on Delivery (COD)"] }))).toBeNull();
  });

  it("is a person's to let go only where it is pending by its nature", () => {
    expect(["cash_on_delivery", "payment_terms", "authorized_only"].map(mayLetGo)).toEqual([true, true, true]);
    expect(["unpaid", "partially_paid", "payment_voided", "payment_expired", "payment_unknown", "cancelled", "fully_refunded", "customer_redacted", "held_by_merchant", "shopify_hold"].filter(mayLetGo)).toEqual([]);
  });
});

describe("risk", () => {
  const risk = (level: "HIGH" | "MEDIUM" | "LOW" | "PENDING", recommendation = "NONE") => ({ risk: { level, recommendation } });
  it.each([["HIGH", "NONE"], ["LOW", "CANCEL"]] as const)("%s with the advice %s is held", (level, advice) => {
    expect(found({}, risk(level, advice))).toEqual([{ code: "high_risk", owner: "MERCHANT", level: "HIGH" }]);
  });

  it("in between is held only where the merchant wants it", () => {
    expect(found({}, risk("MEDIUM", "INVESTIGATE"))).toEqual([]);
    expect(found({}, { ...risk("MEDIUM", "INVESTIGATE"), settings: { ...settings, holdsMediumRisk: true } })).toEqual([{ code: "high_risk", owner: "MERCHANT", level: "MEDIUM" }]);
    expect(found({}, { ...risk("HIGH"), settings: { ...settings, holdsHighRisk: false } })).toEqual([]);
  });

  it("that is still to come is waited for, half an hour at most", () => {
    expect(found({}, risk("PENDING"))).toEqual([{ code: "risk_pending", owner: "SHOPIFY", until: later(30).toISOString() }]);
    expect(found({}, { ...risk("PENDING"), now: later(30) })).toEqual([]);
    expect(found({}, risk("LOW", "ACCEPT"))).toEqual([]);
  });

  it("is the gravest of all assessments, with what speaks against the order", () => {
    const fact = (description: string, sentiment: string) => ({ description, sentiment });
    const admin = { recommendation: "CANCEL", assessments: [{ riskLevel: "LOW", facts: [fact("known buyer", "POSITIVE")] }, { riskLevel: "HIGH", facts: [fact("two countries", "NEGATIVE")] }] };
    expect([riskFromAdmin(admin), riskFactsFromAdmin(admin)]).toEqual([{ level: "HIGH", recommendation: "CANCEL" }, ["two countries"]]);
    expect(riskFromAdmin({ recommendation: "NONE", assessments: [] })).toBeNull();
  });
});

describe("a dispute", () => {
  it.each([["NEEDS_RESPONSE", "open"], ["UNDER_REVIEW", "open"], ["LOST", "lost"], ["ACCEPTED", "lost"]])("that is %s holds what has not left", (status, outcome) => {
    expect(found({}, { disputes: [{ kind: "CHARGEBACK", status }] })).toEqual([{ code: "dispute_opened", owner: "MERCHANT", kind: "CHARGEBACK", outcome }]);
    expect(found({}, { disputes: [{ kind: "CHARGEBACK", status }], openUnits: 0 })).toHaveLength(1);
    expect(found({}, { disputes: [{ kind: "CHARGEBACK", status }], openUnits: 0, unshippedUnits: 0 })).toEqual([]);
  });

  it.each([["WON"], ["PREVENTED"]])("that is %s holds nothing", (status) => {
    expect(found({}, { disputes: [{ kind: "INQUIRY", status }] })).toEqual([]);
  });
});

describe("the merchant's limits", () => {
  it("hold an order over his ceiling, not one on it", () => {
    const ceiling = (minor: bigint) => ({ settings: { ...settings, priceCeilingMinor: minor } });
    expect(found({ total: usd(5000) }, ceiling(4999n))).toEqual([{ code: "price_ceiling", owner: "MERCHANT", total: "50.00", currency: "USD" }]);
    expect(found({ total: usd(5000) }, ceiling(5000n))).toEqual([]);
  });

  it("hold it for as long as it may still be changed, and the clock ends that", () => {
    const wait = { settings: { ...settings, editWindowMinutes: 60 } };
    expect(found({}, { ...wait, now: later(59) })).toEqual([{ code: "edit_window", owner: "DAIFA", until: later(60).toISOString() }]);
    expect(found({}, { ...wait, now: later(60) })).toEqual([]);
  });

  it("hold what may be a double, and a test order of others, not ours", () => {
    expect(found({}, { twin: "#1001" })).toEqual([{ code: "duplicate_suspicion", owner: "MERCHANT", other: "#1001" }]);
    expect(found({ isTest: true })).toEqual([{ code: "test_order", owner: "MERCHANT" }]);
    expect(found({ isTest: true, attributes: [{ name: testOrderMark, value: "one" }] })).toEqual([]);
  });
});

describe("several at once", () => {
  it("are all found; what is cancelled or refunded needs no other reason", () => {
    const heldByMerchant = { at: placedAt, by: "staff", note: "call first" };
    const all = { risk: { level: "HIGH", recommendation: "CANCEL" } as const, heldByMerchant, twin: "#1001" };
    expect(found({ financialStatus: "PENDING" }, all).map(({ code }) => code)).toEqual(["unpaid", "high_risk", "duplicate_suspicion", "held_by_merchant"]);
    expect(found({ cancelledAt: placedAt }, all)).toEqual([{ code: "cancelled", owner: "MERCHANT" }]);
    expect(found({ financialStatus: "REFUNDED" }, all)).toEqual([{ code: "fully_refunded", owner: "MERCHANT" }]);
  });

  it("hold nothing by risk or limit where nothing is left to be asked for", () => {
    expect(found({}, { risk: { level: "HIGH", recommendation: "CANCEL" }, twin: "#1001", openUnits: 0, unshippedUnits: 0 })).toEqual([]);
  });
});
