// What Shopify gives to a block of this target; `shopify app dev` writes the same.
import "@shopify/ui-extensions/customer-account.order-status.block.render";

declare module "./parcels-block.tsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
}

declare global {
  /** Put in by the build: APP_URL of the environment, else what `shopify app dev` listens on. */
  const process: { readonly env: { readonly APP_URL?: string } };
}
