// The orders that the page shows, narrowed as its address says, as a file.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { languageFor, say } from "../platform/words/words.ts";
import { answerWithFile } from "../views/file-answer.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { readOrdersQuery } from "../views/orders-page.ts";
import { streamOrdersCsv } from "../views/orders-export.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchant, inShop, tools } = await openShopPage(request, context);
  const query = readOrdersQuery(new URL(request.url).searchParams);
  const language = languageFor([merchant.settings.language, request.headers.get("accept-language"), merchant.locale]);
  const now = tools.now();
  const name = `${say(language, "orders.export.name")} ${now.toISOString().slice(0, 10)}`;
  const { headers } = answerWithFile({ name, type: "csv", body: "" });
  return new Response(streamOrdersCsv(inShop, { merchant, query, now }, { language, timeZone: merchant.timeZone }), { headers });
}
