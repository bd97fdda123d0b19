// Which supplier's goods stand behind each variant, and which variants still want an answer?
import type { Money } from "../platform/money.ts";
import type { Said } from "./answer.ts";

export const productFilters = ["all", "unmapped", "mapped", "own"] as const;
export type ProductFilter = (typeof productFilters)[number];

export type ProductsQuery = { readonly filter: ProductFilter; readonly search: string; readonly variantId: string | null; readonly page: number };

/** A person can compare no more, and each one is a candidate in every decision. */
export const mostOffers = 20;

export type ShownOffer = {
  readonly id: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly itemId: string;
  readonly specId: string | null;
  readonly packRatio: number;
  readonly cost: Money;
  readonly shipsTo: readonly string[];
  readonly priority: number;
  readonly stock: number | null;
  readonly stockSeenAt: Date | null;
  readonly leadTimeDays: number | null;
  readonly minimumQuantity: number | null;
  readonly nameZh: string | null;
  /** The offer itself is on; whether it can be taken depends on its supplier too. */
  readonly isActive: boolean;
  readonly isUsable: boolean;
  /** Null in the shop's own currency; otherwise whether a dated rate is known. */
  readonly rate: { readonly rate: string; readonly on: string; readonly from: string; readonly to: string } | "missing" | null;
};

export type ShownVariant = {
  readonly id: string;
  readonly shopifyVariantId: string;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly imageUrl: string | null;
  readonly isOwnGoods: boolean;
  readonly isMissing: boolean;
  /** Units in orders that no supplier has been asked for. */
  readonly waitingUnits: number;
  readonly offers: readonly ShownOffer[];
};

/** What the forms of offers and rates must know. */
export type OfferWorld = {
  readonly suppliers: readonly { readonly id: string; readonly name: string }[];
  readonly shopCurrency: string;
  /** The day in the shop's own time zone, for a rate entered now. */
  readonly today: string;
};

/** Of the variants sold in the last 30 days that are not the merchant's own goods: how many have an offer that can be taken. */
export type Coverage = { readonly sold: number; readonly covered: number; readonly percent: number };

export type ProductsPage = OfferWorld & {
  readonly query: ProductsQuery;
  readonly coverage: Coverage;
  readonly variants: readonly ShownVariant[];
  readonly hasNext: boolean;
  /** Shopify could not be asked; what is shown may be old. */
  readonly trouble: Said | null;
};

/** Rounded down: 100 means all of them. */
export function coverageOf(sold: number, covered: number): Coverage {
  return { sold, covered, percent: sold === 0 ? 100 : Math.floor((covered * 100) / sold) };
}

export function readProductsQuery(address: URLSearchParams): ProductsQuery {
  const page = Number(address.get("page") ?? "1");
  return {
    filter: productFilters.find((one) => one === address.get("show")) ?? "all",
    search: (address.get("search") ?? "").trim().slice(0, 100),
    variantId: address.get("variant"),
    page: Number.isSafeInteger(page) && page > 0 && page < 10_000 ? page : 1,
  };
}

export function productsAddress(query: Partial<ProductsQuery>): string {
  const search = new URLSearchParams();
  if (query.filter && query.filter !== "all") search.set("show", query.filter);
  if (query.search) search.set("search", query.search);
  if (query.variantId) search.set("variant", query.variantId);
  if (query.page && query.page > 1) search.set("page", String(query.page));
  return search.size > 0 ? `/app/products?${search}` : "/app/products";
}
