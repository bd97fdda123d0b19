// How does 17TRACK v2.2 answer? One function per method; each number of a list is accepted or rejected on its own.
import { detectKey, isCarrierKey, isWellFormed, trackInfoOf } from "./parcels.ts";
import type { Parcel, ParcelBook } from "./parcels.ts";

export type Answer = { status: number; body: object };
type Item = { number?: unknown; carrier?: unknown; carrier_new?: unknown; tag?: unknown };
type Verdict = { accepted: object } | { rejected: { code: number; message: string } };
export type Account = { book: ParcelBook; token: string; quota: number };

const perCall = 40;

export function failure(code: number, message: string, status = 200): Answer {
  return { status, body: { code, data: { errors: [{ code, message }] } } };
}

function refuse(code: number, message: string): Verdict {
  return { rejected: { code, message } };
}

/** `body` is the parsed JSON, undefined when it was none. */
export function answerCall(account: Account, method: string, call: { token: string | undefined; body: unknown }): Answer {
  if (call.token !== account.token) return failure(-18010002, "Invalid security key.", 401);
  if (method === "getquota") return quotaOf(account);
  if (method === "gettracklist") return pageOf(account, call.body);
  const decide = methods[method];
  if (!decide) return { status: 404, body: { code: 404, data: {} } };
  if (!Array.isArray(call.body)) return failure(-18010012, "The format of the submitted data is invalid.");
  if (call.body.length === 0) return failure(-18010010, "Data is required.");
  if (call.body.length > perCall) return failure(-18010014, "The number of tracking numbers exceeds 40.");
  return listed(call.body as Item[], (item, number) => decide(account, item, number));
}

function listed(items: Item[], decide: (item: Item, number: string) => Verdict): Answer {
  const accepted: object[] = [];
  const rejected: object[] = [];
  for (const item of items) {
    const number = typeof item?.number === "string" ? item.number : "";
    const verdict = isWellFormed(number) ? decide(item, number) : refuse(-18010012, `The format of '${number}' is invalid.`);
    if ("accepted" in verdict) accepted.push(verdict.accepted);
    else rejected.push({ number, error: verdict.rejected });
  }
  return { status: 200, body: { code: 0, data: { accepted, rejected } } };
}

const methods: Readonly<Record<string, (account: Account, item: Item, number: string) => Verdict>> = {
  register({ book, quota }, item, number) {
    if (book.find(number)) return refuse(-18019901, `The tracking number '${number}' has been registered.`);
    if (book.list().length >= quota) return refuse(-18019908, "Insufficient quota.");
    if (typeof item.carrier === "number" && !isCarrierKey(item.carrier)) return refuse(-18019910, "The carrier is incorrect.");
    const carrier = typeof item.carrier === "number" ? item.carrier : detectKey(number);
    if (carrier === undefined) return refuse(-18019903, "Carrier cannot be detected.");
    const parcel = book.add({ number, carrier, tag: typeof item.tag === "string" ? item.tag : null });
    return { accepted: { origin: typeof item.carrier === "number" ? 2 : 1, number, tag: parcel.tag, carrier } };
  },
  gettrackinfo: (account, _item, number) =>
    withParcel(account, number, (parcel) => {
      if (parcel.events.length === 0) return refuse(-18019909, "No tracking information at this time.");
      return { accepted: { number, carrier: parcel.carrier, tag: parcel.tag, track_info: trackInfoOf(parcel) } };
    }),
  stoptrack: (account, _item, number) =>
    withParcel(account, number, (parcel) => {
      account.book.change(parcel, { isStopped: true, isPushPending: false });
      return { accepted: { number, carrier: parcel.carrier } };
    }),
  retrack: (account, _item, number) =>
    withParcel(account, number, (parcel) => {
      if (parcel.wasRetracked) return refuse(-18019905, "A number can be tracked again only once.");
      account.book.change(parcel, { isStopped: false, wasRetracked: true });
      return { accepted: { number, carrier: parcel.carrier } };
    }),
  changecarrier: (account, item, number) =>
    withParcel(account, number, (parcel) => {
      if (typeof item.carrier_new !== "number" || !isCarrierKey(item.carrier_new)) return refuse(-18019910, "The carrier is incorrect.");
      account.book.change(parcel, { carrier: item.carrier_new });
      return { accepted: { number, carrier: parcel.carrier } };
    }),
};

function withParcel({ book }: Account, number: string, decide: (parcel: Parcel) => Verdict): Verdict {
  const parcel = book.find(number);
  return parcel ? decide(parcel) : refuse(-18019902, `The tracking number '${number}' is not registered.`);
}

function quotaOf({ book, quota }: Account): Answer {
  const used = book.list().length;
  return { status: 200, body: { code: 0, data: { quota_total: quota, quota_used: used, quota_remain: quota - used } } };
}

function pageOf({ book }: Account, body: unknown): Answer {
  const asked = typeof body === "object" && body !== null && "page_no" in body ? Number(body.page_no) : 1;
  const page_no = Number.isInteger(asked) && asked > 0 ? asked : 1;
  const parcels = book.list();
  const accepted = parcels.slice((page_no - 1) * perCall, page_no * perCall).map((parcel) => ({
    number: parcel.number,
    carrier: parcel.carrier,
    tag: parcel.tag,
    tracking_status: parcel.isStopped ? "Stopped" : "Tracking",
    package_status: parcel.status,
  }));
  const page = { page_no, page_size: perCall, data_total: parcels.length, has_next: parcels.length > page_no * perCall };
  return { status: 200, body: { code: 0, page, data: { accepted, rejected: [] } } };
}
