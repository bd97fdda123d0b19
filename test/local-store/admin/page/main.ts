// The admin starts here: one page, whose address says what it shows.
import { closeApp, confirmLeaving, isOpen, openApp } from "./app-page.ts";
import { faultsPage } from "./faults.ts";
import { storesPage } from "./stores.ts";
import { newOrderPage } from "./new-order.ts";
import { orderPage } from "./order.ts";
import { ordersPage } from "./orders.ts";
import { productsPage } from "./products.ts";
import { readRoute, type Route } from "./route.ts";
import { drawShell, showContent } from "./shell.ts";
import { element } from "./element.ts";
import { word } from "./words.ts";

let stopPage = (): void => {};

function showCurrentPage(): void {
  stopPage();
  stopPage = () => {};
  const route = readRoute(new URL(location.href));
  drawShell(route, changeLanguage);
  if (route.page === "app") {
    openApp(route.shop, route.path);
    return;
  }
  closeApp();
  showData(route);
}

/** Pages of the store's own data: they draw into their place and stop when another page comes. */
function showData(route: Exclude<Route, { page: "app" }>): void {
  const place = element("div", { class: "page" });
  showContent(place);
  if (route.page === "stores") storesPage(place);
  else if (route.page === "orders") stopPage = ordersPage(place, route.shop);
  else if (route.page === "new-order") stopPage = newOrderPage(place, route.shop, goTo);
  else if (route.page === "order") stopPage = orderPage(place, route);
  else if (route.page === "products") stopPage = productsPage(place, route.shop);
  else if (route.page === "faults") stopPage = faultsPage(place, route.shop);
  else place.append(element("p", {}, word("notFound")));
}

async function goTo(path: string): Promise<void> {
  if (!(await confirmLeaving())) return;
  const route = readRoute(new URL(path, location.href));
  // Inside the open app the frame makes the step in the history, and the address bar follows it.
  if (route.page === "app" && isOpen(route.shop)) {
    openApp(route.shop, route.path);
    return;
  }
  history.pushState(null, "", path);
  showCurrentPage();
  window.scrollTo(0, 0);
}

function changeLanguage(): void {
  closeApp();
  showCurrentPage();
}

document.addEventListener("click", (event) => {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const clicked = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!isPlain || event.defaultPrevented || !(clicked instanceof HTMLAnchorElement)) return;
  if (clicked.origin !== location.origin || clicked.target !== "") return;
  event.preventDefault();
  void goTo(clicked.pathname + clicked.search + clicked.hash);
});
window.addEventListener("popstate", showCurrentPage);
window.addEventListener("admin:go", (event) => void goTo((event as CustomEvent<string>).detail));
showCurrentPage();
