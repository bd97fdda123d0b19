// The App Bridge stand-in begins here, before any script of the app runs.
import { adminOrigin } from "./admin-channel.ts";
import { installElements } from "./elements.ts";
import { installFetch } from "./fetch.ts";
import { installModal } from "./modal.ts";
import { bounce, installNavigation } from "./navigation.ts";
import { configuration, makeShopifyGlobal } from "./shopify-global.ts";

Object.defineProperty(window, "shopify", { value: makeShopifyGlobal(), configurable: true });

if (window.parent === window) leaveForAdmin();
else start();

function start(): void {
  const reload = new URLSearchParams(location.search).get("shopify-reload");
  if (reload !== null) {
    void bounce(reload);
    return;
  }
  installFetch();
  installElements();
  installModal();
  installNavigation();
}

/** Opened outside the admin, an embedded app goes back into it, as with the real App Bridge. */
function leaveForAdmin(): void {
  const name = configuration.shop?.replace(/\.myshopify\.com$/, "");
  if (name === undefined || !new URLSearchParams(location.search).has("host")) return;
  location.replace(`${adminOrigin}/store/${name}/apps/${configuration.apiKey}${location.pathname}`);
}
