// How does a noun say which fields of Shopify's schema it answers? Fields it does not name are refused, never null.

import type { Place } from "../world.ts";
import { GraphQLError } from "graphql";

export type GraphqlContext = Place & {
  scopes: string[];
  /** Objects returned so far; the query's actual cost. */
  returnedObjects: number;
  /** Of the mutation that is running. */
  idempotencyKey?: string | undefined;
};

export type Resolve = (source: never, args: never, context: GraphqlContext) => unknown;

/** Type name → field name → resolver. */
export type Models = Record<string, Record<string, Resolve>>;

/** Fields whose stored property has the same name and form. */
export function own<Stored>(...names: (keyof Stored & string)[]): Record<string, Resolve> {
  return Object.fromEntries(names.map((name) => [name, (source: Stored) => source[name]]));
}

/** A field whose value never changes. */
export function always(value: unknown): Resolve {
  return () => value;
}

export function notModelled(what: string): GraphQLError {
  return new GraphQLError(`not modelled by the local store: ${what}`, { extensions: { code: "NOT_MODELLED" } });
}

export function resourceNotFound(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "RESOURCE_NOT_FOUND" } });
}

export type UserError = { field: string[] | null; message: string; code?: string | null };

export function userError(field: string[] | null, message: string, code: string | null = null): UserError {
  return { field, message, code };
}

export const userErrorFields = own<{ field: unknown; message: unknown }>("field", "message");
export const codedUserErrorFields = own<{ field: unknown; message: unknown; code: unknown }>("field", "message", "code");
