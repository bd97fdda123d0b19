// Can the local store answer everything the app asks? A document it would refuse as not modelled fails here, by field.

import { readdirSync } from "node:fs";
import { print, type DocumentNode } from "graphql";
import { expect, test } from "vitest";
import { prepareDocument } from "./graphql/run-document.ts";

const folder = new URL("../../app/shopify/graphql/", import.meta.url);
const files = readdirSync(folder).filter((name) => name !== "generated.ts");

function documentText(value: unknown): string | undefined {
  if (typeof value === "string" && /^\s*(query|mutation)\b/.test(value)) return value;
  const isDocument = typeof value === "object" && value !== null && "kind" in value && value.kind === "Document";
  return isDocument ? print(value as DocumentNode) : undefined;
}

const documents = (await Promise.all(files.map(async (file) => {
  const exported = (await import(new URL(file, folder).href)) as Record<string, unknown>;
  return Object.entries(exported).flatMap(([name, value]) => {
    const query = documentText(value);
    return query === undefined ? [] : [{ name, query }];
  });
}))).flat();

test("the app has documents to check", () => {
  expect(documents.length).toBeGreaterThan(5);
});

test.each(documents)("$name asks only for what the local store models", ({ query }) => {
  const prepared = prepareDocument({ query, variables: {}, operationName: null });

  const refusals = Array.isArray(prepared) ? prepared.filter((error) => error.extensions["code"] !== "INVALID_VARIABLE") : [];
  expect(refusals.map((error) => error.message)).toEqual([]);
});
