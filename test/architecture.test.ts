// Is the house built as docs/architecture.md says? Each rule is tried on our tree, where it must find nothing,
// and on a small tree with a fault for it, where it must find just that.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { forbidden, line } from "./architecture/dependency-rules.ts";
import { listViolations } from "./architecture/list-violations.ts";
import { listFaults, type Source } from "./architecture/source-rules.ts";

const checkout = resolve(import.meta.dirname, "..");

function listSources(folder: string): Source[] {
  return readdirSync(join(checkout, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file.slice(checkout.length + 1), text: readFileSync(file, "utf8") }));
}

const sources = ["app", "scripts", "test"].flatMap(listSources);

/** The rules a tree of these files breaks. A file is written as the imports it consists of. */
async function violationsOf(files: Readonly<Record<string, readonly string[]>>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "daifa-architecture-"));
  try {
    for (const [path, statements] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), [...statements, "export const it = 1; export type It = 1;"].join("\n"));
    }
    return (await listViolations(folder, forbidden)).violations;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const uses = (path: string) => `import { it as other } from "${path}"; console.log(other);`;
const usesType = (path: string) => `import type { It } from "${path}"; export type Other = It;`;
/** A page from which the file under trial is reached. */
const page = (path: string) => ({ "app/routes/page.ts": [uses(`../${path}`)] });

describe("the line of imports", () => {
  let ours: Awaited<ReturnType<typeof listViolations>>;

  beforeAll(async () => {
    ours = await listViolations(checkout, forbidden);
  });

  it("was read whole", () => {
    const files = sources.map(({ path }) => path).filter((path) => path.startsWith("app/"));

    expect(ours.modules.toSorted()).toEqual(files.toSorted());
  });

  it("has a place for each folder and each file of app/", () => {
    const places: readonly string[] = line;

    expect(readdirSync(join(checkout, "app")).filter((name) => !places.includes(name))).toEqual([]);
  });

  it("is kept by every file", () => {
    expect(ours.violations).toEqual([]);
  });

  it("lets a station use what stands to its left", async () => {
    const found = await violationsOf({
      ...page("orders/ship.server.ts"),
      "app/orders/ship.server.ts": [uses("../platform/clock.server.ts"), uses("./order.ts"), 'import { Prisma } from "@prisma/client"; console.log(Prisma);'],
      "app/orders/order.ts": ['import { z } from "zod"; console.log(z);', usesType("./ship.server.ts")],
      "app/platform/clock.server.ts": ['import "node:crypto";'],
    });

    expect(found).toEqual([]);
  });

  it.each([
    ["a room that uses one to its right", "orders/take.server.ts", { "app/orders/take.server.ts": [uses("../routing/plan.ts")], "app/routing/plan.ts": [] },
      "orders imports only from its left: app/orders/take.server.ts → app/routing/plan.ts"],
    ["a room that knows only the type of one to its right", "orders/take.server.ts", { "app/orders/take.server.ts": [usesType("../shipments/shipment.ts")], "app/shipments/shipment.ts": [] },
      "orders imports only from its left: app/orders/take.server.ts → app/shipments/shipment.ts"],
    ["a step that knows the pipeline", "orders/take.server.ts", { "app/orders/take.server.ts": [uses("../pipeline.server.ts")], "app/pipeline.server.ts": [] },
      "orders imports only from its left: app/orders/take.server.ts → app/pipeline.server.ts"],
    ["a pipeline that knows the worker", "pipeline.server.ts", { "app/pipeline.server.ts": [usesType("./worker.server.ts")], "app/worker.server.ts": [] },
      "pipeline.server.ts imports only from its left: app/pipeline.server.ts → app/worker.server.ts"],
    ["a read model that knows a component", "views/home.server.ts", { "app/views/home.server.ts": [uses("../ui/card.tsx")], "app/ui/card.tsx": [] },
      "views imports only from its left: app/views/home.server.ts → app/ui/card.tsx"],
    ["a plan that reads the memory", "routing/plan.ts", { "app/routing/plan.ts": [uses("./store.server.ts")], "app/routing/store.server.ts": [] },
      "pure stays pure: app/routing/plan.ts → app/routing/store.server.ts"],
    ["a component that reads the database", "ui/card.tsx", { "app/ui/card.tsx": [uses("../platform/db.server.ts")], "app/platform/db.server.ts": [] },
      "pure stays pure: app/ui/card.tsx → app/platform/db.server.ts"],
    ["a plan that needs Node", "routing/plan.ts", { "app/routing/plan.ts": ['import "node:fs";'] }, "pure runs anywhere: app/routing/plan.ts → fs"],
    ["a plan that brings a package for the network", "routing/plan.ts", { "app/routing/plan.ts": ['import "axios";'] }, "pure uses few packages: app/routing/plan.ts → axios"],
    ["a connector that uses another", "suppliers/connectors/one/read.ts", { "app/suppliers/connectors/one/read.ts": [uses("../two/read.ts")], "app/suppliers/connectors/two/read.ts": [] },
      "connectors are strangers: app/suppliers/connectors/one/read.ts → app/suppliers/connectors/two/read.ts"],
    ["a carrier that uses another", "carriers/ups/carrier.ts", { "app/carriers/ups/carrier.ts": [uses("../usps/carrier.ts")], "app/carriers/usps/carrier.ts": [] },
      "carriers are strangers: app/carriers/ups/carrier.ts → app/carriers/usps/carrier.ts"],
    ["a rule that uses another", "routing/rules/cheap.ts", { "app/routing/rules/cheap.ts": [uses("./near.ts")], "app/routing/rules/near.ts": [] },
      "rules are strangers: app/routing/rules/cheap.ts → app/routing/rules/near.ts"],
    ["two files that need each other", "orders/a.ts", { "app/orders/a.ts": [uses("./b.ts")], "app/orders/b.ts": [uses("./a.ts")] }, "no cycles: app/orders/a.ts → app/orders/b.ts"],
    ["a step that nobody starts", "orders/a.ts", { "app/orders/a.ts": [], "app/orders/forgotten.server.ts": [uses("./a.ts")] }, "no orphans: app/orders/forgotten.server.ts"],
    ["a pure file that speaks the database's types", "orders/order.ts", { "app/orders/order.ts": ['import type { Order } from "@prisma/client"; export type Row = Order;'] },
      "package (@prisma|\\.prisma)/: app/orders/order.ts → @prisma/client"],
    ["a connector with a memory", "suppliers/connectors/one/connector.server.ts", { "app/suppliers/connectors/one/connector.server.ts": ['import { Prisma } from "@prisma/client"; console.log(Prisma);'] },
      "package (@prisma|\\.prisma)/: app/suppliers/connectors/one/connector.server.ts → @prisma/client"],
    ["a step that asks PostgreSQL by itself", "orders/take.server.ts", { "app/orders/take.server.ts": ['import "pg";'] }, "package (pg|pg-boss)(/|$): app/orders/take.server.ts → pg"],
    ["a room that speaks with Shopify by itself", "orders/take.server.ts", { "app/orders/take.server.ts": ['import "@shopify/shopify-api";'] },
      "package @shopify/(?!polaris|app-bridge|shopify-app-remix/(react|dist/[^/]+/react)): app/orders/take.server.ts → @shopify/shopify-api"],
    ["a read model with looks", "views/home.server.ts", { "app/views/home.server.ts": ['import "@shopify/polaris";'] },
      "package @shopify/(polaris|app-bridge|shopify-app-remix/(react|dist/[^/]+/react)): app/views/home.server.ts → @shopify/polaris"],
    ["a read model that knows Remix", "views/home.server.ts", { "app/views/home.server.ts": ['import "@remix-run/node";'] }, "package @remix-run/: app/views/home.server.ts → @remix-run/node"],
    ["a step that serves", "orders/take.server.ts", { "app/orders/take.server.ts": ['import "express";'] }, "package (express|isbot|react-dom)(/|$): app/orders/take.server.ts → express"],
  ] satisfies [string, string, Record<string, string[]>, string][])("finds %s", async (_fault, reached, files, expected) => {
    const found = await violationsOf({ ...page(reached), ...files });

    expect(found).toContain(expected);
    // One cycle is seen from each of its files.
    expect(found.filter((one) => one !== expected && !one.startsWith("no cycles"))).toEqual([]);
  });
});

describe("the sources", () => {
  it("keep the rules of the house", () => {
    const made = "app/shopify/graphql/generated.ts";

    expect(sources.filter(({ path }) => path !== made).flatMap(listFaults)).toEqual([]);
  });

  const opening = "// What is this for?\n";
  it.each([
    ["a plan that looks at the clock", "app/routing/plan.ts", "const at = new Date();", "the clock, chance and the network come in as arguments"],
    ["a plan that hands the clock on", "app/routing/plan.ts", "const now = Date.now;", "the clock, chance and the network come in as arguments"],
    ["a plan that draws lots", "app/routing/plan.ts", "const first = Math.random() < 0.5;", "the clock, chance and the network come in as arguments"],
    ["a plan that calls out", "app/routing/plan.ts", 'await fetch("https://example.com");', "the clock, chance and the network come in as arguments"],
    ["a step that reads the environment", "app/orders/take.server.ts", 'const key = process.env["KEY"];', "the environment is read once, at the start"],
    ["a page that reads the build's environment", "app/routes/page.tsx", "const isDev = import.meta.env.DEV;", "the environment is read once, at the start"],
    ["a module replaced for a test", "test/orders/take.test.ts", 'vi.mock("../../app/orders/take.server.ts");', "tests replace no module"],
    ["a test that is passed over", "test/orders/take.test.ts", 'it.skip("takes an order", () => {});', "every test runs"],
    ["a test that is passed over sometimes", "test/orders/take.test.ts", 'describe.skipIf(true)("orders", () => {});', "every test runs"],
  ])("are found with %s", (_fault, path, statement, rule) => {
    expect(listFaults({ path, text: `${opening}${statement}\n` })).toEqual([`${rule}: ${path}:2`]);
  });

  it("are found with a name that says nothing, and without their question", () => {
    expect(listFaults({ path: "app/orders/order-utils.ts", text: opening })).toEqual(["a name says what a file is about: app/orders/order-utils.ts"]);
    expect(listFaults({ path: "app/orders/order.ts", text: "export const a = 1;\n" })).toEqual(["a file opens with one to three lines on its business: app/orders/order.ts"]);
    expect(listFaults({ path: "app/orders/order.ts", text: `${opening.repeat(4)}export const a = 1;\n` })).toHaveLength(1);
  });

  it("may speak of what they may not do, and may read an instant that was given", () => {
    expect(listFaults({ path: "app/routing/plan.ts", text: `${opening}// Not Date.now() here.\nexport const at = (text: string) => new Date(text);\n` })).toEqual([]);
  });
});
