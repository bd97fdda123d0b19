// How does the local supplier tell Daifa of a shipment? Signed, repeated until it is taken, and wrongly on demand.
import { setTimeout as pause } from "node:timers/promises";
import { signWebhook } from "../../app/suppliers/connectors/rest-api/read-webhook.server.ts";
import type { LocalPush } from "./book.ts";
import type { PushFaultKind } from "./faults.ts";
import type { LocalNotice } from "./supplier.ts";

const WAITS_MS = [0, 200, 1_000, 5_000, 20_000];

/** Pushes that are being delivered at this moment; one that waits for its next try is not among them. */
export type UnderWay = { count: number };

export type PushJob = { url: string; secret: string; notices: readonly LocalNotice[]; fault: PushFaultKind | undefined; signal: AbortSignal; log: (push: LocalPush) => void; underWay: UnderWay };

export async function pushNotices(job: PushJob): Promise<void> {
  if (job.fault === "not_sent") return;
  if (job.fault === "bad_signature") return void (await deliver(job, `${job.secret}-forged`));
  const copies = job.fault === "three_times" ? 3 : 1;
  await Promise.all(Array.from({ length: copies }, () => deliverUntilTaken(job)));
}

async function deliverUntilTaken(job: PushJob): Promise<void> {
  for (const wait of WAITS_MS) {
    if (wait > 0) await pause(wait, undefined, { signal: job.signal }).catch(() => undefined);
    if (job.signal.aborted) return;
    const status = await deliver(job, job.secret);
    if (status !== null && status < 300) return;
  }
}

async function deliver(job: PushJob, secret: string): Promise<number | null> {
  job.underWay.count += 1;
  try {
    return await post(job, secret);
  } finally {
    job.underWay.count -= 1;
  }
}

async function post(job: PushJob, secret: string): Promise<number | null> {
  const body = Buffer.from(JSON.stringify({ type: "shipments", shipments: job.notices }));
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = { "Content-Type": "application/json", "Daifa-Timestamp": timestamp, "Daifa-Signature": signWebhook(secret, timestamp, body) };
  const signal = AbortSignal.any([job.signal, AbortSignal.timeout(10_000)]);
  const status = await fetch(job.url, { method: "POST", headers, body, signal }).then(
    async (response) => {
      await response.body?.cancel();
      return response.status;
    },
    () => null,
  );
  job.log({ at: new Date().toISOString(), shipmentReferences: job.notices.map((notice) => notice.shipmentReference), status, isForged: secret !== job.secret });
  return status;
}
