// A small embedded app for the admin's own tests: what the real one has, in plain HTML.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type ReceivedRequest = { path: string; method: string; authorization: string | undefined; body: string };
export type StandInApp = { url: string; received: ReceivedRequest[]; server: Server; close: () => Promise<void> };

const PRODUCTION_POLICY = "frame-ancestors https://demo-shop.myshopify.com https://admin.shopify.com;";
const CDN_SCRIPT = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

/** Documents without a token are bounced, one data address refuses the first token: as the library does. */
export async function startStandInApp(): Promise<StandInApp> {
  const received: ReceivedRequest[] = [];
  let refusals = 1;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://app.invalid");
    const body = await readText(request);
    const { authorization } = request.headers;
    received.push({ path: `${url.pathname}${url.search}`, method: request.method ?? "", authorization, body });
    if (url.pathname === "/data") return void response.end(JSON.stringify({ authorization: authorization ?? null }));
    if (url.pathname === "/refuses-first") return void refuse(response, () => refusals-- > 0);
    if (url.pathname === "/reauthorize") return void sendAway(response);
    if (url.pathname === "/to-admin") return void redirect(response, "https://admin.shopify.com/store/demo-shop/apps/test-key/app");
    if (url.pathname === "/auth/session-token") return void sendBounce(response);
    if (!url.searchParams.has("id_token")) return void bounce(response, url);
    sendPage(response, url.pathname);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, server, close };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("latin1");
}

function refuse(response: ServerResponse, isFirst: () => boolean): void {
  if (isFirst()) response.writeHead(401, { "X-Shopify-Retry-Invalid-Session-Request": "1" }).end();
  else response.end("let in");
}

function sendAway(response: ServerResponse): void {
  const to = "https://admin.shopify.com/store/demo-shop/products";
  response.writeHead(401, { "X-Shopify-API-Request-Failure-Reauthorize-Url": to }).end();
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(302, { location: to }).end();
}

function bounce(response: ServerResponse, url: URL): void {
  const search = new URLSearchParams(url.search);
  search.set("shopify-reload", `${url.pathname}?${url.searchParams}`);
  redirect(response, `/auth/session-token?${search}`);
}

const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": PRODUCTION_POLICY,
  link: `<${CDN_SCRIPT}>; rel="preload"; as="script";`,
};

function sendBounce(response: ServerResponse): void {
  response.writeHead(200, pageHeaders).end(`<script data-api-key="test-key" src="${CDN_SCRIPT}"></script>`);
}

function sendPage(response: ServerResponse, path: string): void {
  response.writeHead(200, pageHeaders).end(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sample</title>
<meta name="shopify-api-key" content="test-key">
<script src="${CDN_SCRIPT}"></script>
<link rel="preconnect" href="https://cdn.shopify.com/">
<link rel="stylesheet" href="https://cdn.shopify.com/static/fonts/inter/v4/styles.css">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { font: 14px system-ui, sans-serif; margin: 16px }</style>
</head><body>
<s-app-nav><a href="/app" rel="home">Home</a><a href="/app/orders">Orders 订单</a><a href="/app/problems">Problems</a></s-app-nav>
<ui-title-bar title="Sample page"><button variant="primary" onclick="say('primary pressed')">Send all</button></ui-title-bar>
<ui-save-bar id="bar"><button variant="primary" onclick="say('saved');shopify.saveBar.hide('bar')">Save</button>
<button onclick="say('discarded');shopify.saveBar.hide('bar')">Discard</button></ui-save-bar>
<ui-modal id="modal"><p>Modal text 代发</p><ui-title-bar title="Modal title">
<button variant="primary" onclick="say('confirmed');shopify.modal.hide('modal')">Confirm</button></ui-title-bar></ui-modal>
<h1 id="path">${path}</h1><p id="said">nothing</p>
<button onclick="shopify.toast.show('Mapping saved', { action: 'Undo', onAction: () => say('undone') })">Toast</button>
<button onclick="shopify.saveBar.show('bar')">Change</button>
<button onclick="shopify.modal.show('modal')">Ask</button>
<button onclick="fetch('/data').then((r) => r.json()).then((d) => say(d.authorization))">Fetch</button>
<button onclick="fetch('/refuses-first').then((r) => r.text()).then(say)">Fetch twice</button>
<button onclick="fetch('/reauthorize')">Reauthorize</button>
<button onclick="shopify.scopes.query().then((s) => say(s.granted.join()))">Scopes</button>
<button onclick="window.open('shopify://admin/products', '_top')">To products</button>
<a href="shopify:admin/orders">To orders</a>
<form data-save-bar onsubmit="event.preventDefault();say('submitted ' + note.value)"><label>Note <input name="note" id="note"></label></form>
<script src="${CDN_SCRIPT}"></script>
<script>
const say = (text) => { document.getElementById('said').textContent = text };
if (location.pathname !== '/app/quiet') addEventListener('shopify:navigate', (event) => {
  history.pushState(null, '', event.target.getAttribute('href'));
  document.getElementById('path').textContent = location.pathname;
});
addEventListener('popstate', () => { document.getElementById('path').textContent = location.pathname });
</script></body></html>`);
}
