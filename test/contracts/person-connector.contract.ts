// What must every connector do behind which a person answers: one here who passes a sheet on, or one at the supplier's?
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MerchantError } from "../../app/platform/errors.ts";
import type { Connector, SupplierConnection, TextLimits } from "../../app/suppliers/connector.ts";
import { anOrderRequest, aRequestedLine } from "../suppliers/connectors/an-order-request.ts";

export type StartedPersonWorld = {
  /** Opens a line that works, with these limits of the supplier's. */
  open(limits?: TextLimits): SupplierConnection;
  /** What reached the supplier of this order so far; a repeat of the same thing counts once. Always 0 where a person here passes it on. */
  countReceived(reference: string): Promise<number>;
  close(): Promise<void>;
};

export type PersonConnectorWorld = { connector: Connector; start(): Promise<StartedPersonWorld> };

const outcomes = { by_hand: "to_hand_over", later: "sent", at_once: "accepted" } as const;

export function describePersonConnector({ connector, start }: PersonConnectorWorld): void {
  describe(`the connector ${connector.name}, which a person answers`, () => {
    let world: StartedPersonWorld;
    beforeEach(async () => {
      world = await start();
    });
    afterEach(() => world.close());

    it("declares that nobody answers at once, and offers exactly the abilities that it declares", () => {
      const { lookUp, fetchShipments, readWebhook } = world.open();

      expect(connector.abilities.answers).not.toBe("at_once");
      expect({ lookUp: lookUp !== undefined, polls: fetchShipments !== undefined, pushes: readWebhook !== undefined }).toEqual({
        lookUp: connector.abilities.lookUp, polls: connector.abilities.polls, pushes: connector.abilities.pushes,
      });
    });

    it("may be asked again after a cut: it can look an order up, or equal submissions are one order, or a person there is asked", () => {
      expect(connector.abilities.idempotentSubmit || connector.abilities.lookUp || connector.abilities.answers === "later").toBe(true);
    });

    it("refuses settings that its schema does not know", () => {
      const open = () => connector.open({ settings: { thisIsNoSetting: 7 }, credentials: {}, http: { request: () => Promise.reject(new Error("unused")) }, now: () => new Date() });

      expect(open).toThrow(MerchantError);
    });

    it("gives the order on and claims no answer", async () => {
      const { outcome } = await world.open().submit(anOrderRequest());

      expect(outcome).toEqual({ kind: outcomes[connector.abilities.answers] });
    });

    it("makes one order of the same submission twice", async () => {
      const request = anOrderRequest();
      const connection = world.open();

      const first = await connection.submit(request);
      const second = await connection.submit(request);

      expect(second.outcome).toEqual(first.outcome);
      expect(await world.countReceived(request.identity.reference)).toBe(connector.abilities.answers === "by_hand" ? 0 : 1);
    });

    it.each([
      ["name", { name: 10 }, { receiver: { ...anOrderRequest().receiver, name: "Eleven char" } }],
      ["address", { address: 5 }, {}],
      ["note", { note: 4 }, { lines: [aRequestedLine({ note: "Wrap twice" })] }],
    ] as const)("refuses too long a %s before anything leaves, and cuts nothing", async (_kind, limits, over) => {
      const request = anOrderRequest(over);

      const { outcome, exchange } = await world.open(limits).submit(request);

      expect(outcome).toMatchObject({ kind: "refused", code: "limit_exceeded", params: { limit: Object.values(limits)[0] } });
      expect(exchange).toBeUndefined();
      expect(await world.countReceived(request.identity.reference)).toBe(0);
    });

    it("takes a text that is exactly as long as the limit", async () => {
      const request = anOrderRequest({ receiver: { ...anOrderRequest().receiver, name: "Ten chars!", latin: undefined } });

      expect((await world.open({ name: 10 }).submit(request)).outcome.kind).not.toBe("refused");
    });

    it("throws nothing when its line is tried, and says whether it works", async () => {
      expect((await world.open().testConnection()).outcome.kind).toBe("works");
    });

    it("keeps no customs number of the buyer's in what it logs", async () => {
      const { exchange } = await world.open().submit(anOrderRequest());

      expect(JSON.stringify(exchange ?? {})).not.toContain("123.456.789-09");
    });
  });
}
