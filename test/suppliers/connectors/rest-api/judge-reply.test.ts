// Which answers of a supplier's server count, and which leave the outcome unknown?
import { describe, expect, it } from "vitest";
import { RetryableError } from "../../../../app/platform/errors.ts";
import { judgeCancellation, judgeLookUp, judgeShipments, judgeSubmission } from "../../../../app/suppliers/connectors/rest-api/judge-reply.ts";
import { readPayload } from "../../../../app/suppliers/connectors/rest-api/reply.ts";
import type { Reply } from "../../../../app/suppliers/connectors/rest-api/reply.ts";

const reference = "a".repeat(32);
const order = { reference, supplierReference: "SO-1", standing: "open" };

function replied(status: number, body: unknown): Reply {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { kind: "answered", status, payload: readPayload(text), exchange: { request: "", response: text, status } };
}

const brief = (outcome: { kind: string; code?: string; reason?: string }) => [outcome.kind, outcome.code ?? outcome.reason].filter(Boolean).join(" ");

describe("the answer to a submission", () => {
  it.each([
    [201, order, "accepted"],
    [200, order, "accepted"],
    [202, order, "accepted"],
    [409, order, "accepted"],
    [409, { code: "order_exists", message: "known under another key" }, "unknown unexpected_answer"],
    [201, { ...order, reference: "b".repeat(32) }, "unknown unexpected_answer"],
    [201, { ...order, supplierReference: "" }, "unknown unexpected_answer"],
    [201, { ...order, supplierReference: 12345678901234567000 }, "unknown unexpected_answer"],
    [200, { ...order, standing: "cancelled" }, "unknown unexpected_answer"],
    [201, { ...order, cost: { amount: "1.00", currency: "XXZ" } }, "unknown unexpected_answer"],
    [201, { ...order, cost: { amount: "1.005", currency: "CNY" } }, "unknown unexpected_answer"],
    [201, { ...order, cost: { amount: 1, currency: "CNY" } }, "unknown unexpected_answer"],
    [201, "", "unknown empty"],
    [204, "", "unknown empty"],
    [201, "<html>", "unknown not_json"],
    [201, "null", "unknown unexpected_answer"],
    [302, "", "unknown empty"],
    [400, { code: "invalid_order", message: "no" }, "refused invalid_order"],
    [422, { code: "unknown_item", message: "no" }, "refused unknown_item"],
    [422, { code: "moon_phase", message: "no" }, "refused other"],
    [422, { code: "limit_exceeded", message: "no" }, "refused other"],
    [422, { message: "no" }, "unknown unexpected_answer"],
    [404, "<html>", "unknown not_json"],
    [408, { code: "timeout", message: "too slow" }, "unknown unexpected_answer"],
    [500, { code: "unknown_item", message: "no" }, "unknown server_error"],
    [503, "", "unknown server_error"],
  ])("%i %j means %s", (status, body, meaning) => {
    expect(brief(judgeSubmission(replied(status, body), reference))).toBe(meaning);
  });

  it("brings cost, payment and each line's answer back", () => {
    const lines = [{ lineReference: "1", answer: "back_ordered", expectedOn: "2026-12-01", unitCost: { amount: "13", currency: "CNY" } }];

    const outcome = judgeSubmission(replied(201, { ...order, cost: { amount: "26.00", currency: "CNY" }, isPaid: false, lines }), reference);

    expect(outcome).toMatchObject({ cost: { minor: 2600n }, isPaid: false, lines: [{ answer: "back_ordered", expectedOn: "2026-12-01", unitCost: { minor: 1300n, currency: "CNY" } }] });
  });
});

describe("the answer to a look-up", () => {
  it.each([
    [200, order, "found"],
    [200, { ...order, standing: "cancelled" }, "found"],
    [404, { code: "order_not_found", message: "none" }, "absent"],
    [404, { code: "no_such_address", message: "wrong path" }, "unknown unexpected_answer"],
    [404, "Not Found", "unknown not_json"],
    [404, "", "unknown empty"],
    [410, { code: "order_not_found", message: "gone" }, "unknown unexpected_answer"],
    [200, { ...order, reference: "b".repeat(32) }, "unknown unexpected_answer"],
    [409, order, "unknown unexpected_answer"],
  ])("%i %j means %s", (status, body, meaning) => {
    expect(brief(judgeLookUp(replied(status, body), reference))).toBe(meaning);
  });
});

describe("the answer to a cancellation", () => {
  it.each([
    [200, { ...order, standing: "cancelled" }, "accepted"],
    [200, order, "unknown unexpected_answer"],
    [409, { code: "too_late", message: "left" }, "too_late"],
    [404, { code: "order_not_found", message: "none" }, "absent"],
    [404, "Not Found", "unknown not_json"],
    [422, { code: "moon_phase", message: "no" }, "refused other"],
    [500, { code: "too_late", message: "left" }, "unknown server_error"],
  ])("%i %j means %s", (status, body, meaning) => {
    expect(brief(judgeCancellation(replied(status, body), reference))).toBe(meaning);
  });
});

describe("a page of shipments", () => {
  it.each([
    [200, { shipments: [], cursor: "1" }],
    [200, { shipments: {}, cursor: "1", hasMore: false }],
    [200, { shipments: [], hasMore: false }],
    [200, "<html>"],
    [404, { code: "no_such_address", message: "none" }],
    [500, ""],
  ])("%i %j is asked for again", (status, body) => {
    expect(() => judgeShipments(replied(status, body))).toThrow(RetryableError);
  });

  it("keeps its cursor although a shipment on it cannot be read", () => {
    const page = judgeShipments(replied(200, { shipments: [7], cursor: "c2", hasMore: true }));

    expect(page).toMatchObject({ notices: [], unreadable: [{ raw: "7" }], cursor: "c2", isLast: false });
  });
});
