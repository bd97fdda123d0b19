// What do the shops sell that demo, dev and tests start with? Neutral sample goods; "Handwritten gift card" is the merchant's own.

import type { SeedShop } from "./seed-shops.ts";

const china = { countryCodeOfOrigin: "CN" };

const demoShop: SeedShop = {
  domain: "demo.myshopify.com",
  // Beyond 2^53 on purpose: shop ids are 64-bit.
  id: "9007199254741993",
  name: "Demo Goods",
  email: "owner@demo-goods.example",
  ownerName: "Store Owner",
  currencyCode: "USD",
  ianaTimezone: "America/New_York",
  primaryLocale: "en",
  address: {
    address1: "1 Sample Plaza", city: "New York", province: "New York", provinceCode: "NY", zip: "10001", country: "United States",
    countryCode: "US", phone: "+12125550199",
  },
  locations: [{ name: "Shop location" }, { name: "Back room" }],
  products: [
    {
      title: "Trail backpack 30 L", vendor: "Demo Goods", productType: "Bags",
      tags: ["outdoor", "bulky"], collections: ["Trail"], optionNames: ["Color"],
      variants: [
        { sku: "BAG-30-GRN", title: "Green", price: "59.00", unitCost: "18.40", grams: 900, harmonizedSystemCode: "420292", ...china },
        { sku: "BAG-30-BLK", title: "Black", price: "59.00", unitCost: "18.40", grams: 900, harmonizedSystemCode: "420292", ...china },
      ],
    },
    {
      title: "Ceramic pour-over set", vendor: "Demo Goods", productType: "Kitchen",
      variants: [{ sku: "POUR-SET", price: "34.50", unitCost: "11.20", grams: 1200, harmonizedSystemCode: "691200", ...china }],
    },
    {
      title: "Merino scarf", vendor: "Demo Goods", productType: "Accessories",
      tags: ["wool"], optionNames: ["Color"],
      variants: [
        { sku: "SCARF-RED", title: "Red", price: "42.00", unitCost: "13.00", grams: 150, harmonizedSystemCode: "611710", ...china },
        { sku: "SCARF-GRY", title: "Grey", price: "42.00", unitCost: "13.00", grams: 150, harmonizedSystemCode: "611710", ...china },
      ],
    },
    {
      title: "USB-C desk lamp", vendor: "Demo Goods", productType: "Home",
      tags: ["electric"], collections: ["Home office"],
      variants: [{ sku: "LAMP-USBC", price: "28.00", unitCost: "9.10", grams: 650, harmonizedSystemCode: "940521", ...china }],
    },
    {
      title: "Bamboo cutting board", vendor: "Demo Goods", productType: "Kitchen",
      optionNames: ["Size"],
      variants: [
        { sku: "BOARD-S", title: "Small", price: "16.00", unitCost: "4.60", grams: 700, harmonizedSystemCode: "441911", ...china },
        { sku: "BOARD-L", title: "Large", price: "24.00", unitCost: "7.30", grams: 1300, harmonizedSystemCode: "441911", ...china },
      ],
    },
    {
      title: "Insulated bottle 750 ml", vendor: "Demo Goods", productType: "Outdoor",
      variants: [{ sku: "BOTTLE-750", price: "22.00", unitCost: "6.80", grams: 380, harmonizedSystemCode: "961700", ...china }],
    },
    {
      title: "Linen apron", vendor: "Demo Goods", productType: "Kitchen",
      variants: [{ sku: "APRON-LIN", price: "31.00", unitCost: "10.00", grams: 300, harmonizedSystemCode: "621142", ...china }],
    },
    {
      title: "Handwritten gift card", vendor: "Demo Goods", productType: "Own goods",
      variants: [{ sku: "CARD-HAND", price: "4.00", grams: 20, harmonizedSystemCode: "490900", countryCodeOfOrigin: "US" }],
    },
  ],
};

const otherShop: SeedShop = {
  domain: "other.myshopify.com",
  id: "9007199254742995",
  name: "Other Goods",
  email: "owner@other-goods.example",
  ownerName: "Shop Owner",
  currencyCode: "JPY",
  ianaTimezone: "Asia/Tokyo",
  primaryLocale: "ja",
  address: {
    address1: "1-1 Sample", city: "Chiyoda-ku", province: "Tokyo", provinceCode: "JP-13", zip: "100-0001", country: "Japan", countryCode: "JP",
  },
  locations: [{ name: "Shop location" }],
  products: [
    {
      title: "Tea tin", vendor: "Other Goods", productType: "Kitchen",
      variants: [{ sku: "TEA-TIN", price: "2400", unitCost: "700", grams: 250, harmonizedSystemCode: "732690", ...china }],
    },
    {
      title: "Furoshiki cloth", vendor: "Other Goods", productType: "Accessories",
      variants: [{ sku: "FURO-90", price: "3200", unitCost: "900", grams: 120, harmonizedSystemCode: "630790", ...china }],
    },
  ],
};

export const usualShops: SeedShop[] = [demoShop, otherShop];
