// What does a page tell a person after a click? Either it is done, or what was typed cannot be used, field by field.
import type { Params } from "../platform/errors.ts";
import type { Code } from "../platform/words/words.ts";

export type Said = { readonly code: Code; readonly params?: Params };

export type Answer =
  | ({ readonly kind: "done" } & Said)
  /** Something outside the form stands in the way. */
  | ({ readonly kind: "failed" } & Said)
  /** By the name of the field. */
  | { readonly kind: "refused"; readonly errors: Readonly<Record<string, Said>> };

export const done = (code: Code, params: Params = {}): Answer => ({ kind: "done", code, params });
export const failed = (code: Code, params: Params = {}): Answer => ({ kind: "failed", code, params });
export const refused = (errors: Readonly<Record<string, Said>>): Answer => ({ kind: "refused", errors });
