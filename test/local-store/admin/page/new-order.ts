// A buyer orders: which products, how many of each?
import { showToast } from "./bars.ts";
import { storePath, type Shop } from "./context.ts";
import { loadVariants, placeOrder, type OrderedLine, type VariantView } from "./control-api.ts";
import { element, link } from "./element.ts";
import { word } from "./words.ts";

type Go = (path: string) => Promise<void>;

export function newOrderPage(place: HTMLElement, shop: Shop, go: Go): () => void {
  let left = false;
  place.append(element("p", { class: "muted" }, word("loading")));
  void loadVariants(shop).then(
    (variants) => left || place.replaceChildren(heading(), orderForm(shop, variants, go)),
    (error: unknown) => left || place.replaceChildren(element("p", { role: "alert", class: "card" }, `${word("failed")} ${String(error)}`)),
  );
  return () => {
    left = true;
  };
}

function heading(): HTMLElement {
  return element("div", { class: "page-heading" }, element("h1", {}, word("placeOrder")));
}

function orderForm(shop: Shop, variants: readonly VariantView[], go: Go): HTMLElement {
  const problem = element("p", { role: "alert", class: "problem", hidden: true });
  const submit = element("button", { type: "submit", class: "primary" }, word("placeOrder"));
  const form = element(
    "form",
    { class: "card", id: "new-order" },
    element("ul", { class: "lines" }, ...variants.map(quantityField)),
    problem,
    element("div", { class: "buttons" }, link(storePath(shop, "/orders"), word("cancel"), { class: "button" }), submit),
  );
  const say = (text: string) => {
    problem.hidden = text === "";
    problem.textContent = text;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const lines = readLines(form);
    if (lines.length === 0) return say(word("chooseOne"));
    submit.disabled = true;
    say("");
    placeOrder(shop, lines).then(
      () => {
        showToast({ id: "placed", text: word("placed"), isError: false, durationMs: 4000, action: undefined });
        return go(storePath(shop, "/orders"));
      },
      (error: unknown) => {
        submit.disabled = false;
        say(`${word("failed")} ${String(error)}`);
      },
    );
  });
  return form;
}

function quantityField(variant: VariantView): HTMLElement {
  const input = element("input", {
    type: "number",
    name: variant.id,
    min: 0,
    max: 999,
    step: 1,
    value: 0,
    inputmode: "numeric",
    "aria-label": `${word("quantity")}: ${variant.title}`,
  });
  return element(
    "li",
    {},
    element("span", {}, variant.title, element("small", { class: "muted" }, `${variant.sku}, ${variant.price}`)),
    input,
  );
}

function readLines(form: HTMLFormElement): OrderedLine[] {
  return [...form.querySelectorAll<HTMLInputElement>("input[type=number]")]
    .map((input) => ({ variantId: input.name, quantity: input.valueAsNumber }))
    .filter(({ quantity }) => quantity > 0);
}
