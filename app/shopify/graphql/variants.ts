// Which variants does the shop sell, as the merchant knows them?
import { graphql } from "./generated.ts";

/** For example "sku:ABC-1" or free words; null lists all. */
export const variantsPage = graphql(`
  query VariantsPage($search: String, $after: String) {
    productVariants(first: 50, after: $after, query: $search) {
      nodes {
        id
        sku
        barcode
        title
        displayName
        price
        selectedOptions { name value }
        product {
          id
          title
          status
          tags
          collections(first: 10) { nodes { title } }
          featuredMedia { preview { image { url } } }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** A variant that no longer exists comes back as null. */
export const variantsByIds = graphql(`
  query VariantsByIds($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
      ... on ProductVariant {
        sku
        barcode
        title
        displayName
        price
        selectedOptions { name value }
        product {
          id
          title
          status
          tags
          collections(first: 10) { nodes { title } }
          featuredMedia { preview { image { url } } }
        }
      }
    }
  }
`);
