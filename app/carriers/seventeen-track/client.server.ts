// How do we ask 17TRACK? Lists of at most 40 numbers; each number is answered on its own.
// A number that is registered already is refused there with a code of its own: for us that is success.
import { MerchantError, RetryableError } from "../../platform/errors.ts";
import type { HttpClient, HttpResponse } from "../../platform/http.ts";
import type { ParcelToFollow, RegisterOutcome, StopOutcome, TrackingSystem, TrackOutcome } from "../carrier.ts";
import { carrierKeyOf, companyOf } from "./carrier-keys.ts";
import { alreadyRegistered, errorForCall, noNewsYet, notRegistered, refusalFor, unanswered } from "./errors.ts";
import { envelope } from "./messages.ts";
import type { Accepted, Envelope, Rejected } from "./messages.ts";
import { readPush } from "./read-push.server.ts";
import { translateTrackInfo } from "./translate.ts";

export type SeventeenTrackOptions = {
  /** Up to and including the version: https://api.17track.net/track/v2.2 */
  readonly baseUrl: string;
  /** The account's API key; it also signs their pushes. */
  readonly token: string;
  readonly http: HttpClient;
};

const perCall = 40;
const timeoutMs = 20_000;
/** 40 parcels with long histories stay below 2 MB. */
const maxBytes = 5_000_000;
/** Three requests a second are allowed; after a 429 without a time of its own this is enough. */
const retryAfterMs = 1_000;

type Item = { readonly number: string; readonly carrier?: number; readonly tag?: string; readonly auto_detection?: boolean };
type Answer = { readonly accepted: Accepted } | { readonly rejected: Rejected } | undefined;
type Ask = (method: string, items: readonly Item[]) => Promise<readonly Answer[]>;

export function createSeventeenTrack(options: SeventeenTrackOptions): Required<TrackingSystem> {
  const ask: Ask = async (method, items) => {
    const answers: Answer[] = [];
    for (let from = 0; from < items.length; from += perCall) {
      const batch = items.slice(from, from + perCall);
      const answer = await call(options, method, batch);
      answers.push(...batch.map((item) => answerFor(answer, item.number)));
    }
    return answers;
  };
  return {
    id: "seventeen-track",
    register: (parcels) => register(ask, parcels),
    track: (parcels) => track(ask, parcels),
    stop: (numbers) => stop(ask, numbers),
    readPush: (delivery) => readPush(delivery, options.token),
  };
}

async function register(ask: Ask, parcels: readonly ParcelToFollow[]): Promise<RegisterOutcome[]> {
  const items = parcels.map((parcel) => ({ ...toItem(parcel), auto_detection: true, ...(parcel.tag && { tag: parcel.tag }) }));
  const answers = await ask("register", items);
  return parcels.map(({ number }, place): RegisterOutcome => {
    const answer = answers[place];
    if (!answer) return unanswered(number);
    if ("accepted" in answer) return { kind: "registered", number, ...companyIn(answer.accepted) };
    const { code } = answer.rejected.error;
    return code === alreadyRegistered ? { kind: "registered", number } : refusalFor(code, number);
  });
}

async function track(ask: Ask, parcels: readonly ParcelToFollow[]): Promise<TrackOutcome[]> {
  const answers = await ask("gettrackinfo", parcels.map(toItem));
  return parcels.map(({ number }, place): TrackOutcome => {
    const answer = answers[place];
    if (!answer) return unanswered(number);
    if ("accepted" in answer) return whereabouts(number, answer.accepted);
    const { code } = answer.rejected.error;
    return code === noNewsYet ? { kind: "no_news", number } : refusalFor(code, number);
  });
}

async function stop(ask: Ask, numbers: readonly string[]): Promise<StopOutcome[]> {
  const answers = await ask("stoptrack", numbers.map((number) => ({ number })));
  return numbers.map((number, place): StopOutcome => {
    const answer = answers[place];
    if (!answer) return unanswered(number);
    if ("accepted" in answer || answer.rejected.error.code === notRegistered) return { kind: "stopped", number };
    return refusalFor(answer.rejected.error.code, number);
  });
}

function whereabouts(number: string, accepted: Accepted): TrackOutcome {
  const { events, unknownCodes } = translateTrackInfo(accepted.track_info ?? {});
  if (events.length === 0) return { kind: "no_news", number };
  return { kind: "events", number, ...companyIn(accepted), events, unknownCodes };
}

function toItem(parcel: ParcelToFollow): Item {
  const carrier = carrierKeyOf(parcel.company);
  return { number: parcel.number, ...(carrier !== undefined && { carrier }) };
}

function companyIn(accepted: Accepted): { company?: string } {
  const company = companyOf(accepted.carrier);
  return company === undefined ? {} : { company };
}

function answerFor(answer: Envelope, number: string): Answer {
  const accepted = answer.data?.accepted?.find((entry) => entry.number === number);
  if (accepted) return { accepted };
  const rejected = answer.data?.rejected?.find((entry) => entry.number === number);
  return rejected && { rejected };
}

async function call(options: SeventeenTrackOptions, method: string, items: readonly Item[]): Promise<Envelope> {
  const response = await options.http.request({
    method: "POST",
    url: `${options.baseUrl}/${method}`,
    headers: { "17token": options.token, "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(items),
    timeoutMs,
    maxBytes,
  });
  if (response.status === 429) throw new RetryableError("17TRACK asks us to slow down", { retryAfterMs: waitAsked(response) });
  const answer = readEnvelope(response);
  if (answer && answer.code !== 0) throw errorForCall(answer.code, response.status);
  if (response.status === 401) throw new MerchantError("carriers.credentials_refused", { system: "17TRACK", code: response.status });
  if (!answer || response.status !== 200) throw new RetryableError(`17TRACK answered ${response.status} with something that is not its protocol`);
  return answer;
}

/** `Retry-After` in seconds, where it is given. */
function waitAsked(response: HttpResponse): number {
  const seconds = Number(response.headers["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : retryAfterMs;
}

function readEnvelope(response: HttpResponse): Envelope | undefined {
  try {
    return envelope.safeParse(JSON.parse(response.body.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
