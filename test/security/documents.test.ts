// Do the two documents on security still speak of this tree: every package with its licence, every named test there?
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";

const checkout = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(resolve(checkout, path), "utf8");
const packageSchema = z.object({ license: z.string() });
const ownSchema = z.object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) });

it("every package is in the list of packages with its reason, its licence and its keeper, and none that has gone", () => {
  const { dependencies, devDependencies } = ownSchema.parse(JSON.parse(read("package.json")));
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)].toSorted();
  const rows = [...read("docs/dependencies.md").matchAll(/^\| `([^`]+)` \| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(([, name = "", why = "", licence = "", keeper = ""]) => ({ name, why, licence, keeper }));
  expect(rows.map(({ name }) => name).toSorted()).toEqual(names);
  for (const { name, why, licence, keeper } of rows) {
    expect([name, packageSchema.parse(JSON.parse(read(`node_modules/${name}/package.json`))).license]).toEqual([name, licence]);
    expect([name, why.length > 3, keeper.length > 1]).toEqual([name, true, true]);
  }
});

it("versions are exact", () => {
  const { dependencies, devDependencies } = ownSchema.parse(JSON.parse(read("package.json")));
  expect(Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

it("every test that the list of threats names exists", () => {
  const named = [...read("docs/security.md").matchAll(/`((?:test|app)\/[\w./-]+)`/g)].map(([, path]) => path ?? "");
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(resolve(checkout, path)))).toEqual([]);
});
