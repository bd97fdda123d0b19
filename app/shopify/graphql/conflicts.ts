// Who else ships for this shop, and what are we not shown?
import { graphql } from "./generated.ts";

export const shopSurroundings = graphql(`
  query ShopSurroundings {
    shop {
      fulfillmentServices {
        id
        serviceName
        type
        location { id isActive }
      }
    }
    currentAppInstallation { accessScopes { handle } }
  }
`);

/** The newest orders, for what others did with them and what of them is withheld. */
export const recentOrders = graphql(`
  query RecentOrders($search: String!) {
    orders(first: 30, sortKey: CREATED_AT, reverse: true, query: $search) {
      nodes {
        id
        name
        createdAt
        processedAt
        test
        requiresShipping
        shippingAddress { name address1 countryCodeV2 }
        fulfillments(first: 5) {
          id
          createdAt
          status
          service { id serviceName type }
          trackingInfo(first: 1) { number }
        }
      }
    }
  }
`);

export const whereStocked = graphql(`
  query WhereStocked($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
      ... on ProductVariant {
        displayName
        inventoryItem {
          inventoryLevels(first: 10) {
            nodes { location { id name isFulfillmentService fulfillmentService { id serviceName } } }
          }
        }
      }
    }
  }
`);
