// How do requests come in, in what order are they looked at, and how do they end when the process is told to stop?
// The log holds a path and never a query: Shopify puts id tokens there.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import express, { type Express, type RequestHandler } from "express";
import { createRefusalLimit, type RefusalLimit } from "./limit-refusals.server.ts";
import type { Log } from "./log.server.ts";

/** Answers on its own, with the bytes as they came. */
export type RawHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export type WebParts = {
  readonly log: Log;
  /** Sends Strict-Transport-Security; only where the app is reached through https. */
  readonly isHttps: boolean;
  /** Exact paths that are answered before anything else looks at the request. */
  readonly raw: Readonly<Record<string, RawHandler>>;
  /** Each throws when its part is not able to work; named in the answer of /readyz. */
  readonly readiness: Readonly<Record<string, () => Promise<void>>>;
  /** What answers every other path, in this order. */
  readonly handlers: readonly RequestHandler[];
};

export type WebServer = {
  readonly url: string;
  /** Takes no new request and waits for those under way; run twice it waits for the same end. */
  close(): Promise<void>;
};

const LARGEST_BODY = 6 * 1024 * 1024;
/** A form with files: 20 MiB of file, and the form around it. */
const LARGEST_UPLOAD = 21 * 1024 * 1024;
const READINESS_LIMIT_MS = 2_000;
const DRAIN_LIMIT_MS = 10_000;
const ids = new WeakMap<IncomingMessage, string>();

/** Names one request in the log and, after a fault, to the person who met it. */
export function requestIdOf(request: IncomingMessage): string {
  const known = ids.get(request) ?? randomUUID();
  ids.set(request, known);
  return known;
}

const pathOf = (url: string): string => url.split(/[?#]/, 1)[0] ?? "/";

/** For the log: the address of a supplier's or customer's page is all that its holder needs, so it is as good as a key. */
export const loggedPath = (url: string): string => pathOf(url).replace(/^(\/+[sc]\/+)[^/]+/i, "$1[link]");

export async function startWebServer(parts: WebParts, address: { host: string; port: number }): Promise<WebServer> {
  const underWay = new Set<ServerResponse>();
  const state = { isDraining: false };
  const handle: Handle = createApp(parts, state);
  const limit = createRefusalLimit();
  const server = createServer({ connectionsCheckingInterval: 2_000 }, (request, response) => {
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
    if (state.isDraining) response.shouldKeepAlive = false;
    logAccess(parts.log, request, response);
    const raw = parts.raw[pathOf(request.url ?? "/")];
    response.once("close", () => limit.note(request, response.statusCode));
    if (raw) void answerRaw(parts.log, { handler: raw, request, response });
    else if (!isKeptWaiting(limit, request, response)) handle(request, response, answerRest(parts.log, request, response));
  });
  limitConnections(server);
  server.listen(address.port, address.host);
  await once(server, "listening");

  let closing: Promise<void> | undefined;
  const close = () => {
    state.isDraining = true;
    closing ??= drain(server, underWay);
    return closing;
  };
  return { url: urlOf(server, address.host), close };
}

type Handle = (request: IncomingMessage, response: ServerResponse, rest: (error?: unknown) => void) => void;

/** Never asked for Shopify's own doors: behind a network of others every sender has one address, and nobody's guesses may cost an order. */
function isKeptWaiting(limit: RefusalLimit, request: IncomingMessage, response: ServerResponse): boolean {
  const wait = limit.waitOf(request);
  if (wait !== undefined) response.writeHead(429, { "Retry-After": String(wait), Connection: "close" }).end();
  return wait !== undefined;
}

/** Slow senders are cut off; a load balancer's idle connections (usually 60 s) are kept longer than it keeps them. */
function limitConnections(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  server.maxConnections = 4_096;
}

async function drain(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = once(server, "close");
  server.close();
  for (const response of underWay) {
    response.shouldKeepAlive = false;
    response.once("close", () => server.closeIdleConnections());
  }
  const cutOff = setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT_MS);
  await closed;
  clearTimeout(cutOff);
}

function urlOf(server: Server, host: string): string {
  const bound = server.address();
  const port = bound !== null && typeof bound === "object" ? bound.port : 0;
  return `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port}`;
}

function createApp(parts: WebParts, state: { readonly isDraining: boolean }): Express {
  const app = express();
  app.disable("x-powered-by");
  // Forwarded hosts and addresses count only when a neighbour on a private address says so.
  app.set("trust proxy", ["loopback", "linklocal", "uniquelocal"]);
  app.use(securityHeaders(parts.isHttps));
  app.get("/healthz", (_request, response) => void response.type("text").send("ok"));
  app.get("/readyz", (_request, response, next) => {
    answerReadiness(parts, state, response).catch(next);
  });
  app.use(limitBody);
  for (const handler of parts.handlers) app.use(handler);
  return app;
}

function securityHeaders(isHttps: boolean): RequestHandler {
  return (_request, response, next) => {
    response.set({ "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin" });
    if (isHttps) response.set("Strict-Transport-Security", "max-age=31536000");
    next();
  };
}

async function answerReadiness(parts: WebParts, state: { readonly isDraining: boolean }, response: express.Response): Promise<void> {
  const names = Object.entries(parts.readiness);
  const states = await Promise.all(names.map(async ([name, check]) => [name, await stateOf(check)] as const));
  const isReady = !state.isDraining && states.every(([, found]) => found === "ok");
  const { isDraining } = state;
  response.status(isReady ? 200 : 503).set("Cache-Control", "no-store").json({ ready: isReady, draining: isDraining, ...Object.fromEntries(states) });
}

async function stateOf(check: () => Promise<void>): Promise<"ok" | "failed" | "slow"> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<"slow">((resolve) => (timer = setTimeout(() => resolve("slow"), READINESS_LIMIT_MS)));
  const answer = check().then(() => "ok" as const, () => "failed" as const);
  const found = await Promise.race([answer, slow]);
  clearTimeout(timer);
  return found;
}

/** Pages read whole forms into memory. A body without a length is watched on its socket instead. */
const limitBody: RequestHandler = (request, response, next) => {
  const largest = request.headers["content-type"]?.startsWith("multipart/form-data") ? LARGEST_UPLOAD : LARGEST_BODY;
  if (Number(request.headers["content-length"] ?? 0) > largest) {
    response.status(413).set("Connection", "close").type("text").send("Too large");
    return;
  }
  if (request.headers["transfer-encoding"] !== undefined) {
    const before = request.socket.bytesRead;
    const watch = setInterval(() => {
      if (request.socket.bytesRead - before > largest) request.destroy();
    }, 50);
    response.once("close", () => clearInterval(watch));
  }
  next();
};

function logAccess(log: Log, request: IncomingMessage, response: ServerResponse): void {
  const startedAt = performance.now();
  const path = loggedPath(request.url ?? "/");
  response.once("close", () => {
    const line = {
      request: requestIdOf(request), method: request.method, path, status: response.statusCode,
      ms: Math.round(performance.now() - startedAt), ...(response.writableFinished ? {} : { aborted: true }),
    };
    if (path === "/healthz" || path === "/readyz") log.debug(line, "asked for health");
    else log.info(line, "answered");
  });
}

type RawCall = { handler: RawHandler; request: IncomingMessage; response: ServerResponse };

async function answerRaw(log: Log, { handler, request, response }: RawCall): Promise<void> {
  try {
    await handler(request, response);
  } catch (error) {
    log.error({ err: error, request: requestIdOf(request), path: loggedPath(request.url ?? "/") }, "a request failed");
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

/** What express calls when no handler answered, or one failed; its error handlers would need four parameters. */
function answerRest(log: Log, request: IncomingMessage, response: ServerResponse): (error?: unknown) => void {
  return (error) => {
    const reference = requestIdOf(request);
    if (error !== undefined) log.error({ err: error, request: reference, path: loggedPath(request.url ?? "/") }, "a request failed");
    if (response.headersSent) return void response.destroy();
    response.writeHead(error === undefined ? 404 : 500, { "Content-Type": "text/plain; charset=utf-8" });
    response.end(error === undefined ? "Not found" : `Something went wrong. Reference: ${reference}`);
  };
}
