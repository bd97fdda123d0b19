// Do quantities, levels and costs change as the official schema and the recordings say?

import { afterEach, beforeEach, expect, test } from "vitest";
import { routed, startStoreUnderTest, type StoreUnderTest } from "./store-under-test.ts";

const scopes = ["read_orders", "read_products", "read_locations", "write_inventory", "write_merchant_managed_fulfillment_orders"];
let store: StoreUnderTest;
let item: string;
let home: string;
let other: string;
beforeEach(async () => {
  store = await startStoreUnderTest({ scopes });
  const variant = (await store.shop.variants()).find(({ sku }) => sku === "POUR-SET");
  item = variant?.inventoryItemId ?? "";
  home = variant?.locationId ?? "";
  const { data } = await store.admin("{ locations(first: 5) { nodes { id } } }");
  other = (data as { locations: { nodes: { id: string }[] } }).locations.nodes.find(({ id }) => id !== home)?.id ?? "";
});
afterEach(() => store.close());

const group = "inventoryAdjustmentGroup { reason changes { name delta } } userErrors { field message code }";
const setText = `mutation M($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { ${group} } }`;
const set = (quantity: number, changeFromQuantity: number | null, key: string) => store.admin(setText, {
  key, input: { name: "available", reason: "correction", quantities: [{ inventoryItemId: item, locationId: home, quantity, changeFromQuantity }] },
});

async function available(): Promise<unknown> {
  const { data } = await store.admin("query Q($id: ID!) { inventoryItem(id: $id) { inventoryLevels(first: 5) { nodes { location { id } quantities(names: [\"available\", \"on_hand\"]) { quantity } } } variant { inventoryQuantity } } }", { id: item });
  return data;
}

test("what is available and on hand change together, and the same key changes nothing twice", async () => {
  const first = await set(105, 100, "k1");
  const again = await set(105, 100, "k1");

  expect(first.data).toEqual({ inventorySetQuantities: { inventoryAdjustmentGroup: { reason: "correction", changes: [{ name: "available", delta: 5 }, { name: "on_hand", delta: 5 }] }, userErrors: [] } });
  expect(again.data).toEqual(first.data);
  expect(await available()).toMatchObject({ inventoryItem: { inventoryLevels: { nodes: [{ quantities: [{ quantity: 105 }, { quantity: 105 }] }] }, variant: { inventoryQuantity: 105 } } });
});

test("a key used for something else, and a quantity that has changed meanwhile, are refused", async () => {
  await set(105, 100, "k1");

  const mismatch = await set(106, 105, "k1");
  const stale = await set(106, 100, "k2");

  expect(mismatch.data).toMatchObject({ inventorySetQuantities: { inventoryAdjustmentGroup: null, userErrors: [{ code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" }] } });
  expect(stale.data).toMatchObject({ inventorySetQuantities: { inventoryAdjustmentGroup: null, userErrors: [{ field: ["input", "quantities", "0", "changeFromQuantity"], code: "CHANGE_FROM_QUANTITY_STALE" }] } });
});

test("without a key, or without changeFromQuantity, nothing runs", async () => {
  const input = { name: "available", reason: "correction", quantities: [{ inventoryItemId: item, locationId: home, quantity: 1, changeFromQuantity: null }] };
  const keyless = await store.admin(`mutation M($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) { ${group} } }`, { input });
  const blind = await store.admin(setText, { key: "k", input: { ...input, quantities: [{ inventoryItemId: item, locationId: home, quantity: 1 }] } });

  expect(keyless.errors).toMatchObject([{ message: "The @idempotent directive is required for this mutation but was not provided.", extensions: { code: "BAD_REQUEST" } }]);
  expect(blind.errors).toMatchObject([{ message: "InventoryQuantityInput must include the following argument: changeFromQuantity.", extensions: { code: "INVALID_FIELD_ARGUMENTS" } }]);
  expect(await available()).toMatchObject({ inventoryItem: { variant: { inventoryQuantity: 100 } } });
});

test("stocked at another location and ended at the first, new orders ship from there; the last location stays", async () => {
  const activate = "mutation M($item: ID!, $location: ID!, $key: String!) { inventoryActivate(inventoryItemId: $item, locationId: $location, available: 7) @idempotent(key: $key) { inventoryLevel { id isActive } userErrors { field message } } }";
  const deactivate = "mutation M($id: ID!) { inventoryDeactivate(inventoryLevelId: $id) { userErrors { field message } } }";
  const levels = "query Q($id: ID!) { inventoryItem(id: $id) { inventoryLevels(first: 5) { nodes { id location { id } } } } }";

  const activated = await store.admin(activate, { item, location: other, key: "k1" });
  expect(activated.data).toMatchObject({ inventoryActivate: { inventoryLevel: { isActive: true }, userErrors: [] } });
  const twice = await store.admin(activate, { item, location: other, key: "k2" });
  expect(twice.data).toMatchObject({ inventoryActivate: { userErrors: [{ field: ["available"], message: "Not allowed to set available quantity when the item is already active at the location." }] } });

  const { data } = await store.admin(levels, { id: item });
  const nodes = (data as { inventoryItem: { inventoryLevels: { nodes: { id: string; location: { id: string } }[] } } }).inventoryItem.inventoryLevels.nodes;
  const at = (location: string) => nodes.find((node) => node.location.id === location)?.id;
  expect((await store.admin(deactivate, { id: at(home) })).data).toEqual({ inventoryDeactivate: { userErrors: [] } });
  expect((await store.admin(deactivate, { id: at(other) })).data).toMatchObject({ inventoryDeactivate: { userErrors: [{ message: expect.stringContaining("stocked at a minimum of 1 location") }] } });

  const order = await store.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 1 }] });
  expect((await routed(store, order.id)).fulfillmentOrders.map(({ locationId }) => locationId)).toEqual([other]);
});

test("what an item costs is written and read; a negative cost is refused", async () => {
  const text = "mutation M($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) { inventoryItem { unitCost { amount currencyCode } } userErrors { field message } } }";

  expect((await store.admin(text, { id: item, input: { cost: "12.34" } })).data).toEqual({ inventoryItemUpdate: { inventoryItem: { unitCost: { amount: "12.34", currencyCode: "USD" } }, userErrors: [] } });
  expect((await store.admin(text, { id: item, input: { cost: "-5.00" } })).data).toEqual({ inventoryItemUpdate: { inventoryItem: null, userErrors: [{ field: ["input", "cost"], message: "Cost must be greater than or equal to 0" }] } });
});
