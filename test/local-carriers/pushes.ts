// How does 17TRACK tell us news? A signed POST; anything but 200 is tried again three times, then dropped.
import { createHash } from "node:crypto";
import type { Faults } from "./faults.ts";
import type { Log } from "./log.ts";
import type { Parcel, ParcelBook } from "./parcels.ts";
import { trackInfoOf } from "./parcels.ts";

export type PushSettings = {
  book: ParcelBook;
  token: string;
  faults: Faults;
  log: Log;
  /** Where the merchant's console says pushes go; changeable while running. */
  address: { url: string | undefined };
  /** 10, 30 and 60 minutes at the real one. */
  retryDelaysMs: readonly number[];
};

export type Pusher = {
  updated(parcel: Parcel): void;
  stopped(parcel: Parcel): void;
  /** Being delivered at this moment; one that waits for its next try is not among them. */
  underWay(): number;
  /** Resolves when no push waits or runs. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

export function createPusher(settings: PushSettings): Pusher {
  const running = new Set<Promise<void>>();
  const delivering = { count: 0 };
  const closing = new AbortController();

  const start = (event: string, parcel: Parcel, data: object) => {
    const body = JSON.stringify({ event, data: { number: parcel.number, carrier: parcel.carrier, tag: parcel.tag, ...data } });
    const work = deliver({ ...settings, delivering }, { event, body, number: parcel.number }, closing.signal)
      .then((isOver) => {
        if (isOver && event === "TRACKING_UPDATED") settings.book.change(parcel, { isPushPending: false });
      })
      .finally(() => running.delete(work));
    running.add(work);
  };
  const settled = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  return {
    updated: (parcel) => start("TRACKING_UPDATED", parcel, { track_info: trackInfoOf(parcel) }),
    stopped: (parcel) => start("TRACKING_STOPPED", parcel, {}),
    underWay: () => delivering.count,
    settled,
    async close() {
      closing.abort();
      await settled();
    },
  };
}

type Push = { event: string; body: string; number: string };

type Sending = PushSettings & { delivering: { count: number } };

/** True when it was taken or given up; false when the server closed first, so that the next start sends it. */
async function deliver(settings: Sending, push: Push, closing: AbortSignal): Promise<boolean> {
  const fault = settings.faults.takeForPush();
  if (fault === "drop_push") {
    settings.log.add({ kind: "push", path: push.event, number: push.number, status: 0, body: push.body });
    return true;
  }
  for (const waitMs of [0, ...settings.retryDelaysMs]) {
    if (waitMs > 0 && !(await waited(waitMs, closing))) return false;
    if (closing.aborted) return false;
    const status = await post(settings, push, fault === "forged_push");
    if (fault === "duplicate_push") await post(settings, push, false);
    if (status === 200) return true;
  }
  return true;
}

async function post(settings: Sending, push: Push, isForged: boolean): Promise<number> {
  const key = isForged ? `${settings.token}-not` : settings.token;
  const sign = createHash("sha256").update(`${push.body}/${key}`).digest("hex");
  settings.delivering.count += 1;
  const status = await send(settings.address.url, push.body, sign);
  settings.delivering.count -= 1;
  settings.log.add({ kind: "push", path: push.event, number: push.number, status, body: push.body });
  return status;
}

/** The status answered; 0 when nobody was there or no address is set. */
async function send(url: string | undefined, body: string, sign: string): Promise<number> {
  if (url === undefined) return 0;
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", sign },
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

function waited(ms: number, closing: AbortSignal): Promise<boolean> {
  if (closing.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (isDue: boolean) => {
      clearTimeout(timer);
      closing.removeEventListener("abort", onClose);
      resolve(isDue);
    };
    const onClose = () => end(false);
    const timer = setTimeout(() => end(true), ms);
    closing.addEventListener("abort", onClose);
  });
}
