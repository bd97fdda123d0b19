// How does the shop's theme show where the parcels are? HTML for Shopify's Liquid, without script and without anything
// from other hosts; the theme gives fonts and colours.
import { formatInstant, say as sayIn, type Code, type Language } from "../platform/words/words.ts";
import type { Params } from "../platform/errors.ts";
import type { CustomerOrder, CustomerParcel, RestItem, ShownItem } from "./parcels-of-order.ts";
import { parcelsStyle } from "./parcels-style.ts";

export type Finding = "not_asked" | "incomplete" | "not_found" | "too_often" | "found";

export type ParcelsPage = {
  readonly language: Language;
  readonly timeZone: string;
  readonly orders: readonly CustomerOrder[];
  readonly typedOrder: string;
  readonly finding: Finding;
  readonly isSignedIn: boolean;
};

export function parcelsPage(page: ParcelsPage): string {
  const say = sayer(page.language);
  const orders = page.orders.map((order) => orderPart(order, page)).join("");
  const none = page.isSignedIn && page.finding === "not_asked" && page.orders.length === 0 ? `<p>${say("customers.no_orders")}</p>` : "";
  return `${parcelsStyle}<section class="daifa-parcels" lang="${page.language}"><h1>${say("customers.title")}</h1>${orders}${none}${formPart(page)}</section>`;
}

/** Text is for people: neither HTML nor Liquid is read out of it. */
export const plain = (text: string): string =>
  text.replaceAll(/[&<>"'{}%]/g, (sign) => `&#${sign.codePointAt(0)};`);

const sayer = (language: Language) => (code: Code, params?: Params): string => plain(sayIn(language, code, params));

function formPart({ language, typedOrder, finding, orders }: ParcelsPage): string {
  const say = sayer(language);
  const trouble = finding === "not_asked" || finding === "found" ? "" : `<p class="daifa-trouble" id="daifa-trouble" role="alert">${say(`customers.${finding}`)}</p>`;
  const described = trouble === "" ? "" : ' aria-describedby="daifa-trouble" aria-invalid="true"';
  return `<form method="post" accept-charset="utf-8"><h2>${say(orders.length > 0 ? "customers.form.another" : "customers.form.title")}</h2>
<p>${say("customers.form.help")}</p>${trouble}
<label for="daifa-order">${say("customers.form.order")}</label>
<input id="daifa-order" name="order" value="${finding === "found" ? "" : plain(typedOrder)}" required maxlength="50" autocomplete="off" autocapitalize="none"${described}>
<label for="daifa-proof">${say("customers.form.proof")}</label>
<input id="daifa-proof" name="proof" required maxlength="200" autocomplete="email" autocapitalize="none"${described}>
<button type="submit">${say("customers.form.submit")}</button></form>`;
}

function orderPart(order: CustomerOrder, page: ParcelsPage): string {
  const say = sayer(page.language);
  const parcels = order.parcels.map((parcel, index) => parcelPart(parcel, { page, heading: say("customers.parcel", { number: index + 1, parcels: order.parcels.length }) })).join("");
  const none = order.parcels.length === 0 ? `<p>${say("customers.no_parcels")}</p>` : "";
  return `<article><h2>${say("customers.order", { name: order.name })}</h2>${none}${parcels}${restPart(order.rest, page.language)}</article>`;
}

function parcelPart(parcel: CustomerParcel, { page, heading }: { page: ParcelsPage; heading: string }): string {
  const say = sayer(page.language);
  const when = (at: Date) => formatInstant(at, { language: page.language, timeZone: page.timeZone, style: "minute" });
  const number = parcel.link === null ? plain(parcel.number) : `<a href="${plain(parcel.link)}" rel="noopener noreferrer">${say("customers.track", { number: parcel.number })}</a>`;
  return `<div class="daifa-parcel"><h3>${heading}</h3><p class="daifa-state">${plain(stateOf(parcel, page.language))}</p><dl>
<dt>${say("customers.carrier")}</dt><dd>${plain(parcel.carrier)}</dd><dt>${say("customers.number")}</dt><dd>${number}</dd>
<dt>${say("customers.shipped")}</dt><dd>${plain(when(parcel.shippedAt))}</dd>
${parcel.deliveredAt ? `<dt>${say("customers.delivered")}</dt><dd>${plain(when(parcel.deliveredAt))}</dd>` : scanPart(parcel, { say, when })}</dl>${itemsPart(parcel.lines)}</div>`;
}

function stateOf({ deliveredAt, lastScan }: CustomerParcel, language: Language): string {
  if (deliveredAt) return sayIn(language, "customers.scan.delivered");
  return sayIn(language, lastScan ? `customers.scan.${scanWord(lastScan.status)}` : "customers.scan.none");
}

const scanWord = (status: NonNullable<CustomerParcel["lastScan"]>["status"]) => status.toLowerCase() as Lowercase<typeof status>;

type Saying = { say: ReturnType<typeof sayer>; when(at: Date): string };

function scanPart({ lastScan }: CustomerParcel, { say, when }: Saying): string {
  if (!lastScan) return "";
  return `<dt>${say("customers.last_scan")}</dt><dd>${[when(lastScan.at), lastScan.place].filter(Boolean).map(plain).join("<br>")}</dd>`;
}

const itemsPart = (items: readonly ShownItem[]): string => (items.length === 0 ? "" : `<ul>${items.map((item) => `<li>${itemText(item)}</li>`).join("")}</ul>`);

const itemText = ({ quantity, title, variant }: ShownItem): string => `${quantity} × ${plain([title, variant].filter(Boolean).join(" - "))}`;

function restPart(rest: readonly RestItem[], language: Language): string {
  const say = sayer(language);
  return (["to_come", "from_shop", "cancelled"] as const)
    .map((kind) => ({ kind, items: rest.filter((item) => item.kind === kind) }))
    .filter(({ items }) => items.length > 0)
    .map(({ kind, items }) => `<div class="daifa-rest"><h3>${say(`customers.rest.${kind}`)}</h3>${itemsPart(items)}</div>`)
    .join("");
}
