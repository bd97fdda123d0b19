// What is to go wrong next between the store and the app? One button each, and what still waits to happen.
import { showToast } from "./bars.ts";
import type { Shop } from "./context.ts";
import { breakThings, type Faults } from "./control-api.ts";
import { element } from "./element.ts";
import { word } from "./words.ts";

type Trick = { label: "dropWebhook" | "fiveWebhooks" | "lateWebhook" | "swapWebhooks" | "throttle" | "adminError" | "loseAnswer"; fault: Partial<Faults> };

const tricks: readonly Trick[] = [
  { label: "dropWebhook", fault: { webhooks: [{ kind: "drop", topic: "orders/create", times: 1 }] } },
  { label: "fiveWebhooks", fault: { webhooks: [{ kind: "duplicate", topic: "orders/create", times: 1, copies: 4 }] } },
  { label: "lateWebhook", fault: { webhooks: [{ kind: "delay", topic: null, times: 1, delayMs: 20_000 }] } },
  { label: "swapWebhooks", fault: { webhooks: [{ kind: "reorder", topic: null, times: 1 }] } },
  { label: "throttle", fault: { graphql: [{ kind: "throttled", root: null, times: 5 }] } },
  { label: "adminError", fault: { graphql: [{ kind: "error500", root: null, times: 3 }] } },
  { label: "loseAnswer", fault: { graphql: [{ kind: "answer-lost", root: "fulfillmentCreate", times: 1 }] } },
];

export function faultsPage(place: HTMLElement, shop: Shop): () => void {
  const waiting = element("p", { role: "status", id: "waiting-faults" });
  const press = (change: Parameters<typeof breakThings>[1], said: string) => {
    breakThings(shop, change).then(
      (faults) => {
        showWaiting(waiting, faults);
        if (said !== "") showToast({ id: "fault", text: said, isError: false, durationMs: 4000, action: undefined });
      },
      (error: unknown) => (waiting.textContent = `${word("failed")} ${String(error)}`),
    );
  };
  const items = tricks.map(({ label, fault }) =>
    element("li", {}, element("span", {}, word(label)), element("button", { type: "button", "aria-label": word(label), click: () => press(fault, word("willHappen")) }, word("next"))));
  place.append(
    element("div", { class: "page-heading" }, element("h1", {}, word("faults"))),
    element("div", { class: "card" },
      element("p", { class: "muted" }, word("faultsHint")),
      element("ul", { class: "lines" }, ...items),
      waiting,
      element("div", { class: "buttons" }, element("button", { type: "button", click: () => press({ clear: true }, word("mended")) }, word("mend")))),
  );
  press({}, "");
  return () => undefined;
}

function showWaiting(place: HTMLElement, { webhooks, graphql }: Faults): void {
  const count = [...webhooks, ...graphql].reduce((sum, fault) => sum + fault.times, 0);
  place.textContent = `${word("waitingFaults")} ${count}`;
}
