// Offers as a file for the merchant's disk: all of them, a template, or the report of one import.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { languageFor } from "../platform/words/words.ts";
import { answerWithSheet, exportOffers, fillTemplate, reportImport, type FileKind } from "../views/offer-files.server.ts";
import { reportFilters } from "../views/offer-import-page.ts";
import { found, idIn, openShopPage } from "../views/open-shop-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchant, inShop, tools } = await openShopPage(request, context);
  const asked = new URL(request.url).searchParams;
  const as: FileKind = asked.get("as") === "xlsx" ? "xlsx" : "csv";
  const language = languageFor([merchant.settings.language, asked.get("language"), request.headers.get("accept-language"), merchant.locale]);
  const sheet = await inShop(async (tx) => {
    if (asked.get("what") === "template") return await fillTemplate(tx, { language, currency: merchant.currency });
    if (asked.get("what") !== "report") return await exportOffers(tx, language);
    const filter = reportFilters.find((one) => one === asked.get("show")) ?? "ALL";
    return found(await reportImport(tx, idIn({ import: asked.get("import") ?? "" }, "import"), { language, outcome: filter === "ALL" ? null : filter }));
  });
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: merchant.timeZone, dateStyle: "short" }).format(tools.now());
  return await answerWithSheet(sheet, as, day);
}
