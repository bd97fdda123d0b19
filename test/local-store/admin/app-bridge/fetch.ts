// How do the app's own requests prove who is asking? Each to its own origin gets a fresh id token.
// https://shopify.dev/docs/api/app-bridge-library: App Bridge adds the token to fetch.
import { freshIdToken } from "./shopify-global.ts";

const RETRY = "X-Shopify-Retry-Invalid-Session-Request";
const REAUTHORIZE = "X-Shopify-API-Request-Failure-Reauthorize-Url";
const plainFetch = window.fetch.bind(window);

export function installFetch(): void {
  window.fetch = fetchWithToken;
}

async function fetchWithToken(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const isOwn = new URL(request.url).origin === location.origin;
  if (!isOwn || request.headers.has("Authorization")) return plainFetch(input, init);
  const spare = request.clone();
  let response = await send(request);
  // A token lives one minute: one that expired on the way is replaced once, never in a loop.
  if (response.headers.get(RETRY) === "1") response = await send(spare);
  const elsewhere = response.headers.get(REAUTHORIZE);
  if (elsewhere !== null) window.open(new URL(elsewhere, location.href), "_top");
  return response;
}

async function send(request: Request): Promise<Response> {
  request.headers.set("Authorization", `Bearer ${await freshIdToken()}`);
  return plainFetch(request);
}
