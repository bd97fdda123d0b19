// What was told to Shopify about shipped parcels, and how is it told?
// fulfillmentCreate has no idempotency key: after an unknown outcome, read fulfillmentsOfOrder first.
import { graphql } from "./generated.ts";

/** For reading back: which of the order's fulfillments bear this number? The list has no pages; 250 is Shopify's most. */
export const fulfillmentsOfOrder = graphql(`
  query FulfillmentsOfOrder($orderId: ID!) {
    order(id: $orderId) {
      id
      fulfillments(first: 250) {
        id
        name
        status
        trackingInfo(first: 1) { number }
      }
    }
  }
`);

export const linesOfFulfillment = graphql(`
  query LinesOfFulfillment($id: ID!) {
    fulfillment(id: $id) {
      id
      fulfillmentLineItems(first: 250) {
        nodes {
          quantity
          lineItem { id }
        }
      }
    }
  }
`);

/** Everything that was shipped of an order, by whomever; what each holds is asked of those alone that are new or changed. */
export const everyFulfillmentOfOrder = graphql(`
  query EveryFulfillmentOfOrder($orderId: ID!) {
    order(id: $orderId) {
      id
      updatedAt
      fulfillments(first: 100) {
        id
        name
        status
        createdAt
        updatedAt
      }
    }
  }
`);

export const wholeFulfillment = graphql(`
  query WholeFulfillment($id: ID!, $after: String) {
    fulfillment(id: $id) {
      id
      service { serviceName type }
      trackingInfo(first: 50) { company number }
      fulfillmentLineItems(first: 50, after: $after) {
        nodes {
          quantity
          lineItem { id }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** For reading back: fulfillmentEventCreate makes a new event for every call. */
export const eventsOfFulfillment = graphql(`
  query EventsOfFulfillment($id: ID!) {
    fulfillment(id: $id) {
      id
      events(first: 100) {
        nodes {
          id
          status
          happenedAt
        }
      }
    }
  }
`);

/** All fulfillment orders of one call belong to one order and one location; quantities may be partial. */
export const fulfillmentCreate = graphql(`
  mutation FulfillmentCreate($fulfillment: FulfillmentInput!) {
    fulfillmentCreate(fulfillment: $fulfillment) {
      fulfillment {
        id
        name
        status
        displayStatus
        createdAt
        trackingInfo(first: 3) { company number url }
        fulfillmentLineItems(first: 20) {
          nodes {
            quantity
            lineItem { id }
          }
        }
      }
      userErrors { field message }
    }
  }
`);

/** For a fulfillment that somebody made by hand: does it bear a number by now? */
export const trackingOfFulfillment = graphql(`
  query TrackingOfFulfillment($id: ID!) {
    fulfillment(id: $id) {
      id
      name
      status
      createdAt
      trackingInfo(first: 3) { number }
    }
  }
`);

/** The same number again changes nothing, but the customer would be told again: read before repeating. */
export const fulfillmentTrackingInfoUpdate = graphql(`
  mutation FulfillmentTrackingInfoUpdate($fulfillmentId: ID!, $tracking: FulfillmentTrackingInput!, $notifyCustomer: Boolean!) {
    fulfillmentTrackingInfoUpdate(fulfillmentId: $fulfillmentId, trackingInfoInput: $tracking, notifyCustomer: $notifyCustomer) {
      fulfillment { id name createdAt }
      userErrors { field message }
    }
  }
`);

export const fulfillmentEventCreate = graphql(`
  mutation FulfillmentEventCreate($event: FulfillmentEventInput!) {
    fulfillmentEventCreate(fulfillmentEvent: $event) {
      fulfillmentEvent {
        id
        status
        happenedAt
      }
      userErrors { field message }
    }
  }
`);
