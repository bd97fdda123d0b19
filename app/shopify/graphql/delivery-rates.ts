// To which countries does checkout offer a rate, from which locations?
import { graphql } from "./generated.ts";

export const deliveryRates = graphql(`
  query DeliveryRates {
    deliveryProfiles(first: 5) {
      nodes {
        id
        default
        profileLocationGroups {
          locationGroup { id locations(first: 50) { nodes { id } } }
          locationGroupZones(first: 30) {
            nodes {
              zone { id countries { code { countryCode restOfWorld } } }
            }
          }
        }
      }
    }
  }
`);
