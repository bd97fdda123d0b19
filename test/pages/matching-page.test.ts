// Are suggestions accepted in bulk, through an import that can be taken back?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptSuggestions, readMatchingPage } from "../../app/views/matching-page.server.ts";
import { addVariants, click, importFile, offersOf, press, startImportWorld, type ImportWorld } from "../suppliers/offer-import-world.ts";
import { by } from "../support/story.ts";

let world: ImportWorld;
beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.close());

const page = () => world.inShop(readMatchingPage);
const accept = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return click(world, (tx) => acceptSuggestions(tx, form, { by, language: "en" }));
};

describe("matching suggestions", () => {
  it("come from rows that found no variant, are accepted from 90 on, and are undone as an import", async () => {
    await addVariants(world, [{ sku: "TEA-01" }, { sku: "MUG-02" }, { sku: "CUP-03" }]);
    await importFile(world, "SKU,Supplier,Supplier item,Cost,Currency\ntea 01,Cedar & Co,C-1,5,USD\nX-99,东方代发,MUG02,12.5,CNY\nzzz,Cedar & Co,C-3,5,USD");
    const before = await page();
    expect(before.suggestions.filter(({ variant }) => /TEA|MUG|CUP/.test(variant)).map(({ variant, supplierName, offer, confidence }) => [variant, supplierName, offer, confidence])).toEqual([
      ["Product TEA-01 · TEA-01", "Cedar & Co", "C-1, 5.00 USD", 92], ["Product MUG-02 · MUG-02", "东方代发", "MUG02, 12.50 CNY", 88],
    ]);
    expect(before.sure).toBe(1);

    const answer = await accept({ intent: "accept-sure" });
    expect(answer).toMatchObject({ kind: "done", params: { count: 1 } });
    await world.drain();
    expect((await offersOf(world)).map(({ itemId, unitCostMinor }) => [itemId, unitCostMinor])).toEqual([["C-1", 500n]]);
    expect((await page()).sure).toBe(0);

    const importId = answer.kind === "done" ? String(answer.params?.["importId"]) : "";
    await press(world, importId, { intent: "undo" });
    await world.drain();
    expect(await offersOf(world)).toEqual([]);
  });

  it("are accepted one by one, and what was chosen in vain is told", async () => {
    const mug = (await page()).suggestions.find(({ variant }) => variant.includes("MUG"));
    expect(await accept({ intent: "accept", variantId: mug?.variantId ?? "" })).toMatchObject({ kind: "done", params: { count: 1 } });
    await world.drain();
    expect((await offersOf(world)).map(({ itemId }) => itemId)).toEqual(["MUG02"]);
    expect(await accept({ intent: "accept", variantId: mug?.variantId ?? "" })).toMatchObject({ kind: "failed", code: "matching.nothing" });
  });
});
