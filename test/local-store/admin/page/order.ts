// What happened to one order: what was shipped, with which tracking, and what is still open?
import type { Shop } from "./context.ts";
import { loadOrder, type FulfillmentView, type OrderView, type ShownLine } from "./control-api.ts";
import { element } from "./element.ts";
import { keepDrawing } from "./live-data.ts";
import { sayState, showDate, stateBadge, statusBadges } from "./order-status.ts";
import { word } from "./words.ts";

export function orderPage(place: HTMLElement, asked: { shop: Shop; orderId: string }): () => void {
  return keepDrawing(place, () => loadOrder(asked.shop, asked.orderId), drawOrder);
}

function drawOrder(order: OrderView): HTMLElement[] {
  return [
    element(
      "div",
      { class: "page-heading" },
      element("h1", {}, order.name),
      ...statusBadges(order),
      element("span", { class: "muted" }, showDate(order.createdAt)),
    ),
    element(
      "div",
      { class: "columns" },
      element("div", {}, openCard(order), ...order.fulfillments.map(fulfillmentCard)),
      element("div", {}, customerCard(order)),
    ),
  ];
}

function openCard(order: OrderView): HTMLElement | undefined {
  if (order.openLines.length === 0) return undefined;
  const heading = element("h2", {}, stateBadge("UNFULFILLED"));
  return element("section", { class: "card" }, heading, lineList(order.openLines));
}

function fulfillmentCard(fulfillment: FulfillmentView): HTMLElement {
  const heading = stateBadge(fulfillment.isCancelled ? "CANCELLED" : "FULFILLED");
  return element(
    "section",
    { class: "card fulfillment" },
    element("h2", {}, heading, element("span", { class: "muted" }, fulfillment.name)),
    element("p", { class: "muted" }, showDate(fulfillment.createdAt), fulfillment.notified && ` · ${word("notified")}`),
    lineList(fulfillment.lines),
    element("h3", {}, word("tracking")),
    trackingList(fulfillment),
    element("h3", {}, word("events")),
    eventList(fulfillment),
  );
}

function lineList(lines: readonly ShownLine[]): HTMLElement {
  const items = lines.map((line) =>
    element(
      "li",
      {},
      element("span", {}, line.title, line.sku !== "" && element("small", { class: "muted" }, line.sku)),
      element("strong", {}, `× ${line.quantity}`),
    ),
  );
  return element("ul", { class: "lines" }, ...items);
}

function trackingList(fulfillment: FulfillmentView): HTMLElement {
  if (fulfillment.tracking.length === 0) return element("p", { class: "muted" }, word("noTracking"));
  const items = fulfillment.tracking.map(({ company, number, url }) => {
    const shown = isWebAddress(url) ? element("a", { href: url, target: "_blank", rel: "noreferrer" }, number) : number;
    return element("li", {}, company, " ", shown);
  });
  return element("ul", { class: "tracking" }, ...items);
}

/** The app writes tracking addresses: nothing but http may become a link of the admin. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url);
}

function eventList(fulfillment: FulfillmentView): HTMLElement {
  if (fulfillment.events.length === 0) return element("p", { class: "muted" }, word("noEvents"));
  const items = fulfillment.events.map((event) =>
    element(
      "li",
      {},
      element("strong", {}, sayState(event.status)),
      event.place !== "" && ` · ${event.place}`,
      element("small", { class: "muted" }, showDate(event.happenedAt)),
      event.message !== "" && element("p", {}, event.message),
    ),
  );
  return element("ol", { class: "events" }, ...items);
}

function customerCard(order: OrderView): HTMLElement {
  const address = order.address.flatMap((line) => [line, element("br")]);
  return element(
    "section",
    { class: "card" },
    element("h2", {}, word("customer")),
    element("p", {}, order.customer),
    element("h3", {}, word("shippingAddress")),
    address.length === 0 ? element("p", { class: "muted" }, word("noAddress")) : element("address", {}, ...address),
    element("h3", {}, word("total")),
    element("p", {}, order.total),
    order.note !== "" && element("p", { class: "note" }, order.note),
  );
}
