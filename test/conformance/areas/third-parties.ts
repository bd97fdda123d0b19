// How do fulfillment services answer: names, handles, callback addresses, defaults?

import type { Area } from "../area.ts";

const service = `fulfillmentService {
  id handle serviceName callbackUrl trackingSupport inventoryManagement requiresShippingMethod type
  location { id name isFulfillmentService fulfillsOnlineOrders shipsInventory }
} userErrors { field message }`;

/** Written after what the recorded answers show; the recordings give only the names of these documents. */
const documents = {
  "fulfillment-service-uniqueness-create.graphql": `mutation ($name: String!) {
    fulfillmentServiceCreate(name: $name, trackingSupport: true, inventoryManagement: true, requiresShippingMethod: true) { ${service} }
  }`,
  "fulfillment-service-name-whitespace-primary.graphql": `mutation ($createName: String!, $setupName: String!) {
    createWhitespace: fulfillmentServiceCreate(name: $createName, trackingSupport: true, inventoryManagement: true) { ${service} }
    setupUpdateSource: fulfillmentServiceCreate(name: $setupName, trackingSupport: true, inventoryManagement: true) { ${service} }
  }`,
  "fulfillment-service-callback-url-update-protocol-create.graphql": `mutation ($name: String!, $callbackUrl: URL!) {
    fulfillmentServiceCreate(name: $name, callbackUrl: $callbackUrl, requiresShippingMethod: false) { ${service} }
  }`,
  "fulfillment-service-requires-shipping-default-create-false.graphql": `mutation ($name: String!) {
    fulfillmentServiceCreate(name: $name, requiresShippingMethod: false) { ${service} }
  }`,
  "fulfillment-service-lifecycle-delete.graphql": `mutation ($id: ID!) {
    fulfillmentServiceDelete(id: $id, inventoryAction: DELETE) { deletedId userErrors { field message } }
  }`,
  "fulfillment-service-callback-url-validation.graphql": `mutation (${["validHttps", "validHttp", "origin", "ftp", "example", "shopify"]
    .map((name) => `$${name}Name: String!, $${name}CallbackUrl: URL!`).join(", ")}) {
    ${["validHttps", "validHttp", "origin", "ftp", "example", "shopify"].map((name) => `
      ${name}Create: fulfillmentServiceCreate(name: $${name}Name, callbackUrl: $${name}CallbackUrl, requiresShippingMethod: false) { ${service} }`).join("")}
  }`,
};

export const area: Area = { name: "fulfillment-services", documents, differences: [] };
