// What must a carrier, or a system that follows parcels of many carriers, be able to do?
// A carrier recognises its numbers; a tracking system knows where a parcel is. A folder here is one of the two, or both.
import type { Params } from "../platform/errors.ts";
import type { TrackingEvent } from "./tracking-event.ts";

/**
 * How much a number proves. `certain`: a prefix or length nobody else uses, with its check digit.
 * `possible`: it fits, but so would one in ten numbers of another carrier.
 */
export type Recognition = "certain" | "possible";

type NumberSamples = {
  /** Each is recognised by this carrier and by no other, as people type them (blanks, lower case). */
  readonly valid: readonly string[];
  /** Near misses: recognised by no carrier at all. */
  readonly invalid: readonly string[];
};

export interface Carrier {
  /** The folder's name. */
  readonly id: string;
  /** Exactly as Shopify spells it (companies.ts); a name in other capitals loses its link in the shop. */
  readonly company: string;
  /** Other names by which suppliers call it. */
  readonly aliases: readonly string[];
  readonly samples: NumberSamples;
  /**
   * Is this our number?
   * @param number may be assumed normalised: upper case, ASCII, without blanks or dashes (number.ts).
   * @returns undefined when it is not. Must be pure and must check the check digit where the carrier has one.
   */
  recognize(number: string): Recognition | undefined;
  /** The carrier's own public page for this number. */
  trackingUrl(number: string): string;
}

/** A sentence for a person: the catalogue has the words. */
export type Reason = { readonly code: string; readonly params: Params };

export type ParcelToFollow = {
  readonly number: string;
  /** As Shopify spells it, when known; a system that detects carriers itself is told only what it understands. */
  readonly company?: string;
  /** Ours; comes back with pushes where the system keeps it. */
  readonly tag?: string;
};

/** `isPassing`: nobody has to act, asking again later may succeed (a daily limit, an answer that left the number out). */
export type RefusedNumber = { readonly kind: "refused"; readonly number: string; readonly reason: Reason; readonly isPassing: boolean };

export type RegisterOutcome = { readonly kind: "registered"; readonly number: string; readonly company?: string } | RefusedNumber;

export type TrackOutcome =
  | { readonly kind: "events"; readonly number: string; readonly company?: string; readonly events: readonly TrackingEvent[]; readonly unknownCodes: readonly string[] }
  | { readonly kind: "no_news"; readonly number: string }
  | RefusedNumber;

export type StopOutcome = { readonly kind: "stopped"; readonly number: string } | RefusedNumber;

export type PushDelivery = { readonly headers: Readonly<Record<string, string | undefined>>; readonly rawBody: Uint8Array };

export type PushReading =
  | { readonly kind: "updated"; readonly number: string; readonly tag?: string; readonly company?: string; readonly events: readonly TrackingEvent[]; readonly unknownCodes: readonly string[] }
  | { readonly kind: "stopped"; readonly number: string; readonly tag?: string }
  /** Not from them, or altered on the way: answer 401, act on nothing. */
  | { readonly kind: "forged" }
  /** Authentic, but not a message we know: keep it raw, answer as for a good one, since sending it again would not help. */
  | { readonly kind: "unreadable"; readonly why: string };

/**
 * Follows parcels for us. Every ability is optional; absent means that the system cannot do it.
 *
 * All calls may be repeated: a second `register` or `stop` of the same number succeeds like the first.
 * What concerns one number is a value in the outcome of that number, in the order asked, never an exception.
 * What concerns the account (refused key, closed account) throws MerchantError; what passes by itself
 * (time-out, 429, 5xx, an answer that is not the protocol's) throws RetryableError; a request that was wrong throws BugError.
 */
export interface TrackingSystem {
  /** The folder's name. */
  readonly id: string;
  /** Ask to be told about these parcels from now on. */
  register?(parcels: readonly ParcelToFollow[]): Promise<readonly RegisterOutcome[]>;
  /** Ask where these parcels are now. Events come oldest first and may repeat what is known (mergeEvents). */
  track?(parcels: readonly ParcelToFollow[]): Promise<readonly TrackOutcome[]>;
  /** Stop following; frees quota. */
  stop?(numbers: readonly string[]): Promise<readonly StopOutcome[]>;
  /** Verify what they sent us, over the bytes as received, then read it. Never throws on foreign content. */
  readPush?(delivery: PushDelivery): PushReading;
}
