// What does Shopify ask of the app as a fulfillment service, and how is it answered?
// None of the answers has an idempotency key: after an unknown outcome the fulfillment order is read back first.
import { graphql } from "./generated.ts";

/** Only those at the app's own locations; an app without one gets an error. */
export const assignedFulfillmentOrders = graphql(`
  query AssignedFulfillmentOrders($status: FulfillmentOrderAssignmentStatus!, $after: String) {
    assignedFulfillmentOrders(first: 20, after: $after, assignmentStatus: $status) {
      nodes {
        id
        orderId
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const requestedFulfillmentOrder = graphql(`
  query RequestedFulfillmentOrder($id: ID!) {
    fulfillmentOrder(id: $id) {
      id
      orderId
      status
      requestStatus
      updatedAt
      assignedLocation { location { id } }
      merchantRequests(last: 10) { nodes { kind message sentAt } }
      lineItems(first: 100) {
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

export const acceptFulfillmentRequest = graphql(`
  mutation AcceptFulfillmentRequest($id: ID!, $message: String) {
    fulfillmentOrderAcceptFulfillmentRequest(id: $id, message: $message) {
      fulfillmentOrder { id status requestStatus }
      userErrors { field message }
    }
  }
`);

export const rejectFulfillmentRequest = graphql(`
  mutation RejectFulfillmentRequest($id: ID!, $message: String, $reason: FulfillmentOrderRejectionReason!, $lineItems: [IncomingRequestLineItemInput!]) {
    fulfillmentOrderRejectFulfillmentRequest(id: $id, message: $message, reason: $reason, lineItems: $lineItems) {
      fulfillmentOrder { id status requestStatus }
      userErrors { field message }
    }
  }
`);

export const acceptCancellationRequest = graphql(`
  mutation AcceptCancellationRequest($id: ID!, $message: String) {
    fulfillmentOrderAcceptCancellationRequest(id: $id, message: $message) {
      fulfillmentOrder { id status requestStatus }
      userErrors { field message }
    }
  }
`);

export const rejectCancellationRequest = graphql(`
  mutation RejectCancellationRequest($id: ID!, $message: String) {
    fulfillmentOrderRejectCancellationRequest(id: $id, message: $message) {
      fulfillmentOrder { id status requestStatus }
      userErrors { field message }
    }
  }
`);

/**
 * Makes the location as well. Stock and tracking numbers are written by us, so Shopify need not come and fetch them
 * (fetch_stock, fetch_tracking_numbers). Its name is unique in a shop, so a lost answer is found again by it.
 */
export const fulfillmentServiceCreate = graphql(`
  mutation FulfillmentServiceCreate($name: String!, $callbackUrl: URL!) {
    fulfillmentServiceCreate(name: $name, callbackUrl: $callbackUrl, trackingSupport: false, inventoryManagement: false, requiresShippingMethod: true) {
      fulfillmentService { id serviceName callbackUrl location { id } }
      userErrors { field message }
    }
  }
`);

export const fulfillmentServicesOfShop = graphql(`
  query FulfillmentServicesOfShop {
    shop {
      fulfillmentServices { id serviceName callbackUrl type location { id isActive } }
    }
  }
`);

/** Gives back what was accepted and cannot be shipped: the fulfillment order is INCOMPLETE, and its units are the merchant's again. */
export const fulfillmentOrderClose = graphql(`
  mutation FulfillmentOrderClose($id: ID!, $message: String) {
    fulfillmentOrderClose(id: $id, message: $message) {
      fulfillmentOrder { id status requestStatus }
      userErrors { field message }
    }
  }
`);

/** The merchant's own request, made by the app where he switched that on. */
export const submitFulfillmentRequest = graphql(`
  mutation SubmitFulfillmentRequest($id: ID!, $notifyCustomer: Boolean!) {
    fulfillmentOrderSubmitFulfillmentRequest(id: $id, notifyCustomer: $notifyCustomer) {
      submittedFulfillmentOrder { id requestStatus }
      userErrors { field message }
    }
  }
`);
