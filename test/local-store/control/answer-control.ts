// How do tests, the demo and the admin page reach into the store? Plain JSON below /_control/, on any host that is not a shop.

import type { IncomingMessage, ServerResponse } from "node:http";
import { ImpossibleAct } from "../acts/touch-order.ts";
import { readExactJson } from "../exact-json.ts";
import { readBody, sendJson } from "../http-answers.ts";
import type { World } from "../world.ts";
import { bookedShop } from "./order-book.ts";
import { shopRoutes } from "./shop-routes.ts";

type Control = { world: World; reset: () => void; request: IncomingMessage; response: ServerResponse };

export async function answerControl(control: Control): Promise<void> {
  const { world, reset, request, response } = control;
  const { pathname } = new URL(request.url ?? "/", "http://store.invalid");
  if (request.method === "POST" && pathname === "/_control/reset") {
    reset();
    return sendJson(response, 200, {});
  }
  if (request.method === "GET" && pathname === "/_control/shops") {
    return sendJson(response, 200, { shops: [...world.shops.values()].map(bookedShop) });
  }
  await answerForShop(control, pathname);
}

async function answerForShop({ world, request, response }: Control, pathname: string): Promise<void> {
  const [head, domain = "", ...rest] = pathname.slice("/_control/".length).split("/").map(decodeURIComponent);
  const shop = head === "shops" ? world.shops.get(domain) : undefined;
  const found = matchRoute(request.method ?? "", rest);
  if (!shop || !found) return sendJson(response, 404, { error: `no ${request.method} ${pathname}` });
  try {
    const body = request.method === "POST" ? readJson(await readBody(request)) : {};
    sendJson(response, 200, found.route.run({ world, shop }, body, found.parts));
  } catch (error) {
    if (!(error instanceof ImpossibleAct)) throw error;
    sendJson(response, 422, { error: error.message });
  }
}

function matchRoute(method: string, path: string[]) {
  for (const route of shopRoutes) {
    const pattern = route.pattern.split("/");
    const fits = route.method === method && pattern.length === path.length
      && pattern.every((segment, index) => segment === "*" || segment === path[index]);
    if (fits) return { route, parts: path.filter((_segment, index) => pattern[index] === "*") };
  }
  return undefined;
}

function readJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return readExactJson(body.toString("utf8"));
  } catch {
    throw new ImpossibleAct("the request body is not JSON");
  }
}
