// How do tests and the demo move parcels along? An address space of its own that the real 17TRACK does not have.
import { z } from "zod";
import type { Faults } from "./faults.ts";
import { callFaults, pushFaults } from "./faults.ts";
import type { Log } from "./log.ts";
import type { Parcel, ParcelBook, Progress } from "./parcels.ts";
import { addScan } from "./parcels.ts";
import type { Answer } from "./protocol.ts";
import type { Pusher } from "./pushes.ts";

export type Control = { answer(method: string, path: string, body: unknown): Promise<Answer>; close(): void };
type Parts = { book: ParcelBook; pusher: Pusher; faults: Faults; log: Log; address: { url: string | undefined } };

const progressSchema = z.object({
  status: z.string(),
  sub_status: z.string(),
  description: z.string().optional(),
  location: z.string().optional(),
  at: z.iso.datetime({ offset: true }).optional(),
});
const faultSchema = z.object({
  kind: z.enum([...callFaults, ...pushFaults]),
  times: z.number().int().positive().optional(),
  delayMs: z.number().nonnegative().optional(),
});

/** What the demo's parcels go through by themselves. */
const journey: readonly Progress[] = [
  { status: "InTransit", sub_status: "InTransit_PickedUp", description: "Picked up", location: "SHENZHEN" },
  { status: "InTransit", sub_status: "InTransit_Departure", description: "Departed from facility", location: "SHENZHEN" },
  { status: "OutForDelivery", sub_status: "OutForDelivery_Other", description: "Out for delivery", location: "LOS ANGELES, CA" },
  { status: "Delivered", sub_status: "Delivered_Other", description: "Delivered", location: "LOS ANGELES, CA" },
];

const ok = (body: object): Answer => ({ status: 200, body });
const missing: Answer = { status: 404, body: { error: "no such thing" } };

export function createControl(parts: Parts): Control {
  let timer: NodeJS.Timeout | undefined;
  const advance = (parcel: Parcel, progress: z.infer<typeof progressSchema>) => {
    addScan(parts.book, parcel, withoutAbsent(progress));
    if (!parcel.isStopped) parts.pusher.updated(parcel);
  };
  const setPace = (stepsMs: number) => {
    clearInterval(timer);
    timer = stepsMs > 0 ? setInterval(() => moveAll(parts.book, advance), stepsMs) : undefined;
  };
  const routes: Readonly<Record<string, (body: unknown) => Answer | Promise<Answer>>> = {
    "GET log": () => ok({ entries: parts.log.list() }),
    "GET parcels": () => ok({ parcels: parts.book.list() }),
    "POST settle": async () => {
      await parts.pusher.settled();
      return ok({});
    },
    "POST auto": (body) => {
      setPace(z.object({ stepsMs: z.number().nonnegative() }).parse(body).stepsMs);
      return ok({});
    },
    "POST push-address": (body) => {
      parts.address.url = z.object({ url: z.string().nullable() }).parse(body).url ?? undefined;
      return ok({});
    },
    "POST faults": (body) => {
      parts.faults.order(withoutAbsent(faultSchema.parse(body)));
      return ok({});
    },
  };
  return {
    async answer(method, path, body) {
      const [, number, act] = /^parcels\/([^/]+)\/(advance|stop)$/.exec(path) ?? [];
      if (number !== undefined && method === "POST") {
        const parcel = parts.book.find(decodeURIComponent(number));
        if (!parcel) return missing;
        if (act === "advance") advance(parcel, progressSchema.parse(body));
        else stopByItself(parts, parcel);
        return ok({ parcel });
      }
      return (await routes[`${method} ${path}`]?.(body)) ?? missing;
    },
    close: () => clearInterval(timer),
  };
}

/** As after 30 days without news: the provider ends the following and says so. */
function stopByItself({ book, pusher }: Parts, parcel: Parcel): void {
  book.change(parcel, { isStopped: true, isPushPending: false });
  pusher.stopped(parcel);
}

function moveAll(book: ParcelBook, advance: (parcel: Parcel, progress: Progress) => void): void {
  for (const parcel of book.list()) {
    const next = journey[parcel.events.length];
    if (next && !parcel.isStopped) advance(parcel, next);
  }
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutAbsent<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Present<T>;
}
