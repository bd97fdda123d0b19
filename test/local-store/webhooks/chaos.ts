// A network at its worst: every webhook five times, in any order, some late, some never. The same seed is the same weather.
import { createHash } from "node:crypto";

export type Chaos = { seed: number };

const copies = 5;
const soonMs = 400;
const lateMs = 6_000;
const lateShare = 0.15;
const lostShare = 0.15;

/** Nobody would ever learn of these in another way; everything else can be found at the store by whoever looks. */
const neverLost = new Set(["app/uninstalled", "customers/data_request", "customers/redact", "shop/redact"]);

/** When the copies of the delivery with this number are sent, in milliseconds from now; none: it is lost. */
export function timesOf({ seed }: Chaos, delivery: { number: number; topic: string }): number[] {
  const draw = (what: string): number => createHash("sha256").update(`${seed}:${delivery.number}:${delivery.topic}:${what}`).digest().readUInt32BE() / 2 ** 32;
  if (draw("lost") < lostShare && !neverLost.has(delivery.topic)) return [];
  const span = draw("late") < lateShare ? lateMs : soonMs;
  return Array.from({ length: copies }, (_, copy) => Math.round(draw(`copy ${copy}`) * span));
}
