// From which of the shop's work orders can a parcel be taken now?
// Closed ones stay in the list and keep remaining quantities, also after a cancelled fulfillment: judge by status.
import { graphql } from "./generated.ts";

export const openFulfillmentOrders = graphql(`
  query OpenFulfillmentOrders($orderId: ID!, $after: String) {
    order(id: $orderId) {
      id
      fulfillmentOrders(first: 10, after: $after) {
        nodes {
          id
          status
          requestStatus
          assignedLocation { location { id } }
          supportedActions { action }
          fulfillmentHolds { reason reasonNotes }
          lineItems(first: 30) {
            nodes {
              id
              totalQuantity
              remainingQuantity
              lineItem { id }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** The lines of one fulfillment order after its first thirty. */
export const fulfillmentOrderLineItems = graphql(`
  query FulfillmentOrderLineItems($id: ID!, $after: String!) {
    fulfillmentOrder(id: $id) {
      lineItems(first: 100, after: $after) {
        nodes {
          id
          totalQuantity
          remainingQuantity
          lineItem { id }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** What of an order is held in Shopify, by whomever. */
export const heldFulfillmentOrders = graphql(`
  query HeldFulfillmentOrders($orderId: ID!, $after: String) {
    order(id: $orderId) {
      id
      fulfillmentOrders(first: 10, after: $after) {
        nodes {
          id
          status
          fulfillmentHolds { reason reasonNotes }
          lineItems(first: 20) {
            nodes {
              remainingQuantity
              lineItem { id }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** Messages about holds name the fulfillment order alone. */
export const orderOfFulfillmentOrder = graphql(`
  query OrderOfFulfillmentOrder($id: ID!) {
    fulfillmentOrder(id: $id) {
      id
      orderId
    }
  }
`);
