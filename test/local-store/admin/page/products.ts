// What does this store sell?
import type { Shop } from "./context.ts";
import { loadVariants, type VariantView } from "./control-api.ts";
import { element } from "./element.ts";
import { keepDrawing } from "./live-data.ts";
import { word } from "./words.ts";

export function productsPage(place: HTMLElement, shop: Shop): () => void {
  return keepDrawing(place, () => loadVariants(shop), (variants) => [
    element("div", { class: "page-heading" }, element("h1", {}, word("products"))),
    variants.length === 0 ? element("p", { class: "card" }, word("noProducts")) : table(variants),
  ]);
}

function table(variants: readonly VariantView[]): HTMLElement {
  const columns = ["product", "sku", "price", "available"] as const;
  const heads = columns.map((column) => element("th", { scope: "col" }, word(column)));
  const rows = variants.map((variant) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, variant.title),
      element("td", { "data-label": word("sku") }, variant.sku),
      element("td", { "data-label": word("price") }, variant.price),
      element("td", { "data-label": word("available") }, variant.available),
    ),
  );
  return element(
    "div",
    { class: "card flush" },
    element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)),
  );
}
