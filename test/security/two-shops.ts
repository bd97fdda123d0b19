// One shop with a row in every table and a story behind it, and a second one whose owner asks for them by their ids.
import { withClient } from "../../scripts/database-roles.ts";
import { fillEveryTable } from "../support/every-table.ts";
import { installOther } from "../support/other-shop.ts";
import { startStory, type Story } from "../support/story.ts";
import { map } from "../support/world.ts";

export const stranger = "other.myshopify.com";
export const buyer = { firstName: "Zuleika", lastName: "Quintessa", email: "zuleika@example.com" };

export type TwoShops = {
  readonly story: Story;
  readonly strangerId: string;
  /** The first shop's id for a name as forms, addresses and jobs use it: orderId, batchId, shopifyOrderId. */
  idFor(name: string): string;
  /** By which the first shop's supplier knows its order. */
  readonly reference: string;
  /** What only the first shop knows; none of it may be in an answer to the other. */
  readonly secrets: readonly string[];
};

/** Names that do not say their table. */
const tableOf: Record<string, string> = {
  batchId: "SupplierBatch", importId: "OfferImport", import: "OfferImport", changeId: "SupplierOrderChange", requestId: "FulfillmentRequest", taskId: "PrivacyTask",
  viewId: "SavedView", holdId: "OrderHold", switchId: "ModeSwitch", planId: "RoutingPlan", givenId: "GivenDetails", sweepId: "OrderSweep", draftId: "SupplierOrder",
  variant: "Variant", supplier: "Supplier", orders: "SupplierOrder", parcel: "Parcel", inboxId: "InboxMessage",
};
/** orderId is a row of Order; a table may also be named itself. */
const usualTable = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replace(/Id$/, "")}`;

export async function openTwoShops(): Promise<TwoShops> {
  const story = await startStory();
  await map(story, "POUR-SET", { supplierId: story.harborId, itemId: "HG-POUR-SET" });
  const placed = await story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity: 2 }, { sku: "LAMP-USBC", quantity: 1 }], buyer });
  await story.drain();
  const reference = (await story.inShop((tx) => tx.db.supplierOrder.findFirstOrThrow())).reference;
  await story.harbor.client.ship(reference, [{ carrier: "ups", lines: [{ lineReference: "1", quantity: 1 }] }]);
  await story.drain();
  const ids = await readIds(story);
  // What the story left out: a row of the first shop in each table, all with one id.
  await fillEveryTable(story.postgresUrl, story.shopId);
  for (const [table, id] of await readIds(story)) if (!ids.has(table)) ids.set(table, id);
  const strangerId = await installOther(story);
  await story.drain();
  const idFor = (name: string): string => {
    if (name === "shopifyOrderId") return placed.id;
    const id = ids.get(tableOf[name] ?? usualTable(name));
    if (id === undefined) throw new Error(`say in tableOf of which table ${name} is`);
    return id;
  };
  return { story, strangerId, idFor, reference, secrets: [`text-${story.shopId}`, buyer.firstName, buyer.lastName, buyer.email, story.harbor.name, placed.id, reference] };
}

const TABLES = `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity order by 1`;

async function readIds({ postgresUrl, shopId, shop }: Story): Promise<Map<string, string>> {
  return await withClient(postgresUrl, async (client) => {
    const ids = new Map<string, string>();
    for (const { name } of (await client.query<{ name: string }>(TABLES)).rows) {
      const { rows } = await client.query<{ id?: string }>(`select * from "${name}" where "shopId" = $1 limit 1`, [shopId]);
      if (rows[0]?.id !== undefined) ids.set(name, rows[0].id);
    }
    const { rows } = await client.query<{ id: string }>(`select id from "InboxMessage" where "shopDomain" = $1 and topic = 'orders/create' limit 1`, [shop.domain]);
    if (rows[0]) ids.set("InboxMessage", rows[0].id);
    return ids;
  });
}

/** Everything of the first shop's that a stranger could have changed: rows, jobs, and what its store and suppliers were told. */
export async function stateOfFirst({ story }: TwoShops): Promise<Record<string, string>> {
  const { postgresUrl, shopId, shop } = story;
  const state: Record<string, string> = {};
  await withClient(postgresUrl, async (client) => {
    const hash = async (name: string, sql: string, values: readonly string[]) => {
      const { rows } = await client.query<{ state: string | null }>(`select md5(string_agg(t::text, '|' order by t::text)) as state from (${sql}) t`, [...values]);
      state[name] = rows[0]?.state ?? "empty";
    };
    for (const { name } of (await client.query<{ name: string }>(TABLES)).rows) await hash(name, `select * from "${name}" where "shopId" = $1`, [shopId]);
    await hash("Shop", `select * from "Shop" where id = $1`, [shopId]);
    await hash("Session", `select * from "Session" where shop = $1`, [shop.domain]);
    await hash("InboxMessage", `select id, body, "handledAt" from "InboxMessage" where "shopDomain" = $1`, [shop.domain]);
    await hash("jobs", `select id, state, data from pgboss.job where data->>'shopId' = $1`, [shopId]);
  });
  state["store"] = String((await shop.calls()).length);
  for (const supplier of story.suppliers) state[supplier.name] = JSON.stringify([await supplier.client.readBook(), (await supplier.client.readCalls()).length]);
  return state;
}

/** Tables in which the stranger's shop now holds something of the first one's buyer. */
export async function tracesWithStranger({ story, strangerId }: TwoShops): Promise<string[]> {
  return await withClient(story.postgresUrl, async (client) => {
    const traces: string[] = [];
    for (const { name } of (await client.query<{ name: string }>(TABLES)).rows) {
      const { rows } = await client.query<{ found: boolean }>(`select exists (select from "${name}" t where "shopId" = $1 and t::text ~* $2) as found`, [strangerId, `${buyer.firstName}|${buyer.lastName}`]);
      if (rows[0]?.found) traces.push(name);
    }
    return traces;
  });
}
