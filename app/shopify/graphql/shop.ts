// Which shop is this, and what has it allowed us to do?
// Its language is not among the shop's fields: shopLocales needs a scope of its own (read_locales).
import { graphql } from "./generated.ts";

export const shopFacts = graphql(`
  query ShopFacts {
    shop {
      id
      name
      myshopifyDomain
      contactEmail
      currencyCode
      ianaTimezone
    }
    currentAppInstallation {
      accessScopes {
        handle
      }
    }
  }
`);

/** What is subscribed to through the API; what the app's configuration file subscribes to is not in this list. */
export const connectionFacts = graphql(`
  query ConnectionFacts {
    currentAppInstallation {
      accessScopes {
        handle
      }
    }
    webhookSubscriptions(first: 100) {
      nodes {
        id
        topic
        uri
        apiVersion { handle }
      }
    }
  }
`);

export const deleteSubscription = graphql(`
  mutation DeleteSubscription($id: ID!) {
    webhookSubscriptionDelete(id: $id) {
      deletedWebhookSubscriptionId
      userErrors { field message }
    }
  }
`);
