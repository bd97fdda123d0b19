import { describe, expect, it } from "vitest";
import { needsUrl, toShopifyCompany, trackingUrlFor } from "../../app/carriers/companies.ts";

describe("the carrier's name as the shop knows it", () => {
  it.each([
    ["ups", "UPS"],
    [" yun express ", "YunExpress"],
    ["DHL ECOMMERCE", "DHL eCommerce"],
    ["ＳＦ Express", "SF Express"],
    ["lietuvos paštas", "Lietuvos Paštas"],
  ])("spells %j as %j", (typed, spelled) => {
    expect(toShopifyCompany(typed)).toBe(spelled);
  });

  it("keeps the words of a supplier whose carrier the shop does not know", () => {
    expect(toShopifyCompany(" 圆通速递 ")).toBe("圆通速递");
  });

  it.each(["YTO", "ZTO", "STO", "Yunda", "JD", "J&T", "Best", "EMS", "Yanwen", "Cainiao", "CNE"])("needs a URL for %s", (company) => {
    expect(needsUrl(toShopifyCompany(company))).toBe(true);
  });

  it("needs a URL for a carrier that only shops of another country know", () => {
    expect(needsUrl("Hermes", "DE")).toBe(false);
    expect(needsUrl("Hermes", "US")).toBe(true);
    expect(needsUrl("Hermes")).toBe(true);
  });
});

describe("the link behind a tracking number", () => {
  it("is the shop's own for a carrier it knows, whatever the supplier sent", () => {
    expect(trackingUrlFor({ number: "1Z5R89390357567127", company: "UPS", supplierUrl: "https://elsewhere.example/1" })).toBeUndefined();
  });

  it("is the supplier's for a carrier the shop does not know", () => {
    expect(trackingUrlFor({ number: "YT1", company: "YTO", supplierUrl: " https://yto.example/YT1 " })).toBe("https://yto.example/YT1");
  });

  it.each([undefined, "", "javascript:alert(1)", "data:text/html,x", "yto.example/YT1"])("is 17TRACK's public page when the supplier sent %j", (supplierUrl) => {
    const parcel = { number: "YT 1/#", company: "YTO", ...(supplierUrl !== undefined && { supplierUrl }) };

    expect(trackingUrlFor(parcel)).toBe("https://t.17track.net/en#nums=YT%201%2F%23");
  });
});
