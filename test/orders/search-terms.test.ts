// By what is an order found, and what is looked for when somebody types?
import { describe, expect, it } from "vitest";
import { searchTermsOf, termsOfSearch, type Searchable } from "../../app/orders/search-terms.ts";

const order: Searchable = {
  name: "#1042", texts: ["Zoë O’Neil", "王小明", "USB-C desk lamp", null], codes: ["Zoe.Oneil@Example.com", "LAMP-USBC", "1Z999AA10123456784", null], phones: ["+1 502-574-3321", "12"],
};
const finds = (typed: string) => termsOfSearch(typed).every((typedTerm) => searchTermsOf(order).some((term) => term.startsWith(typedTerm)));

describe("an order", () => {
  it.each(["#1042", "1042", "104", "zoë", "neil", "oneil", "王小明", "小明", "zoe.oneil@example", "example.com", "lamp-usbc", "usbc", "desk lamp", "LAMP desk", "1z999aa1", "+1 502-574-3321", "502 574 3321", "5025743321", "3321", "１０４２"])("is found by %s", (typed) => {
    expect(finds(typed)).toBe(true);
  });

  it.each(["#1043", "042", "esk", "%", "_", "lamp chair", "743"])("is not found by %s", (typed) => {
    expect(finds(typed)).toBe(false);
  });

  it("is found by a bounded number of words, none of them long", () => {
    const terms = searchTermsOf({ name: "#1", texts: [Array.from({ length: 500 }, (_, index) => `word${index}`).join(" ")], codes: ["x".repeat(500)], phones: [] });
    expect(terms.length).toBeLessThanOrEqual(120);
    expect(Math.max(...terms.map((term) => term.length))).toBeLessThanOrEqual(40);
    expect(termsOfSearch("\u0000 ")).toEqual([]);
  });
});
