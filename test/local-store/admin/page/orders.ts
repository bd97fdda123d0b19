// What has this store sold?
import { storePath, type Shop } from "./context.ts";
import { loadOrders, type OrderView } from "./control-api.ts";
import { element, link } from "./element.ts";
import { keepDrawing } from "./live-data.ts";
import { showDate, stateBadge } from "./order-status.ts";
import { word } from "./words.ts";

export function ordersPage(place: HTMLElement, shop: Shop): () => void {
  return keepDrawing(place, () => loadOrders(shop), (orders) => [
    element(
      "div",
      { class: "page-heading" },
      element("h1", {}, word("orders")),
      link(storePath(shop, "/orders/new"), word("placeOrder"), { class: "button primary" }),
    ),
    orders.length === 0 ? emptyCard() : table(shop, orders),
  ]);
}

function emptyCard(): HTMLElement {
  return element(
    "div",
    { class: "card empty" },
    element("h2", {}, word("noOrders")),
    element("p", { class: "muted" }, word("noOrdersHint")),
  );
}

function table(shop: Shop, orders: readonly OrderView[]): HTMLElement {
  const columns = ["order", "date", "customer", "total", "payment", "fulfillment", "items"] as const;
  const heads = columns.map((column) => element("th", { scope: "col" }, word(column)));
  return element(
    "div",
    { class: "card flush" },
    element(
      "table",
      { class: "orders" },
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...orders.map((order) => row(shop, order))),
    ),
  );
}

function row(shop: Shop, order: OrderView): HTMLElement {
  const cell = (label: string, ...content: (Node | string)[]) => element("td", { "data-label": label }, ...content);
  return element(
    "tr",
    { class: order.isCancelled ? "cancelled" : undefined },
    element("th", { scope: "row" }, link(storePath(shop, `/orders/${order.id}`), order.name)),
    cell(word("date"), showDate(order.createdAt)),
    cell(word("customer"), order.customer),
    cell(word("total"), order.total),
    cell(word("payment"), stateBadge(order.payment)),
    cell(word("fulfillment"), stateBadge(order.isCancelled ? "CANCELLED" : order.fulfillment)),
    cell(word("items"), String(order.units)),
  );
}
