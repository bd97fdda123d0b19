// Would Shopify accept every GraphQL document that we may send?
import { readdirSync, readFileSync } from "node:fs";
import { NoDeprecatedCustomRule, parse, specifiedRules, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { isCodegenStale, listDocuments } from "../../scripts/codegen.ts";
import { readAdminSchema } from "../shopify/admin-schema.ts";

const schema = readAdminSchema();
const documents = listDocuments();

function faultsOf(text: string): string[] {
  return validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule]).map(({ message }) => message);
}

describe("GraphQL documents", () => {
  it("are all found", () => {
    const folder = new URL("../../app/shopify/graphql/", import.meta.url);
    const written = readdirSync(folder).filter((file) => file !== "generated.ts").flatMap((file) => [...readFileSync(new URL(file, folder), "utf8").matchAll(/^export const /gm)]);

    expect(documents.length).toBeGreaterThan(0);
    expect(documents.length).toBe(written.length);
  });

  it.each(documents)("of $file are valid against Shopify's schema and use nothing deprecated", ({ text }) => {
    expect(faultsOf(text)).toEqual([]);
  });

  it("have current types", () => {
    expect(isCodegenStale()).toBe(false);
  });
});

describe("the check of documents", () => {
  it.each([
    ["an unknown field", "query Bad { shop { nickname } }", /Cannot query field "nickname"/],
    ["a deprecated field", "query Bad($id: ID!) { order(id: $id) { totalPrice } }", /is deprecated/],
    ["a deprecated field inside a fragment", "query Bad { productVariants(first: 1) { nodes { ...V } } } fragment V on ProductVariant { image { url } }", /is deprecated/],
    ["a variable of the wrong type", "query Bad($id: Int!) { order(id: $id) { id } }", /position expecting type "ID!"/],
    ["a missing argument", "query Bad { order { id } }", /is required/],
  ])("finds %s", (_fault, text, message) => {
    expect(faultsOf(text).join("\n")).toMatch(message);
  });
});
