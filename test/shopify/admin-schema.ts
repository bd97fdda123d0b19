// Which fields does Shopify's Admin API really have? The vendored official schema, as graphql-js reads it.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

export function readAdminSchema(): GraphQLSchema {
  const file = new URL("../local-store/schema/admin_2026-10.json.gz", import.meta.url);
  const { data } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { data: IntrospectionQuery };
  return buildClientSchema(data);
}
