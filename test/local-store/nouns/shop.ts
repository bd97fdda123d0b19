// What does the Admin API tell about the shop and about this app's installation in it?

import { always, own, type GraphqlContext, type Models } from "../graphql/models.ts";
import { impliedScopes } from "../graphql/root-scopes.ts";
import type { ShopState } from "../shop-state.ts";

export const shopModels: Models = {
  QueryRoot: {
    shop: (_root: unknown, _args: unknown, { shop }: GraphqlContext) => shop,
    currentAppInstallation: (_root: unknown, _args: unknown, { scopes }: GraphqlContext) => ({
      kind: "AppInstallation",
      id: "gid://shopify/AppInstallation/502417260001",
      accessScopes: impliedScopes(scopes).map((handle) => ({ handle, description: handle.replaceAll("_", " ") })),
    }),
    publicApiVersions: always([{ handle: "2026-10", displayName: "2026-10", supported: true }]),
  },
  Shop: {
    ...own<ShopState>("id", "name", "email", "currencyCode", "ianaTimezone"),
    myshopifyDomain: (shop: ShopState) => shop.domain,
    url: (shop: ShopState) => `https://${shop.domain}`,
    contactEmail: (shop: ShopState) => shop.email,
    shopOwnerName: (shop: ShopState) => shop.ownerName,
    primaryDomain: (shop: ShopState) => ({ id: shop.id.replace("Shop", "Domain"), host: shop.domain, url: `https://${shop.domain}` }),
    orderNumberFormatPrefix: always("#"),
    orderNumberFormatSuffix: always(""),
    weightUnit: always("KILOGRAMS"),
    billingAddress: (shop: ShopState) => ({ id: shop.id.replace("Shop", "ShopAddress"), ...shop.address }),
    plan: always({ displayName: "Development", publicDisplayName: "Development", shopifyPlus: false, partnerDevelopment: true }),
    resourceLimits: always({ locationLimit: 200, maxProductOptions: 3, maxProductVariants: 2048, redirectLimitReached: false }),
    customerAccountsV2: always({
      customerAccountsVersion: "NEW_CUSTOMER_ACCOUNTS", url: null,
      loginLinksVisibleOnStorefrontAndCheckout: true, loginRequiredAtCheckout: false,
    }),
  },
  ShopAddress: {
    ...own<ShopState["address"] & { id: string }>(
      "id", "address1", "address2", "city", "company", "country", "phone", "province", "provinceCode", "zip"),
    countryCodeV2: (address: ShopState["address"]) => address.countryCode,
  },
  Domain: own<{ id: string; host: string; url: string }>("id", "host", "url"),
  ShopPlan: own<Record<string, unknown>>("displayName", "publicDisplayName", "shopifyPlus", "partnerDevelopment"),
  ShopResourceLimits: own<Record<string, unknown>>("locationLimit", "maxProductOptions", "maxProductVariants", "redirectLimitReached"),
  CustomerAccountsV2: own<Record<string, unknown>>(
    "customerAccountsVersion", "url", "loginLinksVisibleOnStorefrontAndCheckout", "loginRequiredAtCheckout"),
  AppInstallation: {
    ...own<{ id: string; accessScopes: unknown }>("id", "accessScopes"),
    activeSubscriptions: always([]),
  },
  // The shop bills nothing; the type is here so that asking is answered with an empty list.
  AppSubscription: own<Record<string, unknown>>("id", "name", "status", "test", "currentPeriodEnd"),
  AccessScope: own<{ handle: string; description: string }>("handle", "description"),
  ApiVersion: own<Record<string, unknown>>("handle", "displayName", "supported"),
};
