// The doors that customers use, as the routes open them, for a server without Remix.
import type { IncomingMessage, ServerResponse } from "node:http";
import * as account from "../../app/routes/customer.parcels.ts";
import * as details from "../../app/routes/c.$token.ts";
import * as proxy from "../../app/routes/proxy.$.ts";
import type { Tools } from "../../app/tools.server.ts";

type Door = (given: { request: Request; context: { tools: Tools }; params: object }) => Promise<Response>;

/** False when the path is none of theirs. */
export async function answerCustomers(tools: Tools, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = new URL(request.url ?? "/", "http://app.invalid");
  const routes = url.pathname === "/customer/parcels" ? account : url.pathname.startsWith("/proxy") ? proxy : url.pathname.startsWith("/c/") ? details : undefined;
  if (!routes) return false;
  const isRead = request.method === "GET" || request.method === "HEAD";
  const door = (isRead ? routes.loader : routes.action) as unknown as Door;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const asked = new Request(url, { method: request.method ?? "GET", headers, ...(isRead ? {} : { body: Buffer.concat(chunks) }) });
  const answer = await door({ request: asked, context: { tools }, params: { token: url.pathname.split("/")[2] ?? "" } }).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  return true;
}
