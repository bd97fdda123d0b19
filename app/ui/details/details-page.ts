// The customer's page behind a signed link, as HTML without a script: the order's number and exactly what is asked.
import type { Asked, DetailError, DetailField } from "../../orders/asked-details.ts";
import { needsProvince } from "../../orders/check-address.ts";
import { provincesOf } from "../../orders/provinces.ts";
import type { Params } from "../../platform/errors.ts";
import { languageNames, languages, say, type Code, type Language } from "../../platform/words/words.ts";
import { deskStyle } from "../desk/desk-style.ts";
import { html, type Html } from "../desk/html.ts";

export type DetailsLook = {
  readonly token: string;
  readonly language: Language;
  readonly isThanked: boolean;
  readonly errors: Partial<Record<DetailField, DetailError>>;
  readonly typed: URLSearchParams;
};

export type ShownDetails = { readonly orderName: string; readonly shopName: string; readonly asked: Asked; readonly isAnswered: boolean };

type Say = (code: Code, params?: Params) => string;

export function renderDetails({ orderName, shopName, asked, isAnswered }: ShownDetails, look: DetailsLook): string {
  const words: Say = (code, params) => say(look.language, code, params);
  const isDone = look.isThanked || isAnswered || asked.fields.length === 0;
  const country = new Intl.DisplayNames(look.language, { type: "region", fallback: "code" }).of(asked.countryCode || "ZZ") ?? asked.countryCode;
  return page(look, words("details.title", { order: orderName }), isDone
    ? html`<p class="note good" role="status">${words(look.isThanked || isAnswered ? "details.thanks" : "details.nothing")}</p>`
    : html`
      ${Object.keys(look.errors).length > 0 ? html`<p class="note bad" role="alert">${words("details.check")}</p>` : null}
      <section><p>${words("details.why", { shop: shopName, order: orderName, country })}</p>
      <form method="post" action="/c/${look.token}?lang=${look.language}">${asked.fields.map((field) => input(field, { asked, look, words }))}
      <button class="main">${words("details.send")}</button></form></section>
      <p class="pale">${words("details.private", { shop: shopName })}</p>`);
}

type Part = { readonly asked: Asked; readonly look: DetailsLook; readonly words: Say };

function sayField(field: DetailField, { asked: { number }, words }: Pick<Part, "asked" | "words">): { readonly label: string; readonly hint: string | null } {
  if (field === "identity" && number) return { label: words(`missing.${number}`), hint: words(`details.help.${number}`) };
  return { label: words(`details.${field}`), hint: field === "line2" ? words("details.optional") : null };
}

const hints: Partial<Record<DetailField, { autocomplete: string; mode?: string }>> = {
  name: { autocomplete: "name" }, line1: { autocomplete: "address-line1" }, line2: { autocomplete: "address-line2" }, city: { autocomplete: "address-level2" },
  postal_code: { autocomplete: "postal-code" }, phone: { autocomplete: "tel", mode: "tel" },
};

function input(field: DetailField, { asked, look, words }: Part): Html {
  const { label, hint } = sayField(field, { asked, words });
  const error = look.errors[field];
  const described = html`aria-describedby="${`${field}-help`}"`;
  const typed = look.typed.get(field) ?? "";
  const help = html`<p id="${`${field}-help`}" class="pale">${error ? html`<strong>${words(`details.error.${error}`)}</strong> ` : null}${hint}</p>`;
  if (field === "province" && needsProvince(asked.countryCode)) {
    const options = provincesOf(asked.countryCode).map(({ code, name }) => html`<option value="${code}" ${typed === code ? html`selected` : null}>${name}</option>`);
    return html`<label for="${field}">${label}</label><select id="${field}" name="${field}" ${described}><option value="">${words("details.choose")}</option>${options}</select>${help}`;
  }
  const { autocomplete, mode } = hints[field] ?? { autocomplete: "off" };
  return html`<label for="${field}">${label}</label><input id="${field}" name="${field}" type="text" maxlength="255" value="${typed}" autocomplete="${autocomplete}" ${mode ? html`inputmode="${mode}"` : null} ${error ? html`aria-invalid="true"` : null} ${described}>${help}`;
}

export type ClosedPage = "unknown" | "expired" | "revoked" | "too_many";

export function renderClosedDetails(reason: ClosedPage, look: Pick<DetailsLook, "language" | "token">): string {
  return page(look, say(look.language, `details.closed.${reason}.title`), html`<section><p>${say(look.language, `details.closed.${reason}.text`)}</p></section>`);
}

function page({ language, token }: Pick<DetailsLook, "language" | "token">, title: string, body: Html): string {
  const others = languages.filter((one) => one !== language);
  return html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${{ html: deskStyle }}</style></head>
<body><main><header><h1>${title}</h1><nav>${others.map((one) => html`<a href="/c/${token}?lang=${one}" lang="${one}" hreflang="${one}">${languageNames[one]}</a>`)}</nav></header>${body}</main></body></html>`.html;
}
