// Does docs/local-store.md name every root and every control address that there is, and no root that there is not?

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fulfillmentRoutes } from "./control/fulfillment-routes.ts";
import { orderRoutes } from "./control/order-routes.ts";
import { adminSchema } from "./graphql/admin-schema.ts";
import { models } from "./nouns/all-nouns.ts";

const docs = readFileSync(new URL("../../docs/local-store.md", import.meta.url), "utf8");
const [, modelled = ""] = /## What is modelled([^]*?)\n## /.exec(docs) ?? [];
const [, control = ""] = /## The control API([^]*?)\n## /.exec(docs) ?? [];
const named = new Set([...control.matchAll(/`([^`]+)`/g)].flatMap(([, text = ""]) => [text, text.split("/").at(-1) ?? ""]));

test("every root is in the table", () => {
  const roots = [...Object.keys(models["QueryRoot"] ?? {}), ...Object.keys(models["Mutation"] ?? {})];
  const table = new Set([...modelled.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name));

  expect(roots.filter((root) => !table.has(root))).toEqual([]);
  const schema = adminSchema();
  const known = { ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() };
  const rows = [...modelled.matchAll(/^\|.*$/gm)].flatMap(([row]) => [...row.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name));
  expect(rows.filter((name) => known[name] && !roots.includes(name))).toEqual([]);
});

test("every control address of orders and fulfillment orders is named", () => {
  const acts = [...orderRoutes, ...fulfillmentRoutes].map(({ pattern }) => pattern.split("*/").at(-1) ?? "");

  expect(acts.filter((act) => !named.has(act) && !named.has(act.split("/").at(-1) ?? ""))).toEqual([]);
});
