// From where may this shop's orders be shipped?
import { graphql } from "./generated.ts";

export const locations = graphql(`
  query Locations($after: String) {
    locations(first: 50, after: $after) {
      nodes {
        id
        name
        isActive
        fulfillsOnlineOrders
        isFulfillmentService
        address { countryCode }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
