// Is what is suggested for a variant sure only where it may be, and does it say why?
import { describe, expect, it } from "vitest";
import { isCode } from "../../app/platform/words/words.ts";
import { suggestOffers, type ListedGoods, type OpenVariant, type SiblingOffer } from "../../app/suppliers/match-offers.ts";

const variant: OpenVariant = { id: "v", sku: "LAMP-USBC", barcode: "6901234567892", productId: "p", title: "USB-C desk lamp", options: ["Red", "XL"] };
const goods = (fields: Partial<ListedGoods["given"]> & { sku?: string; barcode?: string }): ListedGoods => {
  const { sku = "", barcode = "", ...given } = fields;
  return { supplierId: "s", sku, barcode, given: { itemId: "I-1", unitCostMinor: "500", currency: "CNY", ...given } };
};
const suggest = (listed: ListedGoods[], siblings: SiblingOffer[] = [], variants = [variant]) =>
  suggestOffers(variants, { listed, siblings }).map(({ confidence, offer, reasons }) => ({ confidence, item: offer.itemId, spec: offer.specId, reasons: reasons.map(({ code }) => code.replace("matching.reason.", "")) }));

describe("a suggestion", () => {
  it("is sure by barcode or by the SKU in another writing, less by the item number", () => {
    expect(suggest([goods({ barcode: "6901234567892" })])).toEqual([{ confidence: 95, item: "I-1", spec: null, reasons: ["barcode"] }]);
    expect(suggest([goods({ sku: "lamp usbc" })])).toMatchObject([{ confidence: 92, reasons: ["sku"] }]);
    expect(suggest([goods({ itemId: "LAMP_USBC" })])).toMatchObject([{ confidence: 88, reasons: ["sku_is_item"] }]);
  });

  it("is not sure where two goods have the name", () => {
    expect(suggest([goods({ sku: "LAMPUSBC" }), goods({ sku: "lamp.usbc", itemId: "I-2" })])).toMatchObject([{ confidence: 75 }]);
  });

  it("by words alone never reaches what may be accepted in bulk", () => {
    const [found] = suggest([goods({ nameZh: "USB-C desk lamp", specId: "red XL" }), goods({ nameZh: "garden chair" })]);
    expect(found).toMatchObject({ confidence: 85, reasons: ["title", "options"] });
    expect(suggest([goods({ nameZh: "garden lamp" })])).toEqual([]);
  });

  const sibling = (specId: string | null, options: string[]): SiblingOffer => ({
    productId: "p", options,
    facts: { supplierId: "s", variantId: "other", itemId: "I-9", specId, packRatio: 1, unitCostMinor: "500", currency: "CNY", shipsTo: ["US"], priority: 0, stockQuantity: 9, leadTimeDays: null, minimumQuantity: null, nameZh: null, isActive: true },
  });

  it("follows the specification of a sibling, option by option, and never guesses one", () => {
    expect(suggest([], [sibling("Blue;L", ["Blue", "L"])])).toEqual([{ confidence: 80, item: "I-9", spec: "Red;XL", reasons: ["sibling", "sibling_spec"] }]);
    expect(suggest([], [sibling("4711", ["Blue", "L"])])).toEqual([]);
    expect(suggest([], [sibling(null, ["Blue", "L"])])).toEqual([]);
  });

  it("is one for each variant, the surest first", () => {
    const other = { ...variant, id: "w", sku: "CHAIR", barcode: null, title: "Chair", options: [] };
    expect(suggest([goods({ sku: "lampusbc" }), goods({ itemId: "chair" })], [sibling("Blue;L", ["Blue", "L"])], [other, variant])).toMatchObject([{ confidence: 92 }, { confidence: 88 }]);
  });

  it("has words for every reason", () => {
    expect(["sku", "sku_is_item", "barcode", "title", "options", "sibling", "sibling_spec"].filter((code) => !isCode(`matching.reason.${code}`))).toEqual([]);
  });
});
