// Does a draft go out by itself?
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { always, type Occasion } from "../../app/orders/conditions.ts";
import { chooseForDraft, type Automation, type AutomationRule } from "../../app/supplier-orders/automation.ts";

const occasion: Occasion = { countryCode: "DE", tags: ["VIP"], collections: [], totalMinor: 5000n };
const part = { supplierId: "s1", supplierName: "Harbor", occasion };
const rule = (given: Partial<AutomationRule>): AutomationRule => ({ name: "Rule", isOn: true, sends: false, supplierId: null, conditions: always, ...given });
const choose = (given: Partial<Automation>, choice: "send" | "review" | "before_go_live" = "send") => chooseForDraft(choice, { rules: [], switches: new Map(), ...given }, part);

describe("a draft of a live shop", () => {
  it("goes unless its supplier's switch is off", () => {
    expect(choose({})).toEqual({ code: "send", params: {} });
    expect(choose({ switches: new Map([["s1", false]]) })).toEqual({ code: "automation_off", params: { supplier: "Harbor" } });
    expect(choose({ switches: new Map([["s2", false]]) }).code).toBe("send");
  });

  it("does as the first fitting rule says, which is named where it waits", () => {
    expect(choose({ rules: [rule({ name: "All wait" })] })).toEqual({ code: "automation_rule", params: { rule: "All wait" } });
    expect(choose({ rules: [rule({ sends: true }), rule({})] }).code).toBe("send");
    expect(choose({ rules: [rule({ sends: true })], switches: new Map([["s1", false]]) }).code).toBe("send");
  });

  it("passes over rules that are off, of another supplier, or for other orders", () => {
    const others = [rule({ isOn: false }), rule({ supplierId: "s2" }), rule({ conditions: { ...always, countries: ["US"] } }), rule({ conditions: { ...always, atLeastMinor: 5001n } })];
    expect(choose({ rules: others }).code).toBe("send");
    expect(choose({ rules: [...others, rule({ name: "VIPs", conditions: { ...always, tags: ["vip"], atMostMinor: 5000n } })] }).params).toEqual({ rule: "VIPs" });
  });
});

it("nothing goes by itself in review or before go-live, whatever the rules say", () => {
  const rules = fc.array(fc.record({ sends: fc.boolean(), isOn: fc.boolean() }).map(rule));
  fc.assert(fc.property(rules, fc.boolean(), fc.constantFrom("review" as const, "before_go_live" as const), (given, isOn, choice) => {
    expect(choose({ rules: given, switches: new Map([["s1", isOn]]) }, choice)).toEqual({ code: choice, params: {} });
  }));
});
