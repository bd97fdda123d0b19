// What comes with a variant from Shopify besides its name? Tags, collections and options, for the conditions of rules.
import { afterAll, beforeAll, expect, it } from "vitest";
import { findVariants, saveSeenVariants } from "../../app/catalog/store.server.ts";
import { seeVariants } from "../../app/views/see-variants.server.ts";
import { startTestWorld, type TestWorld } from "../support/world.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await startTestWorld();
});
afterAll(() => world.close());

it("keeps tags, collections and options of each variant as the store has them", async () => {
  const seen = await seeVariants(world.tools.admin, { id: world.shopId, domain: world.shop.domain }, { search: "", pages: 20 });
  if (seen.kind !== "seen") throw new Error("the store did not answer");
  await world.inShop((tx) => saveSeenVariants(tx, seen.variants));
  const kept = await world.inShop((tx) => findVariants(tx, seen.variants.map((one) => one.shopifyVariantId)));

  const bag = kept.find(({ sku }) => sku === "BAG-30-GRN");
  expect(bag).toMatchObject({ productTags: ["outdoor", "bulky"], collections: ["Trail"], optionValues: ["Color: Green"] });
  // The only variant of a product has no option to choose.
  expect(kept.find(({ sku }) => sku === "LAMP-USBC")).toMatchObject({ productTags: ["electric"], collections: ["Home office"], optionValues: [] });
});
