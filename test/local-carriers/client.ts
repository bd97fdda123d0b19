// How do tests and the demo command the local carrier?
import type { FaultOrder } from "./faults.ts";
import type { LogEntry } from "./log.ts";
import type { Parcel, Progress } from "./parcels.ts";

export type LocalCarrierClient = {
  /** One more scan, pushed unless the number is stopped. Rejects for a number that was never registered. */
  advance(number: string, progress: Progress): Promise<void>;
  /** The provider ends the following by itself and says so. */
  stop(number: string): Promise<void>;
  /** From now on every parcel moves one step each time; 0 stops that. */
  auto(stepsMs: number): Promise<void>;
  fault(order: FaultOrder): Promise<void>;
  setPushAddress(url: string | null): Promise<void>;
  /** Resolves when every push was taken or given up. */
  settle(): Promise<void>;
  parcels(): Promise<Parcel[]>;
  log(): Promise<LogEntry[]>;
};

export function localCarrierClient(baseUrl: string): LocalCarrierClient {
  const post = async (path: string, body: object = {}) => {
    await ask(baseUrl, path, { method: "POST", body: JSON.stringify(body) });
  };
  return {
    advance: (number, progress) => post(`parcels/${encodeURIComponent(number)}/advance`, progress),
    stop: (number) => post(`parcels/${encodeURIComponent(number)}/stop`),
    auto: (stepsMs) => post("auto", { stepsMs }),
    fault: (order) => post("faults", order),
    setPushAddress: (url) => post("push-address", { url }),
    settle: () => post("settle"),
    parcels: async () => ((await ask(baseUrl, "parcels")) as { parcels: Parcel[] }).parcels,
    log: async () => ((await ask(baseUrl, "log")) as { entries: LogEntry[] }).entries,
  };
}

async function ask(baseUrl: string, path: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(`${baseUrl}/_control/${path}`, init);
  if (!response.ok) throw new Error(`local carrier: ${path} answered ${response.status} ${await response.text()}`);
  return response.json();
}
