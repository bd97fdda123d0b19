// What do the parts of a running local supplier share?
import type { LocalBook } from "./book.ts";
import type { Faults } from "./faults.ts";
import type { UnderWay } from "./push.ts";
import type { LocalNotice, ParcelCommand } from "./supplier.ts";

export type LocalItem = { itemId: string; specId?: string; /** Packs; absent: never runs out. */ stock?: number };

export type LocalSupplierOptions = {
  name: string;
  /** 0, the default, takes any free one. */
  port?: number;
  apiKey: string;
  webhookSecret: string;
  webhookUrl?: string;
  stateFile?: string;
  items: readonly LocalItem[];
  auto?: { shipAfterMs: number; parcels?: "one" | "two" };
  /** Shipments on one page of the list. */
  pageSize?: number;
};

/** What the parts of the running supplier share. */
export type Running = {
  options: LocalSupplierOptions;
  book: LocalBook;
  faults: Faults;
  webhookUrl: string | undefined;
  pushing: UnderWay;
  stopped: AbortController;
  timers: Set<NodeJS.Timeout>;
  ship(reference: string, parcels: readonly ParcelCommand[]): LocalNotice;
  push(notices: readonly LocalNotice[]): void;
};

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
