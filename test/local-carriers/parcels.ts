// What does the local 17TRACK remember? Registered numbers, their carrier and their scans; kept in a file when asked to.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

export type Scan = {
  time_iso: string;
  time_utc: string;
  description: string;
  location: string | null;
  stage: string | null;
  sub_status: string | null;
};

export type Parcel = {
  number: string;
  carrier: number;
  tag: string | null;
  status: string;
  subStatus: string;
  /** Newest first, as 17TRACK sends them. */
  events: Scan[];
  isStopped: boolean;
  wasRetracked: boolean;
  isPushPending: boolean;
};

export type Progress = { status: string; sub_status: string; description?: string; location?: string; at?: string };

const carriers: readonly { key: number; name: string; country: string; shape: RegExp }[] = [
  { key: 100002, name: "UPS", country: "US", shape: /^1Z[A-Z0-9]{16}$/ },
  { key: 21051, name: "USPS", country: "US", shape: /^(?:420\d{5}(?:\d{4})?)?9[1-5]\d{20}(?:\d{4})?$|^\d{20}$|^[A-Z]{2}\d{9}US$/ },
  { key: 3011, name: "China Post", country: "CN", shape: /^[A-Z]{2}\d{9}CN$/ },
  // Not the provider's own key, which is not among the facts that this stand-in is made of: it only has to be one that the app does not know.
  { key: 999_001, name: "YTO Express", country: "CN", shape: /^YT\d{13}$/ },
  { key: 100003, name: "FedEx", country: "US", shape: /^(?:\d{12}|\d{15})$/ },
  { key: 100001, name: "DHL Express", country: "DE", shape: /^\d{10}$/ },
];

export function isWellFormed(number: string): boolean {
  return /^[A-Z0-9]{5,50}$/.test(number);
}

export function detectKey(number: string): number | undefined {
  return carriers.find(({ shape }) => shape.test(number))?.key;
}

export function isCarrierKey(key: number): boolean {
  return carriers.some((carrier) => carrier.key === key);
}

export type ParcelBook = {
  find(number: string): Parcel | undefined;
  list(): Parcel[];
  add(parcel: { number: string; carrier: number; tag: string | null }): Parcel;
  /** Any change to a parcel goes through here, so that the file follows. */
  change(parcel: Parcel, change: Partial<Parcel>): void;
};

export function openParcelBook(stateFile: string | undefined): ParcelBook {
  const parcels = new Map(load(stateFile).map((parcel) => [parcel.number, parcel]));
  const save = () => {
    if (stateFile === undefined) return;
    writeFileSync(`${stateFile}.new`, JSON.stringify([...parcels.values()]));
    renameSync(`${stateFile}.new`, stateFile);
  };
  return {
    find: (number) => parcels.get(number),
    list: () => [...parcels.values()],
    add(registered) {
      const parcel: Parcel = {
        ...registered,
        status: "NotFound",
        subStatus: "NotFound_Other",
        events: [],
        isStopped: false,
        wasRetracked: false,
        isPushPending: false,
      };
      parcels.set(parcel.number, parcel);
      save();
      return parcel;
    },
    change(parcel, change) {
      Object.assign(parcel, change);
      save();
    },
  };
}

function load(stateFile: string | undefined): Parcel[] {
  if (stateFile === undefined || !existsSync(stateFile)) return [];
  return JSON.parse(readFileSync(stateFile, "utf8")) as Parcel[];
}

/** The milestone 17TRACK gives a scan: the part after InTransit_ where it is one, else the main status. */
function stageOf(progress: Progress): string | null {
  const detail = progress.sub_status.split("_")[1] ?? "";
  if (["PickedUp", "Departure", "Arrival", "Returning", "Returned"].includes(detail)) return detail;
  return ["InfoReceived", "AvailableForPickup", "OutForDelivery", "Delivered"].includes(progress.status) ? progress.status : null;
}

export function addScan(book: ParcelBook, parcel: Parcel, progress: Progress): void {
  const at = progress.at === undefined ? new Date() : new Date(progress.at);
  const scan: Scan = {
    time_iso: progress.at ?? at.toISOString(),
    time_utc: at.toISOString(),
    description: progress.description ?? progress.sub_status,
    location: progress.location ?? null,
    stage: stageOf(progress),
    sub_status: progress.sub_status,
  };
  const events = [scan, ...parcel.events].sort((left, right) => right.time_utc.localeCompare(left.time_utc));
  book.change(parcel, { events, status: progress.status, subStatus: progress.sub_status, isPushPending: true });
}

export function trackInfoOf(parcel: Parcel): object {
  const carrier = carriers.find(({ key }) => key === parcel.carrier);
  return {
    shipping_info: { shipper_address: null, recipient_address: null },
    latest_status: { status: parcel.status, sub_status: parcel.subStatus, sub_status_descr: null },
    latest_event: parcel.events[0] ?? null,
    tracking: {
      providers_hash: 1,
      providers: [
        {
          provider: { key: parcel.carrier, name: carrier?.name ?? "", country: carrier?.country ?? "" },
          latest_sync_status: "Success",
          events_hash: parcel.events.length,
          events: parcel.events,
        },
      ],
    },
  };
}
