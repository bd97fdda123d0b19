// What must a connector do that can carry changes of an order which the supplier has, and look up what became of them?
import { expect, it } from "vitest";
import type { ChangeMessage } from "../../app/suppliers/change-message.ts";
import { anOrderRequest } from "../suppliers/connectors/an-order-request.ts";
import { placeOrder, SPOILED, type StartedWorld } from "./connector-world.ts";

const fewer = (reference: string, number = 1, to = 1): ChangeMessage => ({
  reference, number, idempotencyKey: `${reference}.c${number}`, kind: "fewer", orderName: "#1001", shopBrand: "Shop",
  lines: [{ lineReference: "1", itemId: "mug", titleEn: "Mug", from: 2, to }],
});

async function change(world: StartedWorld, message: ChangeMessage) {
  const answer = await world.connection.change?.(message);
  if (!answer) throw new Error("this connector cannot carry changes");
  return answer.outcome;
}

async function lookUp(world: StartedWorld, message: ChangeMessage) {
  const answer = await world.connection.lookUpChange?.(message);
  if (!answer) throw new Error("this connector cannot look changes up");
  return answer.outcome;
}

export function describeChanging(world: () => StartedWorld): void {
  it("carries fewer units and another receiver, and again without harm", async () => {
    const { reference } = await placeOrder(world());
    const receiver: ChangeMessage = { ...fewer(reference, 2), kind: "receiver", lines: [], receiver: anOrderRequest().receiver };

    expect([await change(world(), fewer(reference)), await change(world(), fewer(reference)), await change(world(), receiver)]).toEqual([{ kind: "accepted" }, { kind: "accepted" }, { kind: "accepted" }]);
  });

  it("comes too late for units that have left", async () => {
    const { reference } = await placeOrder(world());
    await world().ship(reference);

    expect(await change(world(), fewer(reference, 1, 0))).toEqual({ kind: "too_late" });
  });

  it.each([...SPOILED, "taken_then_cut" as const])("does not know what became of it when the answer is spoiled (%s), and can look it up", async (answer) => {
    const { reference } = await placeOrder(world());
    await world().spoil(answer, "change");

    expect((await change(world(), fewer(reference))).kind).toBe("unknown");
    expect(await lookUp(world(), fewer(reference))).toEqual({ kind: answer === "taken_then_cut" ? "accepted" : "absent" });
  });

  it.each(SPOILED)("never says absent for a spoiled look-up (%s)", async (answer) => {
    const { reference } = await placeOrder(world());
    await world().spoil(answer, "look_up_change");

    expect((await lookUp(world(), fewer(reference))).kind).toBe("unknown");
  });
}
