// One request to the supplier's page, from address to answer: who asks, how often, and what it wants.
import { languageFor, type Language } from "../../platform/words/words.ts";
import { actOnDesk } from "../../supplier-desk/act-on-desk.server.ts";
import { DESK_ACTS, type DeskError } from "../../supplier-desk/desk.ts";
import { waitFor } from "../../supplier-desk/desk-limit.server.ts";
import { openDesk, type ClosedDoor, type DeskTools, type OpenedDesk } from "../../supplier-desk/open-desk.server.ts";
import type { Queue } from "../../platform/queue.server.ts";
import { answerDesk } from "./answer-desk.server.ts";
import { renderClosed, renderDesk, type DeskLook } from "./desk-page.ts";

type Tools = DeskTools & { readonly queue: Queue };

const statusOf: Readonly<Record<ClosedDoor, number>> = { unknown: 404, expired: 410, revoked: 410, taken_back: 410 };
const largestForm = 64 * 1024;

export async function serveDesk(tools: Tools, request: Request, token: string): Promise<Response> {
  const entered = await enterDesk(tools, request, token);
  if (entered instanceof Response) return entered;
  const { opened, language } = entered;
  const doneParam = new URL(request.url).searchParams.get("done");
  const done = DESK_ACTS.find((act) => act === doneParam) ?? null;
  if (request.method !== "POST") return answerDesk(renderDesk(opened.desk, { token, language, done, error: null, isLate: false, typed: new URLSearchParams() }));
  return await answerPost(tools, request, { token, opened, language });
}

type Entered = { readonly opened: Extract<OpenedDesk, { kind: "open" }>; readonly language: Language };

/** A closed door answers by itself, in the reader's language and with the status that says why. */
export async function enterDesk(tools: Tools, request: Request, token: string): Promise<Entered | Response> {
  const wish = new URL(request.url).searchParams.get("lang");
  const readers = languageFor([wish, request.headers.get("accept-language")]);
  const opened = await openDesk(tools, token);
  const wait = opened.kind === "unknown" ? await waitFor("guess", "all") : await waitFor(request.method === "POST" ? "post" : "look", token);
  if (wait !== undefined) return answerDesk(renderClosed("too_many", { language: readers, token }), 429, { "Retry-After": String(wait) });
  if (opened.kind !== "open") return answerDesk(renderClosed(opened.kind, { language: readers, token }), statusOf[opened.kind]);
  return { opened, language: languageFor([wish, opened.desk.supplierLanguage]) };
}

async function answerPost(tools: Tools, request: Request, { token, opened, language }: Entered & { token: string }): Promise<Response> {
  const body = await request.text();
  if (body.length > largestForm) return answerDesk(renderClosed("unknown", { language, token }), 413);
  const form = new URLSearchParams(body);
  const act = DESK_ACTS.find((one) => one === form.get("act"));
  const outcome = act ? await actOnDesk(tools, opened, { act, form }) : ({ kind: "not_now" } as const);
  // After a post the browser is sent to the page, so that a reload does not post again.
  if (outcome.kind === "done") return new Response(null, { status: 303, headers: { Location: `/s/${token}?lang=${language}&done=${act}`, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" } });
  return await again(tools, { token, language, form, error: outcome.kind === "refused" ? outcome.error : null });
}

/** As it stands now, with what was typed and what is wrong with it. */
async function again(tools: Tools, { token, language, form, error }: { token: string; language: Language; form: URLSearchParams; error: DeskError | null }): Promise<Response> {
  const opened = await openDesk(tools, token);
  if (opened.kind !== "open") return answerDesk(renderClosed(opened.kind, { language, token }), statusOf[opened.kind]);
  const look: DeskLook = { token, language, done: null, error, isLate: error === null, typed: form };
  return answerDesk(renderDesk(opened.desk, look), error === null ? 409 : 422);
}
