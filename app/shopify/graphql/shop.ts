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
