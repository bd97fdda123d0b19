// Which shops does the bench run? All alike, each with its own goods, budget and supplier.
import type { SeedShop } from "../../../test/local-store/seed-shops.ts";

export const goodsOfShop = 10;
const sku = (number: number): string => `GOODS-${String(number).padStart(2, "0")}`;
export const skus: readonly string[] = Array.from({ length: goodsOfShop }, (_, number) => sku(number));

export const domainOf = (number: number): string => `bench-${String(number).padStart(3, "0")}.myshopify.com`;
export const itemOf = (one: string): string => `ITEM-${one}`;

export function benchShop(number: number): SeedShop {
  return {
    domain: domainOf(number), id: String(70_000_000_001 + number), name: `Bench Goods ${number}`, email: `owner@bench-${number}.example`, ownerName: "Shop Owner",
    currencyCode: "USD", ianaTimezone: "America/New_York", primaryLocale: "en",
    address: { address1: "1 Sample Plaza", city: "New York", province: "New York", provinceCode: "NY", zip: "10001", country: "United States", countryCode: "US", phone: "+12125550199" },
    locations: [{ name: "Shop location" }],
    products: skus.map((one, position) => ({
      title: `Sample goods ${position}`, vendor: "Bench Goods", productType: "Goods",
      variants: [{ sku: one, price: "29.00", unitCost: "8.00", grams: 300, harmonizedSystemCode: "392690", countryCodeOfOrigin: "CN", available: 1_000_000 }],
    })),
  };
}
