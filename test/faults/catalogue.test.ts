// Is every row of the catalogue broken by a test, and does every test of this folder break a row?
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { rowsOf, testsIn } from "./tests-in.ts";

const checkout = resolve(import.meta.dirname, "../..");
const own = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.ts") && name !== "catalogue.test.ts");
const suite = own.flatMap((file) => testsIn(join(import.meta.dirname, file)).map((name) => ({ file, name })));

describe("the catalogue of faults", () => {
  it("has the 43 rows, each once and in order", () => {
    expect(catalogue.map(({ id }) => id)).toEqual(Array.from({ length: 43 }, (_, index) => `F${index + 1}`));
  });

  it("names for each row a test of this folder or one that stands elsewhere, and that test exists", () => {
    const missing = catalogue.flatMap(({ id, here = [], elsewhere = [] }) => {
      const empty = here.filter((wanted) => !suite.some(({ file, name }) => file === wanted && rowsOf(name).includes(id)));
      const gone = elsewhere.filter(({ file, test }) => !existsSync(join(checkout, file)) || !testsIn(join(checkout, file)).includes(test));
      return [
        ...empty.map((file) => `${id}: no test in ${file}`),
        ...(here.length + elsewhere.length === 0 ? [`${id}: no test at all`] : []),
        ...gone.map(({ file, test }) => `${id}: ${file} has no "${test}"`),
      ];
    });
    expect(missing).toEqual([]);
  });

  it("knows every test of this folder: its name begins with the row that it breaks", () => {
    const rowHere = new Set(catalogue.flatMap(({ id, here = [] }) => here.map((file) => `${id} ${file}`)));
    const strays = suite.filter(({ file, name }) => rowsOf(name).length === 0 || rowsOf(name).some((id) => !rowHere.has(`${id} ${file}`)));
    expect(strays).toEqual([]);
  });
});
