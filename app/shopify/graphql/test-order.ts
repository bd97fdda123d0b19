// How is a test order made and taken away again? orderCreate has no idempotency key: the order carries a mark of ours instead.
import { graphql } from "./generated.ts";

export const createTestOrder = graphql(`
  mutation CreateTestOrder($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
    orderCreate(order: $order, options: $options) {
      order { id name }
      userErrors { field message }
    }
  }
`);

/** What stands in the way of cancelling and deleting it. */
export const testOrderStanding = graphql(`
  query TestOrderStanding($id: ID!) {
    order(id: $id) {
      id
      cancelledAt
      fulfillments(first: 20) { id status }
    }
  }
`);

export const cancelTestFulfillment = graphql(`
  mutation CancelTestFulfillment($id: ID!) {
    fulfillmentCancel(id: $id) {
      fulfillment { id status }
      userErrors { field message }
    }
  }
`);

/** A job at Shopify: the order is cancelled a moment later. */
export const cancelTestOrder = graphql(`
  mutation CancelTestOrder($orderId: ID!) {
    orderCancel(orderId: $orderId, reason: STAFF, restock: false, notifyCustomer: false) {
      job { id done }
      orderCancelUserErrors { field message }
    }
  }
`);

export const deleteTestOrder = graphql(`
  mutation DeleteTestOrder($orderId: ID!) {
    orderDelete(orderId: $orderId) {
      deletedId
      userErrors { field message }
    }
  }
`);
