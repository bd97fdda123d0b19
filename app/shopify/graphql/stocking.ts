// Where are the shop's goods stocked, and what do they cost? Read before anything is changed, and again before it is repeated.
import { graphql } from "./generated.ts";

export const stockOfVariant = graphql(`
  query StockOfVariant($id: ID!) {
    productVariant(id: $id) {
      id
      inventoryItem {
        id
        tracked
        unitCost { amount currencyCode }
        inventoryLevels(first: 50) {
          nodes {
            id
            location { id name }
            quantities(names: ["available"]) { name quantity }
          }
        }
      }
    }
  }
`);

export const inventoryActivate = graphql(`
  mutation InventoryActivate($inventoryItemId: ID!, $locationId: ID!, $available: Int!, $key: String!) {
    inventoryActivate(inventoryItemId: $inventoryItemId, locationId: $locationId, available: $available) @idempotent(key: $key) {
      inventoryLevel { id }
      userErrors { field message }
    }
  }
`);

/** Refused as a whole where a quantity is no longer the one it is changed from. */
export const inventorySetQuantities = graphql(`
  mutation InventorySetQuantities($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) {
      inventoryAdjustmentGroup { id }
      userErrors { field message code }
    }
  }
`);

export const inventoryItemUpdate = graphql(`
  mutation InventoryItemUpdate($id: ID!, $input: InventoryItemInput!) {
    inventoryItemUpdate(id: $id, input: $input) {
      inventoryItem { id unitCost { amount } }
      userErrors { field message }
    }
  }
`);

export const stockOfVariants = graphql(`
  query StockOfVariants($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
      ... on ProductVariant {
        inventoryItem {
          inventoryLevels(first: 10) {
            nodes {
              location { id name }
              quantities(names: ["available"]) { name quantity }
            }
          }
        }
      }
    }
  }
`);
