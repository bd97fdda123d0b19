// What does the shop itself say about its orders? A webhook is a hint; these answers are the truth.
import { graphql } from "./generated.ts";

/** Up to 50 ids; an id of another shop's order comes back as null. With the risk, which no webhook of the order tells: three points of cost an order. */
export const ordersForConfirmation = graphql(`
  query OrdersForConfirmation($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
      ... on Order {
        name
        updatedAt
        cancelledAt
        displayFinancialStatus
        displayFulfillmentStatus
        currentSubtotalLineItemsQuantity
        subtotalLineItemsQuantity
        test
        risk { recommendation assessments { riskLevel } }
      }
    }
  }
`);

/** Whatever was changed in a span of time, the oldest change first; scalars only. */
export const changedOrders = graphql(`
  query ChangedOrders($search: String!, $after: String) {
    orders(first: 50, after: $after, query: $search, sortKey: UPDATED_AT) {
      nodes {
        id
        name
        updatedAt
        cancelledAt
        displayFinancialStatus
        displayFulfillmentStatus
        currentSubtotalLineItemsQuantity
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** One order as a payload would describe it; where `hasNextPage` is true, `orderLineItems` gives the rest. */
export const orderDetails = graphql(`
  query OrderDetails($id: ID!) {
    order(id: $id) {
      id
      name
      number
      createdAt
      updatedAt
      cancelledAt
      cancelReason
      test
      currencyCode
      presentmentCurrencyCode
      displayFinancialStatus
      paymentGatewayNames
      paymentTerms { paymentTermsName paymentTermsType }
      risk { recommendation assessments { riskLevel facts { description sentiment } } }
      disputes { id initiatedAs status }
      currentSubtotalLineItemsQuantity
      currentTotalPriceSet { ...OrderAmount }
      totalPriceSet { ...OrderAmount }
      email
      phone
      customerLocale
      note
      poNumber
      sourceName
      customAttributes { key value }
      discountCodes
      tags
      dutiesIncluded
      shippingAddress {
        name
        firstName
        lastName
        company
        address1
        address2
        city
        province
        provinceCode
        zip
        country
        countryCodeV2
        phone
      }
      shippingLine {
        title
        code
        originalPriceSet { ...OrderAmount }
      }
      lineItems(first: 20) {
        nodes {
          id
          title
          variantTitle
          sku
          quantity
          currentQuantity
          requiresShipping
          isGiftCard
          variant { id }
          product { id }
          originalUnitPriceSet { ...OrderAmount }
          customAttributes { key value }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
  fragment OrderAmount on MoneyBag {
    shopMoney { amount currencyCode }
    presentmentMoney { amount currencyCode }
  }
`);

/** The lines of an order after the first twenty. */
export const orderLineItems = graphql(`
  query OrderLineItems($id: ID!, $after: String!) {
    order(id: $id) {
      lineItems(first: 50, after: $after) {
        nodes {
          id
          title
          variantTitle
          sku
          quantity
          currentQuantity
          requiresShipping
          isGiftCard
          variant { id }
          product { id }
          originalUnitPriceSet {
            shopMoney { amount currencyCode }
            presentmentMoney { amount currencyCode }
          }
          customAttributes { key value }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
