// The database is put back to an earlier moment, as from a backup, while Shopify and the suppliers remember everything since.
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type pg from "pg";
import { withClient } from "../../scripts/database-roles.ts";
import { bookedFor, enqueue, shippedIn } from "../support/story.ts";
import { startStoryScene, type StoryScene } from "./scene.ts";
import { whatIsBroken } from "./invariants.ts";

let story: StoryScene;
/** The app's clock runs ahead of the store's: the sweep leaves the newest minute to the webhooks. */
let aheadMs = 0;
beforeAll(async () => {
  story = await startStoryScene({ now: () => new Date(Date.now() + aheadMs) });
});
afterAll(() => story.close());

const asAdmin = (work: (client: pg.Client) => Promise<void>) => {
  const url = new URL(inject("postgres").adminUrl);
  url.pathname = new URL(story.tools.env.DATABASE_URL).pathname;
  return withClient(url.href, work);
};

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'");
  return rows.map(({ name }) => `"${name}"`);
}

const backUp = () => asAdmin(async (client) => {
  await client.query("create schema backup");
  for (const table of await tablesOf(client)) await client.query(`create table backup.${table} as table public.${table}`);
});

/** Every row as it was, in one transaction and without checks between tables; the queue had nothing to do at that moment. */
const restore = () => asAdmin(async (client) => {
  const tables = await tablesOf(client);
  await client.query("begin; set local session_replication_role = replica");
  await client.query(`truncate ${tables.map((table) => `public.${table}`).join(", ")} cascade`);
  for (const table of tables) await client.query(`insert into public.${table} table backup.${table}`);
  await client.query("delete from pgboss.job; commit");
});

const order = (quantity: number) => story.shop.placeOrder({ lines: [{ sku: "POUR-SET", quantity }] });

describe("a restored database", () => {
  it("F43 forgets an order that is with its supplier, and a parcel that the store shows: neither is bought or told a second time", async () => {
    const earlier = await order(1);
    await story.drain();
    await backUp();
    const [known] = await bookedFor(story.harbor, earlier.name);
    const since = await order(2);
    await story.drain();
    await story.harbor.client.ship(known?.reference ?? "");
    await story.drain();
    expect(shippedIn(await story.shop.order(earlier.id))).toHaveLength(1);

    await restore();
    expect(await story.inShop((tx) => tx.db.order.count({ where: { name: since.name } }))).toBe(0);
    aheadMs = 10 * 60_000;
    for (const step of ["sweep-orders", "find-suppliers-to-poll", "retry-write-backs"]) await enqueue(story, step);
    await story.drain({ later: true });

    expect(await bookedFor(story.harbor, since.name)).toMatchObject([{ lines: ["HG-POUR-SET × 2"] }]);
    expect(await story.inShop((tx) => tx.db.supplierOrder.findMany({ where: { orderName: since.name }, select: { state: true } }))).toEqual([{ state: "ACCEPTED" }]);
    expect(shippedIn(await story.shop.order(earlier.id))).toHaveLength(1);
    // What was acknowledged after the backup is gone with it; the sweep has made up for that.
    expect((await whatIsBroken(story.scene)).filter((line) => !line.startsWith("I1"))).toEqual([]);
  });
});
