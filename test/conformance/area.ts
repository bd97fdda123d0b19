// What does one area of the recordings need besides its files? A new area is one file in areas/ that exports `area`.

import type { ShopClient } from "../local-store/control-client.ts";
import type { SeedShop } from "../local-store/seed-shops.ts";
import type { IdBook } from "./id-book.ts";
import type { Recording } from "./recorded-requests.ts";

export type ExpectedDifference = {
  /** File name without folders and ending, and the request's place in it; "*" for every request of the file. */
  file: string;
  at: string;
  reason: string;
};

export type Area = {
  /** The folder below recordings/. */
  name: string;
  differences: ExpectedDifference[];
  /** Text for documents that a recording names only by path (the end of that path). */
  documents?: Record<string, string>;
  /** The shop as the recording finds it, beyond what can be read from it. */
  seed?: (recording: Recording) => Partial<SeedShop>;
  /** What must exist before the first request of any file. */
  prepare?: (stage: { shop: ShopClient; ids: IdBook; recording: Recording }) => Promise<void>;
  /** The same for one file, by file name. */
  before?: Record<string, (stage: { shop: ShopClient; ids: IdBook; recording: Recording }) => Promise<void>>;
  /** Requests that cannot be replayed although their roots are covered, with the reason's class. */
  unreplayable?: { file: string; at: string; reason: string }[];
};
