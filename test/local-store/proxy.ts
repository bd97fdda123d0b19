// How does the store's admin frame the production app? Through this reverse proxy, which stands for
// the tunnel of a developer and alone rewrites what names Shopify's own hosts.
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { appBridgeScript } from "./admin/browser-script.ts";
import { htmlRewriter, PROXY_PATH, rewriteHeaders } from "./admin/rewrite-response.ts";

export type AppProxyOptions = {
  /** Origin of the app's own HTTP server. */
  appUrl: string;
  /** Origin of the local store's admin, the only page that may frame the app besides Shopify's. */
  storeUrl: string;
  /** 0 or absent: any free port. */
  port?: number;
};

export type AppProxy = {
  /** The app's public address: what the app must be given as its own URL. */
  url: string;
  setAppUrl: (appUrl: string) => void;
  close: () => Promise<void>;
};

type Way = { app: URL; adminOrigin: string };

/** Headers about one connection, not about the message (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "expect"]);

export async function startAppProxy(options: AppProxyOptions): Promise<AppProxy> {
  const way: Way = { app: new URL(options.appUrl), adminOrigin: new URL(options.storeUrl).origin };
  const tunnels = new Set<Duplex>();
  const server = createServer((request, response) => {
    if (request.url?.startsWith(PROXY_PATH)) serveOwnFile(request, response, way).catch((error: Error) => response.destroy(error));
    else forward(request, response, way);
  });
  server.on("upgrade", (request, socket, head) => {
    tunnels.add(socket);
    socket.once("close", () => tunnels.delete(socket));
    openTunnel(request, { socket, head }, way.app);
  });
  await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setAppUrl: (appUrl) => {
      way.app = new URL(appUrl);
    },
    close: () => close(server, tunnels),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

function close(server: Server, tunnels: ReadonlySet<Duplex>): Promise<void> {
  for (const tunnel of tunnels) tunnel.destroy();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serveOwnFile(request: IncomingMessage, response: ServerResponse, way: Way): Promise<void> {
  const path = new URL(request.url ?? "/", "http://proxy.invalid").pathname;
  if (path === `${PROXY_PATH}app-bridge.js`) {
    const script = await appBridgeScript(way.adminOrigin);
    response.writeHead(200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-store" });
    response.end(script);
    return;
  }
  // Shopify's fonts and style sheets: the page does without them, and no outside host is asked.
  const type = path.endsWith(".css") ? "text/css" : "text/javascript";
  const known = path.endsWith(".css") || path.endsWith(".js");
  response.writeHead(known ? 200 : 404, { "content-type": known ? type : "text/plain" }).end();
}

function forward(request: IncomingMessage, response: ServerResponse, way: Way): void {
  const upstream = ask({
    host: way.app.hostname,
    port: way.app.port,
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: forwardedHeaders(request),
  });
  upstream.on("response", (answer) => passBack(answer, response, way.adminOrigin));
  upstream.on("error", () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { "content-type": "text/plain" }).end(`The app does not answer at ${way.app.origin}\n`);
  });
  // A browser that goes away must not leave the app writing to nobody.
  response.on("close", () => upstream.destroy());
  request.pipe(upstream);
}

/** As the client sent them, Host included and repeated ones repeated, plus who asked and how. */
function forwardedHeaders(request: IncomingMessage): string[] {
  const wantsPage = request.headers.accept?.includes("text/html") ?? false;
  const kept = withoutHeaders(request.rawHeaders, (name) =>
    HOP_BY_HOP.has(name) || (wantsPage && name === "accept-encoding"),
  );
  if (request.headers["transfer-encoding"] !== undefined) kept.push("Transfer-Encoding", "chunked");
  kept.push("X-Forwarded-For", request.socket.remoteAddress ?? "127.0.0.1");
  kept.push("X-Forwarded-Host", request.headers.host ?? "", "X-Forwarded-Proto", "http");
  return kept;
}

function passBack(answer: IncomingMessage, response: ServerResponse, adminOrigin: string): void {
  const isPage = answer.headers["content-type"]?.includes("text/html") ?? false;
  const rewrites = isPage && answer.headers["content-encoding"] === undefined;
  const headers = withoutHeaders(answer.rawHeaders, (name) =>
    HOP_BY_HOP.has(name) || (rewrites && name === "content-length"),
  );
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, rewriteHeaders(headers, adminOrigin));
  answer.on("error", () => response.destroy());
  if (!rewrites) {
    answer.pipe(response);
    return;
  }
  const rewriter = htmlRewriter();
  answer.on("data", (chunk: Buffer) => response.write(rewriter.push(chunk)));
  answer.on("end", () => response.end(rewriter.end()));
}

function withoutHeaders(raw: readonly string[], dropped: (lowerCaseName: string) => boolean): string[] {
  return raw.filter((_, index) => !dropped((raw[index - (index % 2)] ?? "").toLowerCase()));
}

/** A WebSocket (Vite's hot reload) is passed on as bytes once the request is repeated. */
function openTunnel(request: IncomingMessage, client: { socket: Duplex; head: Buffer }, app: URL): void {
  const upstream: Socket = connect({ host: app.hostname, port: Number(app.port) });
  const end = () => {
    client.socket.destroy();
    upstream.destroy();
  };
  upstream.once("connect", () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let index = 0; index < request.rawHeaders.length; index += 2) {
      lines.push(`${request.rawHeaders[index]}: ${request.rawHeaders[index + 1]}`);
    }
    upstream.write(`${lines.join("\r\n")}\r\n\r\n`);
    upstream.write(client.head);
    upstream.pipe(client.socket).pipe(upstream);
  });
  for (const side of [client.socket, upstream]) side.on("error", end).on("close", end);
}
