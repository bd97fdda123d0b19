import { describe, expect, it } from "vitest";
import { changeHolds, firstOfOrder, heldLines, type HoldFinding, type OrderHold } from "../../app/orders/hold.ts";

const at = new Date("2026-11-20T10:00:00Z");
const finding = (code: string, params: HoldFinding["params"] = {}, lineItemId: string | null = null): HoldFinding => ({ code, params, owner: "MERCHANT", lineItemId });
const standing = (found: HoldFinding, released: Date | null = null): OrderHold => ({ ...found, id: `${found.lineItemId ?? ""}${found.code}`, sinceAt: at, releasedAt: released, releasedBy: released && "staff" });

describe("changeHolds", () => {
  it("changes nothing when the same is found again, let go or not", () => {
    const holds = [standing(finding("unpaid")), standing(finding("high_risk", { level: "HIGH" }), at)];
    expect(changeHolds(holds, [finding("unpaid"), finding("high_risk", { level: "HIGH" })])).toEqual({ opened: [], updated: [], ended: [] });
  });

  it("ends what is no longer found and opens what is new, line by line", () => {
    const gone = standing(finding("no_phone", {}, "line-1"));
    const changes = changeHolds([gone], [finding("no_phone", {}, "line-2")]);
    expect(changes).toEqual({ opened: [finding("no_phone", {}, "line-2")], updated: [], ended: [gone] });
  });

  it("keeps the beginning of a hold whose details change", () => {
    const hold = standing(finding("price_ceiling", { cost: "10" }));
    expect(changeHolds([hold], [finding("price_ceiling", { cost: "12" })])).toEqual({ opened: [], updated: [{ id: hold.id, params: { cost: "12" } }], ended: [] });
  });

  it("holds anew what a person let go when its facts have changed since", () => {
    const hold = standing(finding("high_risk", { level: "MEDIUM" }), at);
    const risen = finding("high_risk", { level: "HIGH" });
    expect(changeHolds([hold], [risen])).toEqual({ opened: [risen], updated: [], ended: [hold] });
  });
});

describe("which holds count", () => {
  it("names the order by the first of the list, and never by a line or by what was let go", () => {
    const holds = [standing(finding("held_by_merchant")), standing(finding("unpaid")), standing(finding("cancelled"), at), standing(finding("no_phone", {}, "line-1"))];
    expect(firstOfOrder(holds, ["cancelled", "unpaid", "held_by_merchant"])?.code).toBe("unpaid");
  });

  it("holds the lines that are named, and only those", () => {
    const holds = [standing(finding("no_phone", {}, "line-1")), standing(finding("no_phone", {}, "line-2"), at)];
    expect([...heldLines(holds).keys()]).toEqual(["line-1"]);
  });
});
