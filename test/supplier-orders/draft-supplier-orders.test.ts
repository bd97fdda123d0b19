import { describe, expect, it } from "vitest";
import { draftSupplierOrders } from "../../app/supplier-orders/draft-supplier-orders.ts";
import { aLine, anOffer, cny, usd } from "../support/build.ts";

const lamp = aLine();
const cup = aLine({ id: "line-2", position: 2, title: "Cup", variantTitle: null, sku: null, properties: [{ name: "Engraving", value: "A & B" }] });

describe("what each supplier is asked for", () => {
  it("puts the lines of one supplier on one order, in the customer's order, with its packs and its total", () => {
    const drafts = draftSupplierOrders([
      { line: cup, offer: anOffer({ id: "offer-2", itemId: "CUP", packRatio: 6, packCost: usd(1200) }), quantity: 8 },
      { line: lamp, offer: anOffer(), quantity: 2 },
    ]);

    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ supplierId: "supplier-1", supplierName: "Lamp Factory", goods: usd(4000), total: usd(4000), exchangeRate: null });
    expect(drafts[0]?.lines.map(({ position, lineReference, titleEn, quantity, packs, unitCost }) => [position, lineReference, titleEn, quantity, packs, unitCost])).toEqual([
      [1, "1", "Lamp - Blue", 2, 2, usd(800)],
      [2, "2", "Cup", 8, 2, usd(1200)],
    ]);
    expect(drafts[0]?.lines[1]?.properties).toEqual([{ name: "Engraving", value: "A & B" }]);
  });

  it("splits an order between two suppliers, and between two currencies of one supplier", () => {
    const other = anOffer({ id: "offer-2", supplierId: "supplier-2" });
    expect(draftSupplierOrders([{ line: lamp, offer: anOffer(), quantity: 1 }, { line: cup, offer: other, quantity: 1 }]).map((draft) => draft.supplierId)).toEqual(["supplier-1", "supplier-2"]);
    const yuan = anOffer({ id: "offer-2", packCost: cny(900) });
    expect(draftSupplierOrders([{ line: lamp, offer: anOffer(), quantity: 1 }, { line: cup, offer: yuan, quantity: 1 }]).map((draft) => draft.total)).toEqual([usd(800), cny(900)]);
  });

  it("lets units of one line from one offer share packs", () => {
    const offer = anOffer({ packRatio: 2 });
    expect(draftSupplierOrders([{ line: lamp, offer, quantity: 1 }, { line: lamp, offer, quantity: 1 }])).toMatchObject([{ lines: [{ quantity: 2, packs: 1 }], total: usd(800) }]);
  });

  it("keeps the rate by which the offer was compared", () => {
    const rate = { rate: "0.14", quotedOn: "2026-11-01" };
    expect(draftSupplierOrders([{ line: lamp, offer: anOffer({ packCost: cny(900) }), quantity: 1, rate }])[0]?.exchangeRate).toEqual({ rate: "0.14", on: "2026-11-01" });
  });

  it("drafts nothing for nothing", () => {
    expect(draftSupplierOrders([])).toEqual([]);
    expect(draftSupplierOrders([{ line: lamp, offer: anOffer(), quantity: 0 }])).toEqual([]);
  });
});
