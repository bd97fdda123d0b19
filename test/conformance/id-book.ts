// Which of our records stands for which recorded one? Bound when both first appear in the same place of an answer.

import type { Json } from "./recorded-requests.ts";

const gidPattern = /^gid:\/\/shopify\/(\w+)\/([^/?]+)(\?.*)?$/;

export class IdBook {
  readonly #ours = new Map<string, string>();
  readonly #recorded = new Map<string, string>();

  /** False when either already stands for another record. */
  bind(recorded: string, ours: string): boolean {
    const known = this.#ours.get(recorded);
    if (known !== undefined) return known === ours;
    if (this.#recorded.has(ours)) return this.#recorded.get(ours) === recorded;
    this.rebind(recorded, ours);
    return true;
  }

  /** From now on, whatever either stood for: cursors of one record differ by list, and a seeded location may turn out to be a service's. */
  rebind(recorded: string, ours: string): void {
    this.#ours.set(recorded, ours);
    this.#recorded.set(ours, recorded);
    const [, , recordedNumber = ""] = gidPattern.exec(recorded) ?? [];
    const [, , ourNumber = ""] = gidPattern.exec(ours) ?? [];
    if (/^\d{6,}$/.test(recordedNumber) && ourNumber !== "") this.#ours.set(recordedNumber, ourNumber);
  }

  has(recorded: string): boolean {
    return this.#ours.has(recorded);
  }

  /** Recorded ids, order names and cursors inside what is to be sent become ours; unknown ones stay as they are. */
  translate(value: Json): Json {
    if (typeof value === "string") return this.#text(value);
    if (Array.isArray(value)) return value.map((item) => this.translate(item));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.translate(item)]));
  }

  #text(text: string): string {
    const whole = this.#ours.get(text);
    if (whole !== undefined) return whole;
    return text
      .replaceAll(/gid:\/\/shopify\/\w+\/[\w-]+(\?[\w=]+)?/g, (gid) => this.#ours.get(gid) ?? gid)
      .replaceAll(/(?<!\d)\d{8,}(?!\d)/g, (digits) => this.#ours.get(digits) ?? digits);
  }
}

export function isGid(value: unknown): value is string {
  return typeof value === "string" && gidPattern.test(value);
}

export function gidKind(gid: string): string {
  return gidPattern.exec(gid)?.[1] ?? "";
}
