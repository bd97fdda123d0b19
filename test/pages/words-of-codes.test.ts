// Has everything that the app may tell a person words in both languages? What is put together at run time is spelled out here.
import { describe, expect, it } from "vitest";
import { entries } from "../../app/pipeline.server.ts";
import { catalogues, isCode, languages } from "../../app/platform/words/words.ts";
import { REFUSAL_CODES, UNKNOWN_REASONS } from "../../app/suppliers/connector.ts";
import { trackingStatuses } from "../../app/carriers/tracking-event.ts";
import { legalMoves as fulfillmentMoves } from "../../app/fulfillments/fulfillment.ts";
import { legalMoves as supplierOrderMoves } from "../../app/supplier-orders/supplier-order.ts";
import { CHANGE_EVENTS, CHANGE_PROBLEMS } from "../../app/supplier-orders/tell-change.server.ts";
import { SKIPS } from "../../app/bulk-actions/bulk-action.ts";
import { nextSteps } from "../../app/views/next-step.ts";
import { orderFilters, orderSorts, payments } from "../../app/views/orders-page.ts";
import { findingCodes } from "../../app/orders/judge-connection.ts";
import { rules } from "../../app/routing/registry.ts";
import { holdCodes, codesIn, collectCodes, waitCodes, type Found } from "./codes.ts";

const told = ["several_locations", "not_enough_open", "already_fulfilled", "fulfillment_cancelled", "not_permitted", "refused_by_shopify"];
const unroutable = ["unmapped", "no_variant", "all_refused", "no_destination"];
const choices = ["send", "review", "before_go_live", "automation_off", "automation_rule"];

/** Every code that an expression may become. */
const variants: Readonly<Record<string, readonly string[]>> = {
  "`unroutable.${reason.code}`": unroutable.map((code) => `unroutable.${code}`),
  "`unroutable.${unroutable.reason.code}`": unroutable.map((code) => `unroutable.${code}`),
  "`routing.${reason.code}`": ["routing.unmapped", "routing.no_variant"],
  "`routing.behind.${decide(ranking, best, candidate).by}`": [...rules.map((rule) => rule.name.replaceAll("-", "_")), "chosen", "priority", "equal"].map((by) => `routing.behind.${by}`),
  "`supplier_refused.${refusal.code}`": [...REFUSAL_CODES, "not_reached"].map((code) => `supplier_refused.${code}`),
  "`refused.${refusal.code}`": [...REFUSAL_CODES, "not_reached"].map((code) => `refused.${code}`),
  // A line's reason may be a supplier's own word; the family's sentence stands in for it.
  "`refused.${code}`": [...REFUSAL_CODES.map((code) => `refused.${code}`), "refused.other"],
  "`unknown.${answer.reason}`": UNKNOWN_REASONS.map((reason) => `unknown.${reason}`),
  "`waiting.${choice.code}`": choices.filter((choice) => choice !== "send").map((choice) => `waiting.${choice}`),
  "`supplier_order_drafted.${choice.code}`": choices.map((choice) => `supplier_order_drafted.${choice}`),
  "`supplier_order_${sayingOf(outcome)}`": ["not_reached", "accepted", "refused", "unknown", "sent", "to_hand_over"].map((kind) => `supplier_order_${kind}`),
  "`write_back_waits.${reason.code}`": waitCodes.map((code) => `write_back_waits.${code}`),
  "`write_back.${reason.code}`": told.map((code) => `write_back.${code}`),
  changeProblem: CHANGE_PROBLEMS,
  changeEvent: CHANGE_EVENTS,
  "`${about}_${to.toLowerCase()}`": ["fulfillment_request", "cancellation_request"].flatMap((about) => ["accepted", "rejected", "gone"].map((to) => `${about}_${to}`)),
  // Handed on from a place that is collected itself.
  "why.event": ["supplier_order_voided", "supplier_order_voided.rules_changed"],
  "finding.code": ["other_app_ships", "ships_automatically", "stocked_elsewhere", "customer_data_withheld"].map((code) => `conflict.${code}`),
  "about.code": [],
  "problem.code": [],
  "happening.code": [],
  account: ["our_address_refused", "credentials_refused", "account_disabled", "quota_used_up"].map((code) => `carriers.${code}`),
  code: [],
};

const codesOf = ({ code }: Found): readonly string[] | undefined => (/^[a-z_]+(\.[a-z_]+)*$/.test(code) && !(code in variants) ? [code] : variants[code]);

const found = collectCodes();

/** Opened by a code that is only known where the finding is made. */
const openedByName = ["gave_up", "step_failed", "still_trying", ...findingCodes];

const parts = ["title", "cause", "next"] as const;

/** What a language lacks of a problem's words; Chinese that is only English lacks them too. */
function missingWords(code: string): string[] {
  return parts.map((part) => `problem.${code}.${part}`).flatMap((name) => languages
    .filter((language) => {
      const text = (catalogues[language] as Readonly<Record<string, string | undefined>>)[name]?.trim() ?? "";
      return text === "" || (language === "zh-CN" && !/\p{Script=Han}/u.test(text) && !/^\{\w+\}$/.test(text));
    })
    .map((language) => `${language} ${name}`));
}

describe("what the sources tell people", () => {
  it("is spelled out here where it is put together at run time", () => {
    expect(found.filter((one) => codesOf(one) === undefined).map(({ file, code }) => `${file}: ${code}`)).toEqual([]);
  });

  it("has a title, a cause and a way out for each problem, in every language, each in words of its own", () => {
    const codes = [...new Set([...found.filter(({ kind }) => kind === "problem").flatMap((one) => codesOf(one) ?? []), ...openedByName])];
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.flatMap(missingWords)).toEqual([]);
  });

  it("fails for a problem that nobody has worded, or only in part", () => {
    const [planted] = codesIn("x.ts", 'openProblem(tx, { code: "planted_unknown_code" });');
    expect(missingWords(planted?.code ?? "")).toHaveLength(languages.length * parts.length);
    expect(missingWords("supplier_missing")).toEqual([]);
  });

  it("has no words for problems that nothing raises any more", () => {
    const raised = new Set([...found.filter(({ kind }) => kind === "problem").flatMap((one) => codesOf(one) ?? []), ...openedByName, "other"]);
    const worded = Object.keys(catalogues.en).flatMap((code) => /^problem\.(.+)\.title$/.exec(code)?.[1] ?? []);
    expect(worded.filter((code) => !raised.has(code))).toEqual([]);
  });

  it("has words for whatever a list is narrowed to, sorted by and skipped for", () => {
    const codes = [
      ...SKIPS, ...nextSteps.map((step) => `orders.next.${step}`), ...orderFilters.map((filter) => `orders.filter.${filter}`),
      ...orderSorts.map((sort) => `orders.sort.${sort}`), ...payments.map((payment) => `payment.${payment}`),
    ];
    expect(codes.filter((code) => !isCode(code))).toEqual([]);
  });

  it("has a sentence for each line of a timeline", () => {
    const codes = found.filter(({ kind }) => kind === "timeline").flatMap((one) => codesOf(one) ?? []);
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.map((code) => `timeline.${code}`).filter((code) => !isCode(code))).toEqual([]);
  });

  it("has a sentence for each reason: routing, units, the order check", () => {
    const codes = found.filter(({ kind }) => kind === "reason").flatMap((one) => codesOf(one) ?? []);
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => !isCode(code))).toEqual([]);
  });

  it("has words for every state, hold and scan", () => {
    const codes = [
      ...holdCodes.flatMap((code) => [`hold.${code}`, `hold.name.${code}`, `hold.way.${code}`]),
      ...waitCodes.map((code) => `fulfillment.${code}`),
      ...Object.keys(supplierOrderMoves).map((state) => `supplier_order.state.${state}`),
      ...Object.keys(fulfillmentMoves).map((state) => `fulfillment.state.${state}`),
      ...[...REFUSAL_CODES, "not_reached"].map((code) => `fallback.${code}`),
      ...trackingStatuses.map((status) => `tracking.${status}`),
    ];
    expect(codes.filter((code) => !isCode(code))).toEqual([]);
  });

  it("has words for each step, which a problem may have to name", () => {
    expect(entries.map(({ step }) => `step.${step.name}`).filter((code) => !isCode(code))).toEqual([]);
  });

  it("finds a problem, an event, a reason and an error that nobody worded", () => {
    const text = 'openProblem(tx, { code: isOne ? "new_one" : "new_two" }); recordActivity(tx, { code: `new_${kind}` }); throw new MerchantError("new_error"); const reason = { code: "check.new" };';
    expect(codesIn("x.ts", text).map(({ kind, code }) => `${kind} ${code}`)).toEqual(["problem new_one", "problem new_two", "timeline `new_${kind}`", "problem new_error", "reason check.new"]);
  });
});
