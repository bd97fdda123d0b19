// What does the shop sell today? Asked when a person looks for something, and kept, so that the page shows the same later.
import { toSeenVariant } from "../catalog/fetch-variants.server.ts";
import type { SeenVariant } from "../catalog/variant.ts";
import { MerchantError, RetryableError } from "../platform/errors.ts";
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import type { VariantsPageQuery } from "../shopify/graphql/generated.ts";
import { variantsPage } from "../shopify/graphql/variants.ts";

/** Fifty variants a page; a whole small shop is read at once, of a large one the beginning. */
export const mostPages = 20;

export type Seen = { readonly kind: "seen"; readonly variants: readonly SeenVariant[]; readonly hasMore: boolean } | { readonly kind: "unreachable" };

export async function seeVariants(admin: AdminApi, shop: ShopAddress, ask: { search: string; pages: number }): Promise<Seen> {
  const variants: SeenVariant[] = [];
  let after: string | null = null;
  try {
    for (let page = 0; page < ask.pages; page += 1) {
      const answer: VariantsPageQuery = await admin.query(shop, variantsPage, { search: ask.search === "" ? null : ask.search, after });
      variants.push(...answer.productVariants.nodes.map(toSeenVariant));
      const { hasNextPage, endCursor } = answer.productVariants.pageInfo;
      if (!hasNextPage) return { kind: "seen", variants, hasMore: false };
      after = endCursor ?? null;
    }
  } catch (error) {
    if (error instanceof RetryableError || error instanceof MerchantError) return { kind: "unreachable" };
    throw error;
  }
  return { kind: "seen", variants, hasMore: true };
}
