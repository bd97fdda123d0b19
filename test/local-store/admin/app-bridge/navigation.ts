// Where is the merchant, and where do links lead? The frame's place is shown in the admin's address
// bar, links to the admin leave the frame, and the admin's navigation moves the app inside it.
import { adminOrigin, onAdminMessage, tellAdmin } from "./admin-channel.ts";
import { configuration, freshIdToken } from "./shopify-global.ts";

/** Launch parameters; the admin's address bar never shows them. */
const LAUNCH = ["hmac", "locale", "session", "id_token", "shop", "timestamp", "host", "embedded"];
const SHOPIFY_ADMIN = "https://admin.shopify.com";
const plainOpen = window.open.bind(window);
let appListens = false;

export function installNavigation(): void {
  window.open = openAnywhere;
  document.addEventListener("click", leaveByLink, true);
  watchListeners();
  watchHistory();
}

function reportLocation(): void {
  const url = new URL(location.href);
  for (const name of LAUNCH) url.searchParams.delete(name);
  tellAdmin({ type: "location", path: url.pathname + url.search + url.hash });
}

function watchHistory(): void {
  for (const name of ["pushState", "replaceState"] as const) {
    const change = history[name].bind(history);
    history[name] = (...args: Parameters<History["pushState"]>) => {
      change(...args);
      reportLocation();
    };
  }
  window.addEventListener("popstate", reportLocation);
  window.addEventListener("hashchange", reportLocation);
  reportLocation();
}

/** An app that handles `shopify:navigate` itself (Remix's AppProvider does) is left to do so. */
function watchListeners(): void {
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target) as EventTarget["addEventListener"];
    target.addEventListener = (...args: Parameters<EventTarget["addEventListener"]>) => {
      if (args[0] === "shopify:navigate") appListens = true;
      add(...args);
    };
  }
}

/** The path inside the store's admin that an address means, if it means one. */
export function adminPath(address: string): string | undefined {
  const short = /^shopify:\/*admin\//i.exec(address);
  if (short !== null) return `/${address.slice(short[0].length)}`;
  for (const origin of [SHOPIFY_ADMIN, adminOrigin]) {
    const store = new RegExp(`^${origin.replaceAll(".", "\\.")}/store/[^/]+`).exec(address);
    if (store !== null) return address.slice(store[0].length) || "/";
  }
  return undefined;
}

function openAnywhere(url?: string | URL, target?: string, features?: string): Window | null {
  const path = adminPath(String(url ?? ""));
  if (path === undefined) return plainOpen(url, target, features);
  tellAdmin({ type: "open-admin", path, newTab: target === "_blank" || target === undefined });
  return null;
}

function leaveByLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const path = adminPath(link?.getAttribute("href") ?? "");
  if (path === undefined) return;
  event.preventDefault();
  const newTab = link?.getAttribute("target") === "_blank" || event.ctrlKey || event.metaKey;
  tellAdmin({ type: "open-admin", path, newTab });
}

onAdminMessage((message) => {
  if (message.type === "navigate") void moveTo(message.href);
});

async function moveTo(href: string): Promise<void> {
  const links = document.querySelectorAll("s-app-nav [href], ui-nav-menu [href]");
  const link = [...links].find((candidate) => candidate.getAttribute("href") === href);
  if (link !== undefined && appListens) {
    link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, composed: true }));
    return;
  }
  await loadDocument(new URL(href, location.href));
}

/** A new document proves itself by its address, as the first one did. */
async function loadDocument(url: URL): Promise<void> {
  const { shop, host, locale } = configuration;
  for (const [name, value] of Object.entries({ shop, host, locale, embedded: "1" })) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  url.searchParams.set("id_token", await freshIdToken());
  location.assign(url);
}

/** The library sends a document that came without a token here, to come back with one. */
export async function bounce(reload: string): Promise<void> {
  const url = new URL(reload, location.href);
  if (url.origin !== location.origin) {
    document.documentElement.textContent = `The app calls itself ${url.origin}, but it is framed as ${location.origin}: SHOPIFY_APP_URL must be the latter.`;
    return;
  }
  url.searchParams.set("id_token", await freshIdToken());
  location.replace(url);
}
