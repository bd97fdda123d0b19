// What does a merchant of the local store see in the browser? The admin: the list of stores, orders,
// products, and the app in a frame. Data is read by the page itself from the store's control API.
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { browserModule } from "./browser-script.ts";
import { frameAddress, mintIdToken } from "./frame-address.ts";

export type AdminShop = { domain: string; id: string; name: string };

export type AdminContext = {
  apiKey: string;
  apiSecret: string;
  /** Where the app itself listens. The admin never goes there: it frames the proxy. */
  appUrl: string;
  /** The proxy's origin: what the frame loads. */
  appProxyUrl: string;
  storeUrl: string;
  shops: () => readonly AdminShop[];
  /** What `shopify.scopes.query()` answers in the frame; absent: nothing granted. */
  grantedScopes?: (shopDomain: string) => readonly string[];
};

type Exchange = { request: IncomingMessage; response: ServerResponse; context: AdminContext };
type JsonBody = Record<string, unknown>;

/** Far more than any of the admin's own requests. */
const MAX_BODY_BYTES = 64 * 1024;
const pageFolder = new URL("./page/", import.meta.url);

/** True when the request was the admin's and has been answered. */
export async function handleAdminRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: AdminContext,
): Promise<boolean> {
  // A shop's own host is the API's: the app asks there.
  if (hostOf(request).endsWith(".myshopify.com")) return false;
  const { pathname } = new URL(request.url ?? "/", "http://admin.invalid");
  const exchange = { request, response, context };
  if (pathname.startsWith("/_admin/page/")) return servePageFile(exchange, pathname.slice("/_admin/page/".length));
  if (pathname === "/_admin/id-token") return answerPost(exchange, mintForShop);
  if (pathname === "/_admin/frame") return answerPost(exchange, addressForShop);
  if (pathname === "/_admin/scopes") return answerPost(exchange, scopesOfShop);
  if (pathname === "/" || pathname.startsWith("/store/")) return servePage(exchange);
  return false;
}

function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? "").replace(/:\d+$/, "");
}

async function servePage({ request, response, context }: Exchange): Promise<boolean> {
  if (request.method !== "GET" && request.method !== "HEAD") return reply(response, 405, { error: "GET only" });
  const shown = { apiKey: context.apiKey, appOrigin: new URL(context.appProxyUrl).origin, shops: context.shops() };
  const data = JSON.stringify(shown).replaceAll("<", "\\u003c");
  const html = (await readFile(new URL("page.html", pageFolder), "utf8")).replace("{{context}}", () => data);
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    // As Shopify's: the admin is never framed, least of all by the app it frames.
    "content-security-policy": "frame-ancestors 'none'",
  });
  response.end(html);
  return true;
}

async function servePageFile({ response }: Exchange, name: string): Promise<boolean> {
  const file = /^[a-z-]+\.(?:ts|css)$/.test(name) ? new URL(name, pageFolder) : undefined;
  try {
    if (file === undefined) throw new Error("no such name");
    const isStyle = name.endsWith(".css");
    const body = isStyle ? await readFile(file, "utf8") : await browserModule(file);
    const type = isStyle ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
  } catch {
    return reply(response, 404, { error: `The admin has no file ${name}` });
  }
  return true;
}

async function answerPost(exchange: Exchange, answer: (shop: AdminShop, body: JsonBody, context: AdminContext) => JsonBody) {
  const { request, response, context } = exchange;
  if (request.method !== "POST") return reply(response, 405, { error: "POST only" });
  // The app in the frame has another origin: it must not vouch for itself.
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) return reply(response, 403, { error: "other origin" });
  const body = await readJson(request);
  if (body === undefined) return reply(response, 400, { error: "a JSON object is expected" });
  const shop = context.shops().find((candidate) => candidate.domain === body["shop"]);
  if (shop === undefined) return reply(response, 404, { error: "no such shop" });
  return reply(response, 200, answer(shop, body, context));
}

function mintForShop(shop: AdminShop, _body: JsonBody, context: AdminContext): JsonBody {
  return { token: mintIdToken({ ...context, shopDomain: shop.domain, nowMs: Date.now() }) };
}

function addressForShop(shop: AdminShop, body: JsonBody, context: AdminContext): JsonBody {
  const path = typeof body["path"] === "string" && body["path"].startsWith("/") ? body["path"] : "/";
  const locale = body["locale"] === "zh-CN" ? "zh-CN" : "en";
  return { src: frameAddress({ ...context, shopDomain: shop.domain, path, locale, nowMs: Date.now() }) };
}

function scopesOfShop(shop: AdminShop, _body: JsonBody, context: AdminContext): JsonBody {
  const granted = context.grantedScopes?.(shop.domain) ?? [];
  return { granted, required: granted, optional: [] };
}

async function readJson(request: IncomingMessage): Promise<JsonBody | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return typeof parsed === "object" && parsed !== null ? (parsed as JsonBody) : undefined;
  } catch {
    return undefined;
  }
}

function reply(response: ServerResponse, status: number, body: JsonBody): true {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
  return true;
}
