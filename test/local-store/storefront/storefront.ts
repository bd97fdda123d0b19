// What does a visitor of the shop see? A bare storefront, and below /apps/parcels what the app answers there: the request
// is signed and passed on as Shopify's app proxy does it, and the answer stands inside the theme.
import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../http-answers.ts";
import { bareId } from "../ids.ts";
import type { Place } from "../world.ts";

/** As in shopify.app.toml. */
export const proxyPrefix = "/apps/parcels";
const proxyUrl = "/proxy";

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** `path` is the storefront's own; `base` is what stands before it where the shop has no host of its own. */
export async function answerStorefront(place: Place, { path, base }: { path: string; base: string }, exchange: Exchange): Promise<void> {
  const address = new URL(path, "http://storefront.invalid");
  if (address.pathname === proxyPrefix || address.pathname.startsWith(`${proxyPrefix}/`)) return await passOn(place, { address, base }, exchange);
  if (address.pathname === "/account/login") return signIn(address, base, exchange);
  if (address.pathname !== "/") return void exchange.response.writeHead(404, html).end(theme(place, base, "<h1>404</h1>"));
  exchange.response.writeHead(200, html).end(theme(place, base, `<h1>${escape(place.shop.name)}</h1><p>${customersOf(place, base)}</p>`));
}

const html = { "content-type": "text/html; charset=utf-8" };
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

function theme({ shop }: Place, base: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(shop.name)}</title><link rel="icon" href="data:,"><style>body { font-family: system-ui, sans-serif; margin: 0; } header, footer { padding: 1rem; background: #f1f1f1; }</style></head>
<body><header><nav aria-label="Shop"><a href="${base}/">${escape(shop.name)}</a> · <a href="${base}${proxyPrefix}">Track your order</a></nav></header><main>${content}</main><footer>Local storefront</footer></body></html>`;
}

/** Everybody who has bought can sign in with a click; the real account asks for a code by mail. */
function customersOf({ shop }: Place, base: string): string {
  const customers = new Map(shop.orders.flatMap(({ customer }) => (customer ? [[customer.id, customer.email ?? customer.id]] : [])));
  return [...customers].map(([id, name]) => `<a href="${base}/account/login?customer=${bareId(id)}">Sign in as ${escape(name)}</a>`).join("<br>");
}

function signIn(address: URL, base: string, { response }: Exchange): void {
  const customer = (address.searchParams.get("customer") ?? "").replaceAll(/\D/g, "");
  response.writeHead(302, { location: `${base}${proxyPrefix}`, "set-cookie": `customer=${customer}; Path=/; HttpOnly; SameSite=Lax` }).end();
}

type Way = { readonly address: URL; readonly base: string };

/** Cookies never reach the app; the visitor's address comes first among the forwarded ones. */
async function passOn(place: Place, { address, base }: Way, { request, response }: Exchange): Promise<void> {
  const { app, now } = place.world;
  const rest = address.pathname.slice(proxyPrefix.length);
  const customer = /(?:^|;\s*)customer=(\d+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
  const query = signedQuery(address.searchParams, { shop: place.shop.domain, customer, secret: app.apiSecret, now: now() });
  const isPost = request.method === "POST";
  const answer = await fetch(`${app.url}${proxyUrl}${rest}?${query}`, {
    method: isPost ? "POST" : "GET",
    redirect: "manual",
    headers: headersFor(request),
    ...(isPost ? { body: new Uint8Array(await readBody(request)) } : {}),
  });
  const body = await answer.text();
  if (!(answer.headers.get("content-type") ?? "").startsWith("application/liquid")) {
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" }).end(body);
    return;
  }
  // Liquid would be run here; what still holds any is shown as the fault that it would be.
  const fault = /\{\{|\{%/.exec(body);
  response.writeHead(answer.status, html).end(theme(place, base, fault ? `<p role="alert">Liquid error: ${escape(fault[0])}</p>` : body));
}

function headersFor({ headers, socket }: IncomingMessage): Record<string, string> {
  const passed = ["accept-language", "content-type", "user-agent"] as const;
  const forwarded = [headers["x-forwarded-for"], socket.remoteAddress].flat().filter(Boolean).join(", ");
  return { ...Object.fromEntries(passed.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]))), "x-forwarded-for": forwarded };
}

type Signing = { readonly shop: string; readonly customer: string; readonly secret: string; readonly now: number };

/** Sorted, k=v joined without a sign between, values of one name with commas: hex HMAC-SHA256. */
export function signedQuery(visitors: URLSearchParams, { shop, customer, secret, now }: Signing): URLSearchParams {
  const query = new URLSearchParams(visitors);
  const own = { shop, logged_in_customer_id: customer, path_prefix: proxyPrefix, timestamp: String(Math.floor(now / 1000)) };
  query.delete("signature");
  for (const [name, value] of Object.entries(own)) query.set(name, value);
  query.set("signature", signatureOf(query, secret));
  return query;
}

export function signatureOf(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())].filter((name) => name !== "signature").sort();
  const message = names.map((name) => `${name}=${query.getAll(name).join(",")}`).join("");
  return createHmac("sha256", secret).update(message).digest("hex");
}
