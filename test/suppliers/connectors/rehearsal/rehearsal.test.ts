// Does the supplier that plays the test order answer from the order alone, and like any supplier that answers at once?
import { describe, expect, it } from "vitest";
import { rehearsal } from "../../../../app/suppliers/connectors/rehearsal/connector.server.ts";
import { testShipmentOf } from "../../../../app/suppliers/connectors/rehearsal/test-shipment.ts";
import { detectCarrier } from "../../../../app/carriers/detect-carrier.ts";
import { MerchantError } from "../../../../app/platform/errors.ts";
import { anOrderRequest } from "../an-order-request.ts";

const http = { request: () => Promise.reject(new Error("nobody outside is asked")) };
const open = (limits = {}) => rehearsal.open({ settings: {}, credentials: {}, limits, http, now: () => new Date("2026-11-25T02:00:00Z") });

describe("the rehearsal supplier", () => {
  it("offers exactly the abilities that it declares, and refuses settings that its schema does not know", () => {
    const { lookUp, fetchShipments, readWebhook } = open();

    expect(rehearsal.abilities).toEqual({ idempotentSubmit: true, lookUp: false, polls: false, pushes: false, answers: "at_once", changes: "asked_by_machine" });
    expect([lookUp, fetchShipments, readWebhook]).toEqual([undefined, undefined, undefined]);
    expect(() => rehearsal.open({ settings: { baseUrl: 7 }, credentials: {}, http, now: () => new Date() })).toThrow(MerchantError);
  });

  it("accepts at once, alike in another process, and nothing goes over a wire", async () => {
    const request = anOrderRequest();

    const first = await open().submit(request);
    const second = await open().submit(request);

    expect(first).toEqual(second);
    expect(first).toMatchObject({ outcome: { kind: "accepted", supplierReference: `DAIFA-TEST-${request.identity.reference.slice(-8).toUpperCase()}` }, exchange: undefined });
  });

  it("refuses too long a text before anything is done, as every supplier's line does", async () => {
    const { outcome } = await open({ name: 3 }).submit(anOrderRequest());

    expect(outcome).toMatchObject({ kind: "refused", code: "limit_exceeded" });
  });

  it("works when it is tried, and lets an order be cancelled", async () => {
    expect((await open().testConnection()).outcome).toEqual({ kind: "works" });
    expect((await open().cancel("x")).outcome).toEqual({ kind: "accepted" });
  });

  it("ships everything once, under a number that no carrier claims", () => {
    const order = { reference: "0197a1b2c3d4e5f60718293a4b5c6d7e", lines: [{ lineReference: "1", packs: 2 }] };

    const notice = testShipmentOf(order, new Date("2026-11-25T02:00:00Z"));

    expect(notice).toMatchObject({ shipmentReference: "test", parcels: [{ trackingNumber: "DAIFA-TEST-4B5C6D7E", lines: [{ lineReference: "1", quantity: 2 }] }], problems: [] });
    expect(detectCarrier({ number: "DAIFA-TEST-4B5C6D7E", claimedCompany: undefined }).kind).not.toBe("recognized");
  });
});
