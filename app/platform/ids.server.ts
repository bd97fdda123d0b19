// How do things get their names before the database sees them?
import { v7 } from "uuid";

/** Sorts by the time it was made, so that new rows land at the end of an index. */
export function newId(): string {
  return v7();
}
