// The file that a customer asked for, for the owner to pass on. Taking it is remembered, so it is asked for by POST.
import type { ActionFunctionArgs } from "@remix-run/node";
import { languageFor, say } from "../platform/words/words.ts";
import { answerWithFile } from "../views/file-answer.ts";
import { found, idIn, openShopPage } from "../views/open-shop-page.server.ts";
import { takeRequestFile } from "../views/privacy-acts.server.ts";

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { merchant, inShop, by } = await openShopPage(request, context);
  const { name, body } = found(await inShop((tx) => takeRequestFile(tx, idIn(params, "taskId"), by())));
  const language = languageFor([merchant.settings.language, request.headers.get("accept-language"), merchant.locale]);
  return answerWithFile({ name: [say(language, "privacy.file.name"), name].filter(Boolean).join(" "), type: "json", body });
}
