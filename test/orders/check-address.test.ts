// What does an address lack, and what in it might nobody be able to print? A doubt is never a gap.
import { describe, expect, it } from "vitest";
import { findAddressGaps, findUnprintable, isPostBox } from "../../app/orders/check-address.ts";
import { findAddressHolds } from "../../app/orders/fact-holds.ts";
import { anAddress, anAllocation, anOrder } from "../support/build.ts";

const bare = { province: null, provinceCode: null };

describe("gaps", () => {
  it.each([
    ["US", { ...bare }, ["province"]],
    ["US", { postalCode: "4020" }, ["postal_code"]],
    ["US", { postalCode: "40202-1234" }, []],
    ["BR", { ...bare, postalCode: "01001000" }, ["province"]],
    ["IN", { postalCode: "400 001" }, []],
    ["KR", { postalCode: "123-456" }, ["postal_code"]],
    ["CN", { ...bare, postalCode: null }, ["province"]],
    ["CN", { postalCode: null }, []],
    ["DE", { ...bare, postalCode: null }, ["postal_code"]],
    ["DE", { ...bare, postalCode: "10115" }, []],
    ["GB", { ...bare, postalCode: null }, []],
    ["HK", { ...bare, postalCode: null, line1: null, city: null, name: null }, ["name", "line1", "city"]],
  ])("in %s: %j lacks %j", (countryCode, given, gaps) => {
    expect(findAddressGaps(anAddress({ countryCode, ...given }))).toEqual(gaps);
  });

  it("are not looked for where Shopify withholds the address, nor once nothing is open", () => {
    expect([findAddressGaps(null), findAddressGaps(anAddress({ countryCode: null, line1: null }))]).toEqual([[], []]);
    const order = anOrder({ address: anAddress(bare) });
    expect(findAddressHolds(order, [anAllocation()])).toEqual([{ code: "address_incomplete", params: { missing: "province", country: "US" }, owner: "CUSTOMER", lineItemId: null }]);
    expect(findAddressHolds(order, [anAllocation({ state: "SHIPPED" }), anAllocation({ state: "NOT_OURS" })])).toEqual([]);
    expect(findAddressHolds({ ...order, cancelledAt: new Date() }, [anAllocation()])).toEqual([]);
  });
});

describe("a post-office box", () => {
  it.each(["PO Box 12", "P.O. Box 12", "p o box 7", "Post Office Box 9", "Postfach 1234", "Caixa Postal 55", "Apartado 12", "北京市邮政信箱100号", "사서함 12호"])("is seen in %s", (line1) => {
    expect([isPostBox({ line1, line2: null }), isPostBox({ line1: null, line2: line1 })]).toEqual([true, true]);
  });

  it.each(["12 Box Street", "Poboxstraat 3", "Apartado Street 5", "1 Sample Street", null])("is not seen in %s", (line1) => {
    expect(isPostBox({ line1, line2: null })).toBe(false);
  });
});

describe("letters that a label abroad may not show", () => {
  it("are named by field, and Latin ones with accents are none", () => {
    const moscow = anAddress({ countryCode: "RU", name: "Тест Покупатель", line1: "ул. Образцовая, 1", city: "Moscow", province: null });
    expect(findUnprintable(moscow, "CN")).toEqual(["name", "line1"]);
    expect(findUnprintable(moscow, "RU")).toEqual([]);
    expect(findUnprintable(anAddress({ countryCode: "BR", line1: "Praça da Sé, nº 1", city: "São Paulo" }), "CN")).toEqual([]);
  });

  it("in Chinese are read in China, and on the way from China to where Chinese is read", () => {
    const chinese = { name: "测试买家", line1: "样品路1号", city: "义乌", province: "浙江" };
    expect(findUnprintable(anAddress({ countryCode: "CN", ...chinese }), "CN")).toEqual([]);
    expect(findUnprintable(anAddress({ countryCode: "TW", ...chinese }), "CN")).toEqual([]);
    expect(findUnprintable(anAddress({ countryCode: "CN", ...chinese }), "US")).toEqual(["name", "line1", "city", "province"]);
    expect(findUnprintable(anAddress({ countryCode: "US", ...chinese }), "CN")).toEqual(["name", "line1", "city", "province"]);
  });
});
