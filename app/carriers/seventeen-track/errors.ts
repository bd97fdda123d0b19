// Whose matter is an error code of 17TRACK: the merchant's, time's, ours, or only one number's?
// Codes of v2.2: https://api.17track.net/en/doc?version=v2.2
import { BugError, MerchantError, RetryableError } from "../../platform/errors.ts";
import type { RefusedNumber } from "../carrier.ts";

const system = "17TRACK";

export const alreadyRegistered = -18019901;
export const notRegistered = -18019902;
export const noNewsYet = -18019909;

/** The account as a whole: no repeat helps until a person acts. */
const accountCodes: ReadonlyMap<number, string> = new Map([
  [-18010001, "carriers.our_address_refused"],
  [-18010002, "carriers.credentials_refused"],
  [-18010004, "carriers.account_disabled"],
  [-18019908, "carriers.quota_used_up"],
]);

/** Missing, invalid or badly formed data, or more than 40 numbers: the request was ours. */
const requestCodes: ReadonlySet<number> = new Set([-18010010, -18010011, -18010012, -18010013, -18010014]);

const numberCodes: ReadonlyMap<number, string> = new Map([
  [-18010010, "carriers.number_invalid"],
  [-18010011, "carriers.number_invalid"],
  [-18010012, "carriers.number_invalid"],
  [notRegistered, "carriers.number_not_registered"],
  [-18019903, "carriers.carrier_unknown"],
  [-18019905, "carriers.retrack_used_up"],
  [-18019907, "carriers.daily_limit_reached"],
  [-18019908, "carriers.quota_used_up"],
  [-18019910, "carriers.carrier_not_accepted"],
]);

/** Why the whole call failed, as the error to throw. An unknown code is taken as passing: the queue gives up in time. */
export function errorForCall(code: number, status: number): Error {
  const account = accountCodes.get(code);
  if (account !== undefined) return new MerchantError(account, { system, code });
  if (requestCodes.has(code)) return new BugError(`${system} did not understand our request (${code})`);
  return new RetryableError(`${system} answered ${status} with code ${code}`);
}

/** Internal trouble of theirs, or the daily limit: over by itself. */
const passingCodes: ReadonlySet<number> = new Set([-18010003, -18019907]);

/** Why one number was refused, in words of the catalogue. */
export function refusalFor(code: number, number: string): RefusedNumber {
  const reason = { code: numberCodes.get(code) ?? "carriers.number_refused", params: { system, number, code } };
  return { kind: "refused", number, reason, isPassing: passingCodes.has(code) };
}

/** They answered, but said nothing about this number. */
export function unanswered(number: string): RefusedNumber {
  return { kind: "refused", number, reason: { code: "carriers.number_not_answered", params: { system, number } }, isPassing: true };
}
