// What surrounds every page: top bar, navigation with the app's own links, language, content.
import type { NavLink } from "../messages.ts";
import { APP_HANDLE, APP_NAME, storePath, type Shop } from "./context.ts";
import { element, link, type Child } from "./element.ts";
import type { Route } from "./route.ts";
import { currentLocale, rememberLocale, word, type Locale } from "./words.ts";

const top = element("header", { class: "top" });
const nav = element("nav", { id: "admin-nav" });
const main = element("main", { id: "content" });
document.body.append(top, element("div", { class: "frame" }, nav, main));

export function showContent(content: HTMLElement): void {
  if (content.parentElement !== main) main.replaceChildren(content);
}

export function drawShell(route: Route, onLanguage: () => void): void {
  document.documentElement.lang = currentLocale();
  const shop = "shop" in route ? route.shop : undefined;
  document.title = `${shop?.name ?? word("stores")} · ${word("localStore")}`;
  document.body.classList.remove("nav-open");
  document.body.classList.toggle("no-nav", shop === undefined);
  drawTop(shop, onLanguage);
  if (shop !== undefined) drawNav(shop, route);
}

function drawTop(shop: Shop | undefined, onLanguage: () => void): void {
  const menu = element(
    "button",
    { class: "menu", type: "button", "aria-controls": "admin-nav", "aria-expanded": "false", "aria-label": word("menu"), click: toggleMenu },
    element("span", { class: "bars", "aria-hidden": "true" }),
  );
  const brand = link("/", [element("span", { class: "mark", "aria-hidden": "true" }, "代"), element("span", { class: "brand-name" }, word("localStore"))], {
    class: "brand",
    title: word("switchStore"),
  });
  top.replaceChildren(
    element("div", { class: "top-left" }, shop !== undefined && menu, brand),
    element("div", { class: "top-store" }, shop?.name ?? ""),
    element("div", { class: "top-right" }, languageSelect(onLanguage)),
  );
}

function toggleMenu(): void {
  const isOpen = document.body.classList.toggle("nav-open");
  top.querySelector(".menu")?.setAttribute("aria-expanded", String(isOpen));
}

function languageSelect(onLanguage: () => void): HTMLElement {
  const option = (locale: Locale, label: string) =>
    element("option", { value: locale, selected: currentLocale() === locale }, label);
  const select = element(
    "select",
    { "aria-label": word("language"), id: "language" },
    option("en", "English"),
    option("zh-CN", "简体中文"),
  );
  select.addEventListener("change", () => {
    rememberLocale(select.value === "zh-CN" ? "zh-CN" : "en");
    onLanguage();
  });
  return select;
}

function drawNav(shop: Shop, route: Route): void {
  nav.setAttribute("aria-label", word("navigation"));
  const isOrders = ["orders", "order", "new-order"].includes(route.page);
  nav.replaceChildren(
    element(
      "ul",
      {},
      navItem(storePath(shop, "/orders"), [icon("▤"), word("orders")], isOrders),
      navItem(storePath(shop, "/products"), [icon("◇"), word("products")], route.page === "products"),
      navItem(storePath(shop, "/faults"), [icon("↯"), word("faults")], route.page === "faults"),
    ),
    element("h2", {}, word("apps")),
    element(
      "ul",
      {},
      navItem(appPath(shop, "/"), [element("span", { class: "app-icon", "aria-hidden": "true" }, "代"), APP_NAME], false, "app"),
      element("li", {}, element("ul", { id: "app-links", class: "sub" })),
    ),
  );
}

function navItem(href: string, label: Child, isCurrent: boolean, id?: string): HTMLElement {
  const attributes = { "aria-current": isCurrent ? "page" : undefined, id: id === undefined ? undefined : `nav-${id}` };
  return element("li", {}, link(href, label, attributes));
}

function icon(sign: string): HTMLElement {
  return element("span", { class: "icon", "aria-hidden": "true" }, sign);
}

export function appPath(shop: Shop, path: string): string {
  return storePath(shop, `/apps/${APP_HANDLE}${path === "/" ? "" : path}`);
}

/** The app's own links, as its frame names them; the home link is the app's name itself. */
export function drawAppLinks(shop: Shop, links: readonly NavLink[], currentPath: string): void {
  const current = links
    .filter((candidate) => isWithin(currentPath, candidate.href))
    .sort((left, right) => right.href.length - left.href.length)[0];
  const listed = links.filter((candidate) => !candidate.home);
  const items = listed.map((item) => navItem(appPath(shop, item.href), item.label, item === current));
  document.getElementById("app-links")?.replaceChildren(...items);
  const home = document.querySelector<HTMLAnchorElement>("#nav-app");
  const homeHref = links.find((candidate) => candidate.home)?.href;
  if (home !== null && homeHref !== undefined) home.href = appPath(shop, homeHref);
  if (current === undefined || current.home) home?.setAttribute("aria-current", "page");
  else home?.removeAttribute("aria-current");
}

function isWithin(path: string, href: string): boolean {
  const [place = "/"] = path.split(/[?#]/);
  return place === href || place.startsWith(`${href.replace(/\/$/, "")}/`);
}

