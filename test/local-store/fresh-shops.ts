// Shops of owners who install the app for the first time: fifty variants, nothing mapped. One reads English, one Chinese.
import type { SeedProduct, SeedShop } from "./seed-shops.ts";

const colors = ["Black", "White", "Sand", "Olive", "Navy"];
const goods: readonly [code: string, title: string, price: string][] = [
  ["TEE", "Cotton tee", "24.00"], ["HOOD", "Fleece hoodie", "52.00"], ["CAP", "Canvas cap", "19.00"], ["TOTE", "Canvas tote", "21.00"], ["SOCK", "Wool socks", "12.00"],
  ["BELT", "Woven belt", "26.00"], ["MUG", "Enamel mug", "16.00"], ["RUG", "Woven rug", "78.00"], ["VASE", "Stoneware vase", "34.00"], ["LAMP", "Clip lamp", "29.00"],
];

const products: SeedProduct[] = goods.map(([code, title, price], row) => ({
  title, vendor: "Morning", productType: "Goods",
  variants: colors.map((color, column) => ({
    sku: `${code}-${color.slice(0, 3).toUpperCase()}`, title: color, price, grams: 300, barcode: `69${String(row).padStart(5, "0")}${String(column).padStart(5, "0")}`, countryCodeOfOrigin: "CN",
  })),
}));

const shop = (over: Pick<SeedShop, "domain" | "id" | "name" | "primaryLocale">): SeedShop => ({
  ...over, email: `owner@${over.domain}`, ownerName: "Store Owner", currencyCode: "USD", ianaTimezone: "America/New_York",
  address: { address1: "1 Sample Plaza", city: "New York", province: "New York", provinceCode: "NY", zip: "10001", country: "United States", countryCode: "US", phone: "+12125550199" },
  locations: [{ name: "Shop location" }], products,
});

export const freshShops: SeedShop[] = [
  shop({ domain: "morning.myshopify.com", id: "9007199254742001", name: "Morning Goods", primaryLocale: "en" }),
  shop({ domain: "zaochen.myshopify.com", id: "9007199254742002", name: "Zaochen Goods", primaryLocale: "zh-CN" }),
];
