// The supplier's page of one order, as HTML: what to ship and where to, and what it can answer now.
import { say, languageNames, languages, type Code, type Language } from "../../platform/words/words.ts";
import type { Params } from "../../platform/errors.ts";
import { leftOf, mayAct, type Desk, type DeskAct, type DeskError } from "../../supplier-desk/desk.ts";
import { toPurchaseOrder, type Block } from "../../suppliers/purchase-order.ts";
import { acceptForm, changeForm, correctForms, refuseForm, shipForm, type FormLook } from "./desk-forms.ts";
import { deskStyle } from "./desk-style.ts";
import { html, type Html } from "./html.ts";

export type DeskLook = {
  readonly token: string;
  readonly language: Language;
  readonly done: DeskAct | null;
  readonly error: DeskError | null;
  /** It was answered or cancelled meanwhile, so the click did nothing. */
  readonly isLate: boolean;
  readonly typed: URLSearchParams;
};

type Say = (code: Code, params?: Params) => string;

export function renderDesk(desk: Desk, look: DeskLook): string {
  const words: Say = (code, params) => say(look.language, code, params);
  const { identity } = desk.request;
  const order = toPurchaseOrder(desk.request, { languages: [look.language], showsPrices: desk.showsPrices });
  const forms: FormLook = { say: words, action: `/s/${look.token}?lang=${look.language}`, typed: look.typed };
  return page(look, `${identity.orderName} · ${identity.shopBrand}`, html`
    ${notices(desk, look, words)}
    ${desk.changes.map((change) => changeForm(change, forms))}
    <section><h2>${words("desk.order", { order: identity.orderName })}</h2>
      <dl><dt>${words("desk.from")}</dt><dd>${identity.shopBrand}</dd><dt>${words("desk.state")}</dt><dd>${words(`desk.state.${desk.state}`)}</dd>
      ${identity.shipBy ? html`<dt>${words("po.ship_by")}</dt><dd>${identity.shipBy.slice(0, 10)}</dd>` : null}
      <dt>${words("po.reference")}</dt><dd>${identity.reference}</dd></dl></section>
    <section><h2>${words("desk.lines")}</h2><ul class="plain">${desk.lines.map((line, index) => html`<li><h3>${line.itemId} × ${line.ordered}</h3>
      <p>${order.rows[index]?.[2]?.split("\n").map((text) => html`${text}<br>`)}</p>
      ${desk.showsPrices ? html`<p>${order.rows[index]?.slice(4).join(" · ")}</p>` : null}<p class="pale">${lineState(line, words)}</p></li>`)}</ul></section>
    ${mayAct(desk, "accept") ? acceptForm(forms) : null}
    ${mayAct(desk, "ship") ? shipForm(desk, forms) : null}
    ${parcels(desk, words, forms)}
    ${order.blocks.map(facts)}
    ${desk.showsPrices ? facts({ title: words("desk.money"), facts: order.sums }) : null}
    ${mayAct(desk, "refuse") ? refuseForm(desk, forms) : null}
    <section><h2>${words("desk.files")}</h2><p><a class="button" href="/s/${look.token}/order.xlsx">${words("desk.file.xlsx")}</a> <a class="button" href="/s/${look.token}/order.pdf?lang=${look.language}">${words("desk.file.pdf")}</a></p></section>
    <p class="pale">${words("desk.private")}</p>`);
}

const lineState = (line: Desk["lines"][number], words: Say): string =>
  line.isRefused ? words("desk.line.refused") : words("desk.line.progress", { shipped: line.shipped, left: leftOf(line) });

const facts = ({ title, facts: given }: Block): Html => html`<section><h2>${title}</h2><dl>${given.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></section>`;

function notices(desk: Desk, look: DeskLook, words: Say): Html[] {
  const note = (tone: string, text: string) => html`<p class="note ${tone}" role="${tone === "good" ? "status" : "alert"}">${text}</p>`;
  return [
    ...(look.error ? [note("bad", words(look.error))] : []),
    ...(look.isLate ? [note("bad", words("desk.late"))] : []),
    ...(look.done ? [note("good", words(`desk.done.${look.done}`))] : []),
    ...(desk.state === "CANCELLED" ? [note("bad", words("desk.cancelled"))] : []),
    ...(desk.isCancelled && desk.state !== "CANCELLED" ? [note("bad", words("desk.customer_cancelled"))] : []),
    ...(desk.request.identity.isTest ? [note("bad", words("po.test"))] : []),
  ];
}

function parcels(desk: Desk, words: Say, forms: FormLook): Html | null {
  if (desk.parcels.length === 0) return null;
  return html`<section><h2>${words("desk.parcels")}</h2><ul class="plain">${desk.parcels.map((parcel) => html`<li><h3>${parcel.number}</h3>
    <p>${[parcel.company, parcel.lines.map(({ lineReference, quantity }) => `${desk.lines.find((line) => line.lineReference === lineReference)?.itemId ?? lineReference} × ${quantity}`).join(", ")].filter(Boolean).join(" · ")}</p>
    ${correctForms(parcel, forms)}</li>`)}</ul></section>`;
}

export type ClosedReason = "unknown" | "expired" | "revoked" | "taken_back" | "too_many";

export function renderClosed(reason: ClosedReason, look: Pick<DeskLook, "language" | "token">): string {
  return page(look, say(look.language, `desk.closed.${reason}.title`), html`<section><h2>${say(look.language, `desk.closed.${reason}.title`)}</h2><p>${say(look.language, `desk.closed.${reason}.text`)}</p></section>`);
}

function page({ language, token }: Pick<DeskLook, "language" | "token">, title: string, body: Html): string {
  const others = languages.filter((one) => one !== language);
  return html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${{ html: deskStyle }}</style></head>
<body><main><header><h1>${title}</h1><nav>${others.map((one) => html`<a href="/s/${token}?lang=${one}" lang="${one}" hreflang="${one}">${languageNames[one]}</a>`)}</nav></header>${body}</main></body></html>`.html;
}
