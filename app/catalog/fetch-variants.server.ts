// What does Shopify say of these variants? Unknown ids are simply not among the answers.
import type { AdminApi, ShopAddress } from "../shopify/admin.server.ts";
import { variantsByIds } from "../shopify/graphql/variants.ts";
import type { SeenVariant } from "./variant.ts";

const pageSize = 50;

export async function fetchVariants(admin: AdminApi, shop: ShopAddress, shopifyVariantIds: readonly string[]): Promise<SeenVariant[]> {
  const found: SeenVariant[] = [];
  for (let start = 0; start < shopifyVariantIds.length; start += pageSize) {
    const { nodes } = await admin.query(shop, variantsByIds, { ids: shopifyVariantIds.slice(start, start + pageSize) });
    for (const node of nodes) if (node?.__typename === "ProductVariant") found.push(toSeenVariant(node));
  }
  return found;
}

type VariantNode = {
  id: string;
  sku?: string | null;
  barcode?: string | null;
  title: string;
  selectedOptions: readonly { name: string; value: string }[];
  product: {
    id: string; title: string; tags: readonly string[]; collections: { nodes: readonly { title: string }[] };
    featuredMedia?: { preview?: { image?: { url: string } | null } | null } | null;
  };
};

/** Shopify names the only variant of a product so; it is no name for people. */
const onlyVariant = "Default Title";

export function toSeenVariant(node: VariantNode): SeenVariant {
  return {
    shopifyVariantId: node.id,
    shopifyProductId: node.product.id,
    sku: node.sku || null,
    barcode: node.barcode || null,
    productTitle: node.product.title,
    variantTitle: node.title === onlyVariant ? null : node.title,
    imageUrl: node.product.featuredMedia?.preview?.image?.url ?? null,
    productTags: [...node.product.tags],
    collections: node.product.collections.nodes.map(({ title }) => title),
    optionValues: node.selectedOptions.filter(({ value }) => value !== onlyVariant).map(({ name, value }) => `${name}: ${value}`),
  };
}
