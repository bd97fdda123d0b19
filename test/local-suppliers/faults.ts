// Which faults was the local supplier told to show next, and what do they look like on the wire?
import type { ServerResponse } from "node:http";
import { z } from "zod";

export const ROUTES = ["orders", "look_up", "shipments", "cancel", "change", "look_up_change", "ping"] as const;
export type Route = (typeof ROUTES)[number];

const FAULT_ANSWERS = ["cut", "hang", "error_500", "html", "empty", "huge", "slow_drip", "not_json", "wrong_shape", "slow_down", "redirect"] as const;

export const answerFault = z.object({
  answer: z.enum(FAULT_ANSWERS),
  on: z.enum(ROUTES).default("orders"),
  /** after: the request is carried out first, and only its answer is spoiled. */
  when: z.enum(["before", "after"]).default("before"),
  times: z.int().min(1).default(1),
});
export const pushFault = z.object({ push: z.enum(["bad_signature", "three_times", "not_sent"]), times: z.int().min(1).default(1) });
export const fault = z.union([answerFault, pushFault]);
/** As given to the control interface: what has a default may be left out. */
export type Fault = z.input<typeof fault>;
type AnswerFault = z.output<typeof answerFault>;
export type PushFaultKind = z.output<typeof pushFault>["push"];

export class Faults {
  readonly #waiting: z.output<typeof fault>[] = [];

  add(next: z.output<typeof fault>): void {
    this.#waiting.push(next);
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  takeForAnswer(route: Route): AnswerFault | undefined {
    const found = this.#waiting.find((waiting): waiting is AnswerFault => "answer" in waiting && waiting.on === route);
    if (found) this.#count(found);
    return found;
  }

  takeForPush(): PushFaultKind | undefined {
    const found = this.#waiting.find((waiting) => "push" in waiting);
    if (!found || !("push" in found)) return undefined;
    this.#count(found);
    return found.push;
  }

  #count(used: z.output<typeof fault>): void {
    used.times -= 1;
    if (used.times === 0) this.#waiting.splice(this.#waiting.indexOf(used), 1);
  }
}

const HUGE_BYTES = 40 * 1024 * 1024;
const page = "<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>";

const shown: Record<AnswerFault["answer"], (response: ServerResponse) => void> = {
  cut: (response) => void response.socket?.destroy(),
  hang: () => undefined,
  error_500: (response) => void response.writeHead(500, { "Content-Type": "application/json" }).end('{"code":"internal","message":"Internal error"}'),
  html: (response) => void response.writeHead(200, { "Content-Type": "text/html" }).end(page),
  empty: (response) => void response.writeHead(200).end(),
  huge: sendHuge,
  slow_drip: sendSlowly,
  not_json: (response) => void response.writeHead(200, { "Content-Type": "application/json" }).end('{"reference": '),
  wrong_shape: (response) => void response.writeHead(200, { "Content-Type": "application/json" }).end('{"ok":true}'),
  slow_down: (response) => void response.writeHead(429, { "Retry-After": "7" }).end(),
  redirect: (response) => void response.writeHead(302, { Location: "http://127.0.0.1:9/" }).end(),
};

export function showFault(answer: AnswerFault["answer"], response: ServerResponse): void {
  shown[answer](response);
}

function sendHuge(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": String(HUGE_BYTES) });
  const block = Buffer.alloc(256 * 1024, " ");
  let left = HUGE_BYTES;
  const more = (): void => {
    if (response.destroyed) return;
    if (left === 0) return void response.end();
    left -= block.length;
    response.write(block, () => more());
  };
  more();
}

function sendSlowly(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  const drip = setInterval(() => response.write(" "), 25);
  response.on("close", () => clearInterval(drip));
}
