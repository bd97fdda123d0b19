// One request to the customer's page, from address to answer: who asks, how often, and what he tells.
import { answerDetails, openDetails, type ClosedDetails, type DetailsTools, type OpenedDetails } from "../../customers/open-details.server.ts";
import { languageFor, type Language } from "../../platform/words/words.ts";
import { waitFor } from "../../supplier-desk/desk-limit.server.ts";
import { answerDesk } from "../desk/answer-desk.server.ts";
import { renderClosedDetails, renderDetails, type DetailsLook } from "./details-page.ts";

const statusOf: Readonly<Record<ClosedDetails, number>> = { unknown: 404, expired: 410, revoked: 410 };
const largestForm = 16 * 1024;

export async function serveDetails(tools: DetailsTools, request: Request, token: string): Promise<Response> {
  const url = new URL(request.url);
  const readers = languageFor([url.searchParams.get("lang"), request.headers.get("accept-language")]);
  const opened = await openDetails(tools, token);
  const wait = opened.kind === "unknown" ? await waitFor("guess", "details") : await waitFor(request.method === "POST" ? "post" : "look", `details:${token}`);
  if (wait !== undefined) return answerDesk(renderClosedDetails("too_many", { language: readers, token }), 429, { "Retry-After": String(wait) });
  if (opened.kind !== "open") return answerDesk(renderClosedDetails(opened.kind, { language: readers, token }), statusOf[opened.kind]);
  const language = languageFor([url.searchParams.get("lang"), opened.locale, request.headers.get("accept-language")]);
  if (request.method === "POST") return await answerPost(tools, request, { token, language, opened });
  const look: DetailsLook = { token, language, isThanked: url.searchParams.has("thanks"), errors: {}, typed: new URLSearchParams() };
  return answerDesk(renderDetails(opened, look));
}

type Posted = { readonly token: string; readonly language: Language; readonly opened: Extract<OpenedDetails, { kind: "open" }> };

async function answerPost(tools: DetailsTools, request: Request, { token, language, opened }: Posted): Promise<Response> {
  const body = await request.text();
  if (body.length > largestForm) return answerDesk(renderClosedDetails("unknown", { language, token }), 413);
  const typed = new URLSearchParams(body);
  const answer = await answerDetails(tools, token, typed);
  if (answer.kind === "refused") return answerDesk(renderDetails(opened, { token, language, isThanked: false, errors: answer.errors, typed }), 422);
  // After a post the browser is sent to the page, so that a reload does not post again; late ones see how it stands.
  const location = `/c/${token}?lang=${language}${answer.kind === "taken" ? "&thanks=1" : ""}`;
  return new Response(null, { status: 303, headers: { Location: location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" } });
}
