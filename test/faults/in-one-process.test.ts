// Faults of the database, of Shopify and of the clock that need no process of their own: the app's parts run in this one.
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { withClient } from "../../scripts/database-roles.ts";
import { tick } from "../../app/worker.server.ts";
import { installOther } from "../support/other-shop.ts";
import { bookedFor, callsOf, enqueue, letTimePass, openJobs, shippedIn } from "../support/story.ts";
import { effort } from "./effort.ts";
import { everythingHolds, startStoryScene, type StoryScene } from "./scene.ts";

let story: StoryScene;
/** Milliseconds that the app's clock is off. */
let skew = 0;
beforeAll(async () => {
  story = await startStoryScene({ now: () => new Date(Date.now() + skew) });
});
afterEach(async () => {
  skew = 0;
  await story.shop.clearFaults();
  await story.drain({ later: true });
  await everythingHolds(story.scene);
});
afterAll(() => story.close());

const place = (sku = "POUR-SET", quantity = 1) => story.shop.placeOrder({ lines: [{ sku, quantity }] });

/** From the order to its parcel in the store. */
async function shipped(order: { id: string; name: string }): Promise<void> {
  const [booked] = await bookedFor(story.harbor, order.name);
  await story.harbor.client.ship(booked?.reference ?? "");
  // A push whose signature is a day old by our clock is turned away; asking the supplier needs no clock.
  await enqueue(story, "find-suppliers-to-poll");
  await story.drain({ later: true });
  expect(shippedIn(await story.shop.order(order.id))).toHaveLength(1);
}

/** The database itself ends the next writes to these tables so, as it does where two transactions get in each other's way. */
async function failNextWrites(state: "40P01" | "40001", tables: readonly string[], times: number): Promise<() => Promise<number>> {
  const admin = new URL(inject("postgres").adminUrl);
  admin.pathname = new URL(story.tools.env.DATABASE_URL).pathname;
  // A sequence counts also what is rolled back.
  await withClient(admin.href, async (client) => {
    await client.query(`create sequence fault_count; grant usage on sequence fault_count to public;
      create function fail_some() returns trigger language plpgsql as $$ begin
        if nextval('fault_count') <= ${times} then raise exception 'forced by the test' using errcode = '${state}'; end if;
        return new;
      end $$`);
    for (const table of tables) await client.query(`create trigger fail_some before insert or update on "${table}" for each row execute function fail_some()`);
  });
  return () => withClient(admin.href, async (client) => {
    const { rows } = await client.query<{ count: string }>("select last_value as count from fault_count");
    for (const table of tables) await client.query(`drop trigger fail_some on "${table}"`);
    await client.query("drop function fail_some(); drop sequence fault_count");
    return Number(rows[0]?.count);
  });
}

describe("the database gives a transaction up", () => {
  it.each(["40P01", "40001"] as const)("F8 with %s, a deadlock or a serialization failure: each step is done once, after a bounded number of tries", async (state) => {
    const end = await failNextWrites(state, ["Order", "SupplierOrder", "Allocation", "Fulfillment"], 4);
    const order = await place();
    await story.drain({ later: true });
    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.ship(booked?.reference ?? "");
    await story.drain({ later: true });
    expect(await end()).toBeGreaterThan(4);
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-POUR-SET × 1"] }]);
    expect(shippedIn(await story.shop.order(order.id))).toHaveLength(1);
    expect(await openJobs(story)).toEqual([]);
  });
});

describe("Shopify", () => {
  it.each(effort<readonly ("slow-down" | "error500" | "hang")[]>(["slow-down", "error500"], ["slow-down", "error500", "hang"]))("F10 answers %s: the order waits and goes later, and another shop's goes meanwhile", async (kind) => {
    const other = story.store.shop("other.myshopify.com");
    const otherId = await installOther(story);
    const times = kind === "hang" ? 1 : 3;
    await story.shop.addFaults({ graphql: [{ kind, root: "nodes", times, shop: story.shop.domain }] });
    const order = await place();
    const [variant] = await other.variants();
    const theirs = await other.placeOrder({ lines: [{ sku: variant?.sku ?? "", quantity: 1 }] });
    await story.drain();
    const confirmed = await story.tools.database.inShop(otherId, (tx) => tx.db.order.findFirstOrThrow({ where: { shopifyOrderId: theirs.id }, select: { confirmedAt: true } }));
    expect(confirmed.confirmedAt).not.toBeNull();
    await story.drain({ later: true });
    expect((await story.shop.calls()).filter(({ fault }) => fault === kind)).toHaveLength(times);
    expect(await bookedFor(story.harbor, order.name)).toHaveLength(1);
    await shipped(order);
  });

  it("F11 says THROTTLED with status 200: a call is waited for, none is taken for done, and each is made once", async () => {
    const order = await place();
    await story.drain({ later: true });
    const before = await callsOf(story, "fulfillmentCreate");
    await story.shop.addFaults({ graphql: [{ kind: "throttled", root: "fulfillmentCreate", times: 4, shop: story.shop.domain }] });
    const [booked] = await bookedFor(story.harbor, order.name);
    await story.harbor.client.ship(booked?.reference ?? "");
    await story.drain();
    expect(shippedIn(await story.shop.order(order.id))).toEqual([]);
    const [row] = await story.inShop((tx) => tx.db.fulfillment.findMany({ orderBy: { plannedAt: "desc" }, take: 1, select: { state: true } }));
    expect(row?.state).not.toBe("CREATED");
    await story.drain({ later: true });
    expect(shippedIn(await story.shop.order(order.id))).toHaveLength(1);
    const calls = (await story.shop.calls()).filter(({ roots }) => roots.includes("fulfillmentCreate")).slice(before);
    expect([calls.filter(({ fault }) => fault === "throttled").length, calls.filter(({ fault }) => fault === null).length]).toEqual([4, 1]);
  });
});

describe("the clock", () => {
  const dayMs = 24 * 3_600_000;

  it.each([["a day fast", dayMs], ["a day slow", -dayMs]])("F21 is %s: an order goes its whole way, and an unknown one is not asked about before its time", async (_, offMs) => {
    skew = offMs;
    const order = await place();
    await story.drain({ later: true });
    await shipped(order);
    await story.harbor.client.addFault({ answer: "cut", when: "after" });
    const lost = await place();
    await story.drain();
    // Its second look waits in the database, by the database's clock.
    skew = -offMs;
    await story.drain();
    const [unknown] = await bookedFor(story.harbor, lost.name);
    expect(unknown?.lookUps).toBe(0);
    await letTimePass(story, "submit-supplier-order");
    expect(await bookedFor(story.harbor, lost.name)).toMatchObject([{ lines: ["HG-POUR-SET × 1"], lookUps: 1 }]);
  });

  it("F21 jumps between every two steps, also over both changes of summer time: nothing is sent twice", async () => {
    const jumps = ["2026-03-08T06:59:59Z", "2026-03-08T07:00:01Z", "2026-11-01T05:59:59Z", "2026-11-01T06:00:01Z", "2026-10-25T00:59:59Z", "2026-10-25T01:00:01Z"].map((text) => Date.parse(text) - Date.now());
    const order = await place("SCARF-RED", 2);
    for (const jump of [...jumps, ...jumps.toReversed()]) {
      skew = jump;
      await tick(story.tools);
      await story.drain();
    }
    await story.drain({ later: true });
    expect(await bookedFor(story.harbor, order.name)).toMatchObject([{ lines: ["HG-SCARF-RED × 2"] }]);
    skew = 0;
    await shipped(order);
  });
});
