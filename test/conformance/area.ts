// What does one area of the recordings need besides its files? A new area is one file in areas/ that exports `area`.

import type { ShopClient } from "../local-store/control-client.ts";
import type { SeedShop } from "../local-store/seed-shops.ts";
import type { AppSettings } from "../local-store/world.ts";
import type { IdBook } from "./id-book.ts";
import type { JsonObject, Recording } from "./recorded-requests.ts";

export type ExpectedDifference = {
  /** File name without folders and ending, and the request's place in it; "*" for every request of the file. */
  file: string;
  at: string;
  reason: string;
};

export type Stage = {
  shop: ShopClient;
  ids: IdBook;
  recording: Recording;
  /** As the recorded app: a GraphQL body, and what is answered. */
  ask: (body: { query: string; variables?: JsonObject }) => Promise<JsonObject>;
};

export type Area = {
  /** The folder below recordings/. */
  name: string;
  differences: ExpectedDifference[];
  /** Text for documents that a recording names only by path (the end of that path). */
  documents?: Record<string, string>;
  /** The app as the recording's is configured, beyond what every test gives it. */
  app?: Partial<AppSettings>;
  /** The shop as the recording finds it, beyond what can be read from it. */
  seed?: (recording: Recording) => Partial<SeedShop>;
  /** What must exist before the first request of any file. */
  prepare?: (stage: Stage) => Promise<void>;
  /** The same for one file, by file name. */
  before?: Record<string, (stage: Stage) => Promise<void>>;
  /** Written down before what it needs, as its ids and hours show: it is asked after that. */
  late?: { file: string; at: string; after: string }[];
  /** Requests that cannot be replayed although their roots are covered, with the reason's class. */
  unreplayable?: { file: string; at: string; reason: string }[];
};
