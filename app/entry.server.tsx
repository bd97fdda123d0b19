// How does a page become HTML? And the one door through which the start script reaches the rest of the bundle:
// the server, the worker and the pages share one module graph, so there is one database client and one queue.
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext, type HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { PassThrough } from "node:stream";
import { renderToPipeableStream } from "react-dom/server";
import { loggedPath } from "./platform/web-server.server.ts";

export { readEnv } from "./platform/env.server.ts";
export { startDaifa } from "./server.server.ts";

/** Loaders that answer later than this are given up by the stream. */
export const streamTimeout = 5_000;

type Page = { status: number; headers: Headers; remix: EntryContext; context: AppLoadContext };

/** What Remix hands over after the request, in its order. */
type Handed = [status: number, headers: Headers, remix: EntryContext, context: AppLoadContext];

export default function handleRequest(request: Request, ...[status, headers, remix, context]: Handed): Promise<Response> {
  context.tools.shopify.addDocumentResponseHeaders(request, headers);
  // Without a shop in the address nobody may frame the page.
  if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", "frame-ancestors 'none';");
  headers.set("Content-Type", "text/html; charset=utf-8");
  return render(request, { status, headers, remix, context });
}

function render(request: Request, { status, headers, remix, context }: Page): Promise<Response> {
  // A crawler does not wait for what streams in later.
  const ready = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let isShellOut = false;
    let answer = status;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remix} url={request.url} />, {
      [ready]: () => {
        isShellOut = true;
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answer }));
        pipe(body);
      },
      onShellError: reject,
      onError: (error: unknown) => {
        answer = 500;
        if (isShellOut) context.tools.log.error({ err: error, request: context.requestId }, "a page failed while it was streamed");
      },
    });
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** What a loader, an action or the rendering threw, except answers. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  // Addresses that do not exist are in the access log already.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.tools.log.error({ err: error, request: context.requestId, path: loggedPath(new URL(request.url).pathname) }, "a page failed");
};
