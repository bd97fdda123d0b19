// What must every connector do, whatever its supplier speaks? Run for each folder in connectors/.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MerchantError, RetryableError } from "../../app/platform/errors.ts";
import type { Connector } from "../../app/suppliers/connector.ts";
import { aRequestedLine } from "../suppliers/connectors/an-order-request.ts";
import { describeChanging } from "./connector-changes.contract.ts";
import { describePolling, describePushing } from "./connector-shipments.contract.ts";
import { order, placeOrder, SPOILED } from "./connector-world.ts";
import type { ConnectorWorld, StartedWorld } from "./connector-world.ts";

let world: StartedWorld;

export function describeConnector({ connector, secrets, start }: ConnectorWorld): void {
  describe(`the connector ${connector.name}`, () => {
    beforeEach(async () => {
      world = await start();
    });
    afterEach(() => world.close());

    describeOpening(connector);
    describeSubmitting(secrets);
    describeSpoiledSubmissions();
    if (connector.abilities.lookUp) describeLookingUp();
    describeCancelling();
    if (connector.abilities.changes === "asked_by_machine") describeChanging(() => world);
    if (connector.abilities.polls) describePolling(() => world);
    if (connector.abilities.pushes) describePushing(() => world);
  });
}

function describeOpening(connector: Connector): void {
  it("offers exactly the abilities that it declares", () => {
    const { lookUp, fetchShipments, readWebhook } = world.connection;

    expect({ lookUp: lookUp !== undefined, polls: fetchShipments !== undefined, pushes: readWebhook !== undefined }).toEqual({
      lookUp: connector.abilities.lookUp,
      polls: connector.abilities.polls,
      pushes: connector.abilities.pushes,
    });
  });

  it("refuses settings that its schema does not know, naming the fields", () => {
    const open = () => connector.open({ settings: { baseUrl: 7 }, credentials: {}, http: { request: () => Promise.reject(new Error("unused")) }, now: () => new Date() });

    expect(open).toThrow(MerchantError);
  });

  it("says whether the connection works", async () => {
    const { outcome } = await world.connection.testConnection();

    expect(outcome.kind).toBe("works");
  });

  it("says that the credentials are refused", async () => {
    const { outcome } = await world.connectionWithWrongKey.testConnection();

    expect(outcome).toMatchObject({ kind: "fails", code: "supplier_credentials_refused" });
  });
}

function describeSubmitting(secrets: readonly string[]): void {
  it("places an order and brings back the supplier's number", async () => {
    const request = order(world);

    const { outcome, exchange } = await world.connection.submit(request);

    expect(outcome).toMatchObject({ kind: "accepted" });
    expect(outcome.kind === "accepted" && outcome.supplierReference).toBeTruthy();
    expect(exchange?.request).toContain(request.identity.reference);
    expect(exchange?.response).toBeTruthy();
  });

  it("makes one order of the same submission twice, and answers both alike", async () => {
    const request = order(world);

    const first = await world.connection.submit(request);
    const second = await world.connection.submit(request);

    expect(second.outcome).toEqual(first.outcome);
    expect((await world.countIn(request.identity.reference)).orders).toBe(1);
  });

  it("makes one order of five equal submissions at once", async () => {
    const request = order(world);

    const answers = await Promise.all(Array.from({ length: 5 }, () => world.connection.submit(request)));

    expect(new Set(answers.map(({ outcome }) => JSON.stringify(outcome, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)))).size).toBe(1);
    expect((await world.countIn(request.identity.reference)).orders).toBe(1);
  });

  it.each([
    ["an item that the supplier does not have", "unknown", "unknown_item"],
    ["more than the supplier has left", "short", "out_of_stock"],
  ] as const)("is refused %s, with the line named", async (_name, item, code) => {
    const request = order(world, { lines: [aRequestedLine({ lineReference: "1", itemId: world.items.known }), aRequestedLine({ lineReference: "2", itemId: world.items[item] })] });

    const { outcome } = await world.connection.submit(request);

    expect(outcome).toMatchObject({ kind: "refused", code, lines: [{ lineReference: "2", answer: "refused" }] });
    expect((await world.countIn(request.identity.reference)).orders).toBe(0);
  });

  it("refuses a text over the supplier's limit before sending, and cuts nothing", async () => {
    const note = "很".repeat(world.noteLimit + 1);
    const request = order(world, { lines: [aRequestedLine({ itemId: world.items.known, note })] });

    const { outcome, exchange } = await world.connection.submit(request);

    expect(outcome).toMatchObject({ kind: "refused", code: "limit_exceeded", params: { field: "lines.0.note", limit: world.noteLimit, length: world.noteLimit + 1 } });
    expect(exchange).toBeUndefined();
    expect((await world.countIn(request.identity.reference)).orders).toBe(0);
  });

  it("certainly placed nothing with a wrong key, and a person has to act", async () => {
    const request = order(world);

    await expect(world.connectionWithWrongKey.submit(request)).rejects.toMatchObject({ name: "MerchantError", code: "supplier_credentials_refused" });

    expect((await world.countIn(request.identity.reference)).orders).toBe(0);
  });

  it("certainly placed nothing when nobody listens", async () => {
    await world.close();
    const failure: unknown = await world.connection.submit(order(world)).catch((error: unknown) => error);
    world = { ...world, close: () => Promise.resolve() };

    expect(failure).toBeInstanceOf(RetryableError);
    expect(failure).toMatchObject({ mayHaveArrived: false });
  });

  it("keeps keys and the buyer's customs number out of the message log", async () => {
    const request = order(world);

    const { exchange } = await world.connection.submit(request);

    const [document] = request.identityDocuments;
    for (const secret of [...secrets, document?.value ?? "missing"]) expect(JSON.stringify(exchange)).not.toContain(secret);
  });
}

function describeSpoiledSubmissions(): void {
  it.each(SPOILED)("does not know the outcome when the answer is spoiled (%s), and places exactly one order when asked again", async (answer) => {
    await world.spoil(answer, "orders");
    const request = order(world);

    const first = await world.connection.submit(request);
    const second = await world.connection.submit(request);

    expect([first.outcome.kind, second.outcome.kind]).toEqual(["unknown", "accepted"]);
    expect(first.exchange?.request).toContain(request.identity.reference);
    expect((await world.countIn(request.identity.reference)).orders).toBe(1);
  });
}

function describeLookingUp(): void {
  it("finds exactly one order with one look-up after it was taken and the socket cut", async () => {
    await world.spoil("taken_then_cut", "orders");
    const request = order(world);

    const submitted = await world.connection.submit(request);
    const found = await lookUp(request.identity.reference);

    expect(submitted.outcome).toEqual({ kind: "unknown", reason: "reset" });
    expect(found).toMatchObject({ kind: "found", standing: "open" });
    expect(await world.countIn(request.identity.reference)).toEqual({ orders: 1, lookUps: 1 });
  });

  it("looks up what the submission answered", async () => {
    const request = order(world);
    const { outcome } = await world.connection.submit(request);

    const { kind, standing, ...rest } = { standing: undefined, ...(await lookUp(request.identity.reference)) };

    expect([kind, standing]).toEqual(["found", "open"]);
    expect({ kind: "accepted", ...rest }).toEqual(outcome);
  });

  it("says absent when the supplier says so", async () => {
    expect(await lookUp("0".repeat(32))).toEqual({ kind: "absent" });
  });

  it.each(SPOILED)("never says absent for a spoiled answer (%s)", async (answer) => {
    await world.spoil(answer, "look_up");

    expect((await lookUp("0".repeat(32))).kind).toBe("unknown");
  });
}

function describeCancelling(): void {
  it("cancels an order, and again without harm", async () => {
    const { reference } = await placeOrder(world);

    const first = await world.connection.cancel(reference);
    const second = await world.connection.cancel(reference);

    expect([first.outcome, second.outcome]).toEqual([{ kind: "accepted" }, { kind: "accepted" }]);
  });

  it("comes too late for an order that was shipped", async () => {
    const { reference } = await placeOrder(world);
    await world.ship(reference);

    expect((await world.connection.cancel(reference)).outcome).toEqual({ kind: "too_late" });
  });

  it("says that there is no such order to cancel", async () => {
    expect((await world.connection.cancel("0".repeat(32))).outcome).toEqual({ kind: "absent" });
  });

  it.each([...SPOILED, "taken_then_cut" as const])("does not know whether it was cancelled when the answer is spoiled (%s)", async (answer) => {
    const { reference } = await placeOrder(world);
    await world.spoil(answer, "cancel");

    expect((await world.connection.cancel(reference)).outcome.kind).toBe("unknown");
  });
}

async function lookUp(reference: string) {
  const answer = await world.connection.lookUp?.(reference);
  if (!answer) throw new Error("this connector cannot look up");
  return answer.outcome;
}
