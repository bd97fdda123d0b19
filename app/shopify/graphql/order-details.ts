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

/** Read before an address is overwritten, and after a call without an answer. */
export const orderReceiver = graphql(`
  query OrderReceiver($id: ID!) {
    order(id: $id) {
      shippingAddress { firstName lastName company address1 address2 city provinceCode countryCodeV2 zip phone }
      localizedFields(first: 10) { nodes { key value } }
    }
  }
`);

export const updateOrderDetails = graphql(`
  mutation UpdateOrderDetails($input: OrderInput!) {
    orderUpdate(input: $input) {
      order { id }
      userErrors { field message }
    }
  }
`);
