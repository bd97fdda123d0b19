// The log of who was given whose data, narrowed as its page's address says, as a file.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { languageFor, say } from "../platform/words/words.ts";
import { writeDisclosuresCsv } from "../views/disclosures.server.ts";
import { answerWithFile } from "../views/file-answer.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { readDisclosuresQuery } from "../views/privacy-page.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchant, inShop, tools } = await openShopPage(request, context);
  const query = readDisclosuresQuery(new URL(request.url).searchParams);
  const language = languageFor([merchant.settings.language, request.headers.get("accept-language"), merchant.locale]);
  const body = await inShop((tx) => writeDisclosuresCsv(tx, query, { language, timeZone: merchant.timeZone }));
  return answerWithFile({ name: `${say(language, "disclosures.export.name")} ${tools.now().toISOString().slice(0, 10)}`, type: "csv", body });
}
