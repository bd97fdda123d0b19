// Which stores are there?
import { context, storeName, storePath } from "./context.ts";
import { element, link } from "./element.ts";
import { word } from "./words.ts";

export function storesPage(place: HTMLElement): void {
  const cards = context.shops.map((shop) =>
    element(
      "li",
      { class: "card store" },
      element("div", {}, element("h2", {}, shop.name), element("p", { class: "muted" }, shop.domain)),
      link(storePath(shop, "/orders"), word("open"), { class: "button primary", "aria-label": `${word("open")} ${storeName(shop)}` }),
    ),
  );
  place.append(
    element("h1", {}, word("stores")),
    element("p", { class: "muted" }, word("storesHint")),
    element("ul", { class: "stores" }, ...cards),
  );
}
