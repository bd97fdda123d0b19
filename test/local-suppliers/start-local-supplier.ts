// The supplier on this machine: a small honest program with memory that implements docs/rest-api.openapi.json.
// Tests and the demo use the same one; everything under /_control is for them and no supplier's business.
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { changeMessage } from "../../app/suppliers/connectors/rest-api/change-messages.ts";
import { orderMessage } from "../../app/suppliers/connectors/rest-api/order-message.ts";
import { findOrder, openBook, saveBook } from "./book.ts";
import type { LocalBook } from "./book.ts";
import { lookUpChange, takeChange } from "./changes.ts";
import { answerControl } from "./control.ts";
import { answerCounter } from "./counter.ts";
import { Faults, showFault } from "./faults.ts";
import type { Route } from "./faults.ts";
import { pushNotices } from "./push.ts";
import { parseJson } from "./running.ts";
import type { LocalSupplierOptions, Running } from "./running.ts";
import { answerLookUp, cancelOrder, itemKey, listShipments, shipOrder, splitIntoParcels, takeOrder } from "./supplier.ts";
import type { Answer } from "./supplier.ts";

export type LocalSupplier = {
  name: string;
  url: string;
  port: number;
  /** For whoever runs it in the same process and counts tens of thousands of orders. */
  readonly book: LocalBook;
  pushesUnderWay(): number;
  close(): Promise<void>;
};

export async function startLocalSupplier(options: LocalSupplierOptions): Promise<LocalSupplier> {
  const running = openShop(options);
  const server = createServer((request, response) => {
    answer(running, request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  for (const booked of running.book.orders) shipLater(running, booked.order.identity.reference);
  const { port } = server.address() as AddressInfo;
  return {
    name: options.name,
    url: `http://127.0.0.1:${port}`,
    port,
    book: running.book,
    pushesUnderWay: () => running.pushing.count,
    close: () => close(running, server),
  };
}

function openShop(options: LocalSupplierOptions): Running {
  const stock = Object.fromEntries(options.items.flatMap((item) => (item.stock === undefined ? [] : [[itemKey(item), item.stock]])));
  const running: Running = {
    options,
    book: openBook(options.name, stock, options.stateFile),
    faults: new Faults(),
    webhookUrl: options.webhookUrl,
    pushing: { count: 0 },
    stopped: new AbortController(),
    timers: new Set(),
    ship: (reference, parcels) => {
      const notice = shipOrder(running.book, { reference, parcels, now: new Date() });
      saveBook(running.book, options.stateFile);
      running.push([notice]);
      return notice;
    },
    push: (notices) => {
      if (running.webhookUrl === undefined) return;
      const log = (push: LocalBook["pushes"][number]): void => {
        running.book.pushes.push(push);
        saveBook(running.book, options.stateFile);
      };
      const fault = running.faults.takeForPush();
      void pushNotices({ url: running.webhookUrl, secret: options.webhookSecret, notices, fault, signal: running.stopped.signal, log, underWay: running.pushing });
    },
  };
  return running;
}

async function close(running: Running, server: ReturnType<typeof createServer>): Promise<void> {
  running.stopped.abort();
  for (const timer of running.timers) clearTimeout(timer);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  saveBook(running.book, running.options.stateFile);
}

async function answer(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "" } = request;
  const url = new URL(request.url ?? "/", "http://local");
  const body = await readBody(request);
  if (url.pathname.startsWith("/_control/")) return send(response, answerControl(running, { method, url, body }));
  const page = answerCounter(running, { method, path: url.pathname, body });
  if (page) {
    response.writeHead(page.status, { "Content-Type": "text/html; charset=utf-8", ...(page.goTo === undefined ? {} : { Location: page.goTo }) }).end(page.html);
    return;
  }
  const route = routeOf(method, url.pathname);
  const fault = route && running.faults.takeForAnswer(route);
  const isCarriedOut = fault?.when !== "before";
  const made = isCarriedOut ? carryOut(running, { route, request, url, body }) : nothingMade;
  const idempotencyKey = keyOf(request);
  running.book.calls.push({ at: new Date().toISOString(), method, path: url.pathname + url.search, answered: fault?.answer ?? made.status, idempotencyKey });
  saveBook(running.book, running.options.stateFile);
  if (fault) showFault(fault.answer, response);
  else send(response, made);
}

const nothingMade: Answer = { status: 0, body: undefined };

function keyOf(request: IncomingMessage): string | undefined {
  const key = request.headers["idempotency-key"];
  return typeof key === "string" ? key : undefined;
}

type Asked = { route: Route | undefined; request: IncomingMessage; url: URL; body: string };

function carryOut(running: Running, asked: Asked): Answer {
  const { route, request, url } = asked;
  if (request.headers.authorization !== `Bearer ${running.options.apiKey}`) return { status: 401, body: { code: "unauthorized", message: "Wrong key" } };
  const reference = decodeURIComponent(url.pathname.split("/")[2] ?? "");
  if (route === "orders") return receiveOrder(running, asked);
  if (route === "look_up") return answerLookUp(running.book, reference);
  if (route === "cancel") return cancelOrder(running.book, reference);
  if (route === "change") return receiveChange(running, asked, reference);
  if (route === "look_up_change") return lookUpChange(running.book, reference, Number(url.pathname.split("/")[4]));
  if (route === "shipments") return listShipments(running.book, url.searchParams.get("after"), running.options.pageSize ?? 50);
  if (route === "ping") return { status: 200, body: { name: running.options.name } };
  return { status: 404, body: { code: "no_such_address", message: "There is nothing here" } };
}

function receiveOrder(running: Running, { request, body }: Asked): Answer {
  const idempotencyKey = keyOf(request);
  if (idempotencyKey === undefined) return { status: 400, body: { code: "key_missing", message: "Idempotency-Key is missing" } };
  const order = orderMessage.safeParse(parseJson(body));
  if (!order.success) return { status: 422, body: { code: "invalid_order", message: order.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ").slice(0, 2000) } };
  const items = new Set(running.options.items.map(itemKey));
  const taken = takeOrder(running.book, items, { order: order.data, idempotencyKey, now: new Date() });
  if (taken.status === 201) shipLater(running, order.data.identity.reference);
  return taken;
}

function receiveChange({ book }: Running, { request, body }: Asked, reference: string): Answer {
  const idempotencyKey = keyOf(request);
  if (idempotencyKey === undefined) return { status: 400, body: { code: "key_missing", message: "Idempotency-Key is missing" } };
  const change = changeMessage.safeParse(parseJson(body));
  if (!change.success) return { status: 422, body: { code: "invalid_change", message: "The change could not be read" } };
  return takeChange(book, { reference, change: change.data, idempotencyKey });
}

/** Also after a restart: what is still open is shipped as if it had just come. */
function shipLater(running: Running, reference: string): void {
  const { auto } = running.options;
  if (!auto) return;
  const timer = setTimeout(() => {
    running.timers.delete(timer);
    const booked = findOrder(running.book, reference);
    const isOpen = booked?.standing === "open" || booked?.standing === "partly_shipped";
    if (isOpen && !booked.order.identity.isTest) running.ship(reference, splitIntoParcels(booked, auto.parcels ?? "one"));
  }, auto.shipAfterMs);
  running.timers.add(timer);
}

function routeOf(method: string, path: string): Route | undefined {
  const asked = `${method} ${path}`;
  if (asked === "POST /orders") return "orders";
  if (asked === "GET /shipments") return "shipments";
  if (asked === "GET /ping") return "ping";
  if (/^GET \/orders\/[^/]+$/.test(asked)) return "look_up";
  if (/^POST \/orders\/[^/]+\/changes$/.test(asked)) return "change";
  if (/^GET \/orders\/[^/]+\/changes\/\d+$/.test(asked)) return "look_up_change";
  return /^POST \/orders\/[^/]+\/cancel$/.test(asked) ? "cancel" : undefined;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}
