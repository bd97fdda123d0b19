// How do things get their names before the database sees them?
import { v7 } from "uuid";

/** Sorts by the time it was made, so that new rows land at the end of an index. */
export function newId(): string {
  return v7();
}

/** The id as 32 hex digits: plain ASCII for systems that take no hyphens. */
export function hex32(id: string): string {
  return id.replaceAll("-", "").toLowerCase();
}
