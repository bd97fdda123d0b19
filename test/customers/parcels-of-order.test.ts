// Does a customer read what left and what is still to come, and nothing else?
import { describe, expect, it } from "vitest";
import { parcelsOfOrder, type OrderFacts } from "../../app/customers/parcels-of-order.ts";
import { parcelsPage, plain } from "../../app/customers/parcels-page.ts";

const at = new Date("2026-11-20T10:00:00Z");
const parcel = (number: string, lines: OrderFacts["parcels"][number]["lines"]) =>
  ({ carrier: "UPS", number, link: null, shippedAt: at, deliveredAt: null, lastScan: null, lines });
const facts: OrderFacts = {
  name: "#1001", placedAt: at,
  lines: [{ id: "a", title: "Scarf", variantTitle: "Red" }, { id: "b", title: "Lamp", variantTitle: null }, { id: "c", title: "Gift card", variantTitle: null }],
  units: [
    { lineItemId: "a", quantity: 2, state: "SHIPPED", reasonCode: null },
    { lineItemId: "a", quantity: 1, state: "WITH_SUPPLIER", reasonCode: null },
    { lineItemId: "a", quantity: 1, state: "NEEDS_YOU", reasonCode: "unroutable.no_offer" },
    { lineItemId: "a", quantity: 1, state: "CANCELLED", reasonCode: "allocation.refunded" },
    { lineItemId: "b", quantity: 3, state: "NOT_OURS", reasonCode: "allocation.own_goods" },
    { lineItemId: "c", quantity: 1, state: "NOT_OURS", reasonCode: "allocation.gift_card" },
  ],
  parcels: [parcel("ONE", [{ lineItemId: "a", quantity: 1 }]), parcel("TWO", [{ lineItemId: "a", quantity: 1 }])],
};

describe("the parcels of an order", () => {
  it("tell units that wait, the shop's own and cancelled ones apart; what is never shipped is left out", () => {
    expect(parcelsOfOrder(facts).rest).toEqual([
      { title: "Scarf", variant: "Red", quantity: 2, kind: "to_come" },
      { title: "Lamp", variant: null, quantity: 3, kind: "from_shop" },
      { title: "Scarf", variant: "Red", quantity: 1, kind: "cancelled" },
    ]);
  });

  it("hold their own lines with quantities", () => {
    expect(parcelsOfOrder(facts).parcels.map(({ number, lines }) => [number, lines])).toEqual([
      ["ONE", [{ title: "Scarf", variant: "Red", quantity: 1 }]], ["TWO", [{ title: "Scarf", variant: "Red", quantity: 1 }]],
    ]);
  });

  it("carry none of our own words for states and reasons", () => {
    expect(JSON.stringify(parcelsOfOrder(facts))).not.toMatch(/SUPPLIER|NEEDS_YOU|unroutable|allocation|refunded/);
  });
});

describe("the page for the theme", () => {
  const page = (title: string, language: "en" | "zh-CN" = "en") => parcelsPage({
    language, timeZone: "UTC", finding: "found", isSignedIn: false, typedOrder: "",
    orders: [parcelsOfOrder({ ...facts, lines: facts.lines.map((line) => ({ ...line, title })) })],
  });

  it("lets neither HTML nor Liquid of a title through", () => {
    const html = page('<img src=x onerror=alert(1)>{{ shop.email }}{% layout none %}"');
    expect(html).not.toMatch(/<img|\{\{|\{%|%\}|\}\}/);
    expect(html).toContain("&#123;&#123; shop.email");
  });

  it("asks nothing of other hosts and runs no script", () => {
    expect(page("Scarf")).not.toMatch(/<script|src=|@import|url\(|https?:/);
  });

  it("speaks both languages", () => {
    expect(page("Scarf")).toContain("Still to come");
    expect(page("Scarf", "zh-CN")).toContain("尚未发货");
  });

  it("has no sign of HTML's left in text", () => {
    expect(plain("a<b>&\"'")).toBe("a&#60;b&#62;&#38;&#34;&#39;");
  });
});
