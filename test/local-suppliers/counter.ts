// What does a person at the local supplier's counter see and press? Its open orders, and how the next thing may go wrong.
// Plain HTML with forms: every button is one of the commands that tests give over /_control.
import { findOrder, type BookedOrder } from "./book.ts";
import type { Running } from "./running.ts";
import { splitIntoParcels } from "./supplier.ts";

export type Page = { readonly status: number; readonly html: string; readonly goTo?: string };

const mostShown = 40;

/** Undefined: not an address of the counter. */
export function answerCounter(running: Running, { method, path, body }: { method: string; path: string; body: string }): Page | undefined {
  if (path !== "/") return undefined;
  if (method === "GET") return { status: 200, html: counter(running) };
  if (method !== "POST") return { status: 405, html: "" };
  const pressed = new URLSearchParams(body);
  const act = acts[pressed.get("act") ?? ""];
  if (!act) return { status: 400, html: "There is no such button" };
  act(running, pressed.get("reference") ?? "");
  return { status: 303, html: "", goTo: "/" };
}

const acts: Readonly<Record<string, (running: Running, reference: string) => void>> = {
  ship: (running, reference) => ship(running, reference, "one"),
  "ship-two": (running, reference) => ship(running, reference, "two"),
  "tell-again": ({ book, push }, reference) => push(book.shipments.filter((shipment) => shipment.reference === reference)),
  "lose-answer": ({ faults }) => faults.add({ answer: "cut", on: "orders", when: "after", times: 1 }),
  "server-error": ({ faults }) => faults.add({ answer: "error_500", on: "orders", when: "before", times: 1 }),
  "answer-html": ({ faults }) => faults.add({ answer: "html", on: "orders", when: "before", times: 1 }),
  "lose-notice": ({ faults }) => faults.add({ push: "not_sent", times: 1 }),
  "notice-thrice": ({ faults }) => faults.add({ push: "three_times", times: 1 }),
  "sold-out": ({ book, options }) => options.items.forEach(({ itemId }) => (book.stock[itemId] = 0)),
  restock: ({ book }) => Object.keys(book.stock).forEach((item) => delete book.stock[item]),
  mend: ({ faults }) => faults.clear(),
};

function ship(running: Running, reference: string, parcels: "one" | "two"): void {
  const booked = findOrder(running.book, reference);
  if (booked && isOpen(booked)) running.ship(reference, splitIntoParcels(booked, parcels));
}

const isOpen = ({ standing }: BookedOrder): boolean => standing === "open" || standing === "partly_shipped";

const tricks: readonly [string, string][] = [
  ["lose-answer", "Take the next order, then cut the line: the answer is lost"],
  ["server-error", "Answer the next order with an error, without taking it"],
  ["answer-html", "Answer the next order with a web page"],
  ["lose-notice", "Lose the next shipping notice"],
  ["notice-thrice", "Send the next shipping notice three times"],
  ["sold-out", "Everything is sold out: refuse what comes"],
  ["restock", "Everything is in stock again"],
  ["mend", "Forget what was to go wrong"],
];

function counter({ book, options }: Running): string {
  const orders = book.orders.toReversed().slice(0, mostShown);
  const isSoldOut = options.items.length > 0 && options.items.every(({ itemId }) => book.stock[itemId] === 0);
  return page(book.name, `
    <p>${book.orders.length} orders, ${book.shipments.length} shipments. ${isSoldOut ? "<strong>Everything is sold out.</strong>" : ""}
      <a href="/_control/book">The whole book</a></p>
    <h2>Orders</h2>
    ${orders.length === 0 ? "<p>None yet. Place one in the store.</p>" : `<ul class="orders">${orders.map(row).join("")}</ul>`}
    <h2>Break things on purpose</h2>
    <ul class="tricks">${tricks.map(([act, label]) => `<li>${button(act, label)}</li>`).join("")}</ul>`);
}

function row(booked: BookedOrder): string {
  const { order, supplierReference, standing } = booked;
  const { reference, orderName, shopBrand } = order.identity;
  const lines = order.lines.map((line) => `${line.quantity} × ${safe(line.nameZh ?? line.titleEn)} <small>${safe(line.itemId)}, ${booked.shipped[line.lineReference] ?? 0} shipped</small>`).join("<br>");
  const buttons = isOpen(booked) ? button("ship", "Ship all", reference) + button("ship-two", "Ship in two parcels", reference) : button("tell-again", "Tell the shop again", reference);
  return `<li><div><strong>${safe(supplierReference)}</strong> ${safe(orderName)} of ${safe(shopBrand)} <em>${standing.replaceAll("_", " ")}</em><br>${lines}</div><div>${buttons}</div></li>`;
}

const button = (act: string, label: string, reference = ""): string =>
  `<form method="post" action="/"><input type="hidden" name="reference" value="${safe(reference)}"><button name="act" value="${act}">${label}</button></form>`;

const safe = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const page = (title: string, body: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${safe(title)}</title><style>
body{font:15px/1.5 system-ui,"Noto Sans SC",sans-serif;max-width:56rem;margin:0 auto;padding:1rem;color:#222}
ul{list-style:none;padding:0}.orders li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;justify-content:space-between;border-top:1px solid #ddd;padding:.75rem 0}
form{display:inline-block;margin:0 .25rem .25rem 0}button{font:inherit;padding:.35rem .75rem}small{color:#666}em{color:#0a5}
</style><h1>${safe(title)}</h1>${body}</html>`;
