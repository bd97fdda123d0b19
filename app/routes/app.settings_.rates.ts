// The exchange rates as a file, in the form in which they are taken in again.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { writeCsv } from "../platform/tables/write-table.server.ts";
import { answerWithFile } from "../views/file-answer.ts";
import { openShopPage } from "../views/open-shop-page.server.ts";
import { ratesSheet } from "../views/settings-page.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { inShop } = await openShopPage(request, context);
  return answerWithFile({ name: "exchange-rates", type: "csv", body: writeCsv(await inShop(ratesSheet)) });
}
