// What does Shopify keep of a buyer for customs, and how is an order's receiver corrected there?
import { graphql } from "./generated.ts";

/** Webhooks do not carry them. */
export const orderIdentities = graphql(`
  query OrderIdentities($id: ID!) {
    order(id: $id) {
      localizedFields(first: 10) { nodes { key countryCode value } }
    }
  }
`);
