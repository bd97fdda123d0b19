// What is a valid Admin API 2026-10 document? The official schema, as published with npm's @shopify/dev-mcp 1.16.0.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, GraphQLError, isScalarType, type GraphQLSchema, type IntrospectionQuery } from "graphql";

export const apiVersion = "2026-10";

let loaded: GraphQLSchema | undefined;

export function adminSchema(): GraphQLSchema {
  loaded ??= loadSchema();
  return loaded;
}

function loadSchema(): GraphQLSchema {
  const file = new URL("../schema/admin_2026-10.json.gz", import.meta.url);
  const { data } = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as { data: IntrospectionQuery };
  const schema = buildClientSchema(data, { assumeValid: true });
  checkScalars(schema);
  return schema;
}

// Introspection carries no parsing rules for custom scalars, so without these any text would pass as a date or an address.
function checkScalars(schema: GraphQLSchema): void {
  const rules: Record<string, (text: string) => string | undefined> = {
    DateTime: (text) => (Number.isNaN(Date.parse(text)) ? `Invalid datetime '${text}'` : undefined),
    URL: (text) => (/^[a-z][a-z0-9+.-]*:/i.test(text) ? undefined : `Invalid url '${text}', missing scheme`),
    Decimal: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? undefined : `Invalid decimal '${text}'`),
  };
  for (const [name, problemIn] of Object.entries(rules)) {
    const type = schema.getType(name);
    if (!isScalarType(type)) continue;
    type.parseValue = (value: unknown) => {
      const problem = problemIn(String(value));
      if (problem) throw new GraphQLError(problem);
      return String(value);
    };
  }
}
