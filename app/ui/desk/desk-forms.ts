// What a supplier can answer: plain forms, which work in any browser and after any wait.
import type { Params } from "../../platform/errors.ts";
import type { Code } from "../../platform/words/words.ts";
import { leftOf, REFUSAL_CHOICES, type Desk, type DeskChange, type DeskParcel } from "../../supplier-desk/desk.ts";
import { html, type Html } from "./html.ts";

export type FormLook = {
  readonly say: (code: Code, params?: Params) => string;
  readonly action: string;
  /** What was typed before a complaint. */
  readonly typed: URLSearchParams;
};

export function acceptForm({ say, action, typed }: FormLook): Html {
  return html`<section><h2>${say("desk.accept.title")}</h2><form method="post" action="${action}"><input type="hidden" name="act" value="accept">
    <label for="supplierReference">${say("desk.accept.reference")}</label><input id="supplierReference" name="supplierReference" type="text" maxlength="100" value="${typed.get("supplierReference") ?? ""}" autocomplete="off">
    <button class="main">${say("desk.accept")}</button></form></section>`;
}

export function shipForm(desk: Desk, { say, action, typed }: FormLook): Html {
  const open = desk.lines.filter((line) => leftOf(line) > 0);
  const kept = typed.get("act") === "ship" ? typed : new URLSearchParams();
  return html`<section id="ship"><h2>${say(desk.parcels.length > 0 ? "desk.ship.more" : "desk.ship.title")}</h2><p class="pale">${say("desk.ship.help")}</p>
    <form method="post" action="${action}"><input type="hidden" name="act" value="ship">
    <label for="number">${say("desk.ship.number")}</label><input id="number" name="number" type="text" required maxlength="80" value="${kept.get("number") ?? ""}" autocomplete="off" autocapitalize="characters" spellcheck="false">
    <label for="company">${say("desk.ship.company")}</label><input id="company" name="company" type="text" maxlength="100" value="${kept.get("company") ?? ""}" placeholder="${say("desk.ship.company.example")}" autocomplete="off">
    <label>${say("desk.ship.quantities")}</label>
    ${open.map((line) => html`<div class="row"><label for="q${line.lineReference}">${line.itemId} <span class="pale">${say("desk.ship.of", { left: leftOf(line) })}</span></label>
      <input id="q${line.lineReference}" name="quantity.${line.lineReference}" type="number" inputmode="numeric" min="0" max="${leftOf(line)}" value="${kept.get(`quantity.${line.lineReference}`) ?? String(leftOf(line))}"></div>`)}
    <button class="main">${say("desk.ship")}</button></form></section>`;
}

export function correctForms(parcel: DeskParcel, { say, action }: FormLook): Html | null {
  if (!parcel.canCorrect || parcel.id === null) return null;
  return html`<details><summary>${say("desk.correct.title")}</summary><form method="post" action="${action}"><input type="hidden" name="act" value="correct"><input type="hidden" name="parcel" value="${parcel.id}">
    <label for="c${parcel.id}">${say("desk.correct.number")}</label><input id="c${parcel.id}" name="number" type="text" required maxlength="80" value="${parcel.number}" autocomplete="off"><button>${say("desk.correct")}</button></form></details>`;
}

export function refuseForm(desk: Desk, { say, action, typed }: FormLook): Html {
  const isOpen = typed.get("act") === "refuse";
  return html`<details ${isOpen ? html`open` : null}><summary>${say("desk.refuse.title")}</summary><form method="post" action="${action}"><input type="hidden" name="act" value="refuse">
    <p class="pale">${say("desk.refuse.help")}</p>
    ${desk.lines.map((line) => html`<label class="check"><input type="checkbox" name="line" value="${line.lineReference}" ${!isOpen || typed.getAll("line").includes(line.lineReference) ? html`checked` : null}>${line.itemId} × ${line.ordered}</label>`)}
    <label for="reason">${say("desk.refuse.reason")}</label><select id="reason" name="reason">${REFUSAL_CHOICES.map((reason) => html`<option value="${reason}" ${typed.get("reason") === reason ? html`selected` : null}>${say(`desk.refuse.${reason}`)}</option>`)}</select>
    <label for="text">${say("desk.refuse.text")}</label><textarea id="text" name="text" rows="3" maxlength="500">${typed.get("text") ?? ""}</textarea>
    <button class="danger">${say("desk.refuse")}</button></form></details>`;
}

/** What the shop asks to change, with the three answers as buttons of one form. */
export function changeForm({ id, kind, lines, receiver }: DeskChange, { say, action }: FormLook): Html {
  const address = receiver ? [receiver.name, receiver.company, receiver.line1, receiver.line2, [receiver.postalCode, receiver.city, receiver.provinceCode ?? receiver.province].filter(Boolean).join(" "), receiver.countryName ?? receiver.countryCode, receiver.phone] : [];
  return html`<section id="change-${id}"><h2>${say("desk.change.title")}</h2><p class="note bad">${say(`desk.change.${kind}`)}</p>
    ${lines.length > 0 ? html`<ul>${lines.map((line) => html`<li>${say("desk.change.line", { item: line.itemId, from: line.from, to: line.to })}</li>`)}</ul>` : null}
    ${address.length > 0 ? html`<p>${address.filter(Boolean).map((text) => html`${text ?? ""}<br>`)}</p>` : null}
    <form method="post" action="${action}"><input type="hidden" name="act" value="change"><input type="hidden" name="change" value="${id}">
    <label for="t${id}">${say("desk.change.text")}</label><input id="t${id}" name="text" type="text" maxlength="500" autocomplete="off">
    <button class="main" name="says" value="agree">${say("desk.change.agree")}</button>
    <button name="says" value="refuse">${say("desk.change.refuse")}</button>
    <button name="says" value="too_late">${say("desk.change.too_late")}</button></form></section>`;
}
