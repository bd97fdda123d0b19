import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createInbox, type Inbox, type IncomingMessageRow, type StoredMessage } from "../../app/platform/inbox.server.ts";
import { createLog } from "../../app/platform/log.server.ts";
import { installQueues, openQueue } from "../../app/platform/queue.server.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

const log = createLog("silent");
let db: TestDatabase;
const opened: Inbox[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((inbox) => inbox.close()));
});
afterAll(() => db.close());

const delivery = (changes: Partial<IncomingMessageRow> = {}): IncomingMessageRow => ({
  shopDomain: "demo.myshopify.com", webhookId: randomUUID(), topic: "orders/create", apiVersion: "2026-10",
  eventId: null, triggeredAt: null, body: Buffer.from('{"a":1}'), ...changes,
});

type Enqueue = Parameters<typeof createInbox>[0]["enqueue"];

function openInbox(options: { enqueue?: Enqueue; url?: string; maxQueued?: number; maxQueuedBytes?: number } = {}) {
  const batches: StoredMessage[][] = [];
  const enqueue: Enqueue = options.enqueue ?? ((_client, rows) => Promise.resolve(void batches.push([...rows])));
  const inbox = createInbox({ url: db.urls.app, log, ...options, enqueue });
  opened.push(inbox);
  return { inbox, batches };
}

const rowsOf = (webhookId: string) => db.database.withoutShop.inboxMessage.findMany({ where: { webhookId } });

describe("the inbox", () => {
  it("keeps a delivery byte for byte, with the moment in UTC", async () => {
    const row = delivery({ body: Buffer.from([0, 255, 10, 13]), eventId: "event", triggeredAt: "2026-10-01T00:00:00Z" });

    expect(await openInbox().inbox.store(row)).toBe("stored");

    const [kept] = await rowsOf(row.webhookId);
    expect(Buffer.from(kept?.body ?? [])).toEqual(row.body);
    expect(kept).toMatchObject({ topic: "orders/create", eventId: "event", triggeredAt: "2026-10-01T00:00:00Z", handledAt: null });
    expect(Math.abs((kept?.receivedAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it("keeps two equal deliveries at once as one row with one job", async () => {
    const row = delivery();
    const { inbox, batches } = openInbox();

    const outcomes = await Promise.all([inbox.store(row), inbox.store(row), inbox.store(row)]);

    expect(outcomes.toSorted()).toEqual(["known", "known", "stored"]);
    expect((await rowsOf(row.webhookId)).map(({ id }) => id)).toEqual(batches.flat().map(({ id }) => id));
  });

  it("keeps equal deliveries that arrive at two processes as one row with one job", async () => {
    const row = delivery();
    const [one, two] = [openInbox(), openInbox()];

    const outcomes = await Promise.all([one.inbox.store(row), two.inbox.store(row)]);

    expect(outcomes.toSorted()).toEqual(["known", "stored"]);
    expect([...one.batches, ...two.batches].flat().length).toBe(1);
  });

  it("keeps the same webhook id of another shop apart", async () => {
    const row = delivery();
    const { inbox } = openInbox();

    await inbox.store(row);

    expect(await inbox.store({ ...row, shopDomain: "other.myshopify.com" })).toBe("stored");
  });

  it("shares commits between deliveries that arrive while one is under way", async () => {
    const { inbox, batches } = openInbox();

    const outcomes = await Promise.all(Array.from({ length: 200 }, () => inbox.store(delivery())));

    expect(new Set(outcomes)).toEqual(new Set(["stored"]));
    expect(batches.length).toBeLessThan(20);
    expect(Math.max(...batches.map((batch) => batch.length))).toBe(64);
  });

  it("refuses a row that the database cannot hold, and keeps its neighbors", async () => {
    const { inbox } = openInbox();
    const rows = [delivery(), delivery({ topic: "orders/\u0000" }), delivery(), delivery()];

    const [first, ...outcomes] = await Promise.all([inbox.store(delivery()), ...rows.map((row) => inbox.store(row))]);

    expect([first, ...outcomes]).toEqual(["stored", "stored", "unavailable", "stored", "stored"]);
  });

  it("keeps nothing whose job could not be added, and does not let it fail its neighbors", async () => {
    const bad = delivery({ topic: "app/bad" });
    const { inbox } = openInbox({
      enqueue: async (client, rows) => {
        if (rows.some(({ topic }) => topic === "app/bad")) await client.query("select 1/0");
      },
    });
    const good = delivery();

    const outcomes = await Promise.all([inbox.store(delivery()), inbox.store(bad), inbox.store(good)]);

    expect(outcomes).toEqual(["stored", "unavailable", "stored"]);
    expect(await rowsOf(bad.webhookId)).toEqual([]);
    expect(await rowsOf(good.webhookId)).toHaveLength(1);
  });

  it("says that the database is away, and works again when it is back", async () => {
    const url = new URL(db.urls.app);
    url.port = "1";

    expect(await openInbox({ url: url.href }).inbox.store(delivery())).toBe("unavailable");
  });

  it("survives its connections being cut", async () => {
    const { inbox } = openInbox();
    await inbox.store(delivery());

    await db.database.prisma.$queryRaw`select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid() and datname = current_database()`;
    await inbox.store(delivery());

    expect(await inbox.store(delivery())).toBe("stored");
  });

  it("turns deliveries away rather than queueing without end", async () => {
    const { inbox } = openInbox({ maxQueued: 3 });

    const outcomes = await Promise.all(Array.from({ length: 10 }, () => inbox.store(delivery())));

    expect(outcomes.filter((outcome) => outcome === "overloaded").length).toBeGreaterThan(0);
    expect(outcomes.filter((outcome) => outcome === "stored").length).toBeGreaterThanOrEqual(3);
  });

  it("takes one delivery that is bigger than its whole queue may be", async () => {
    const { inbox } = openInbox({ maxQueuedBytes: 10 });

    expect(await inbox.store(delivery({ body: Buffer.alloc(1_000) }))).toBe("stored");
  });

  it("finishes what it accepted before it closes, and takes nothing afterwards", async () => {
    const { inbox } = openInbox();
    const accepted = Promise.all(Array.from({ length: 100 }, () => inbox.store(delivery())));

    await inbox.close();
    opened.length = 0;

    expect(new Set(await accepted)).toEqual(new Set(["stored"]));
    expect(await inbox.store(delivery())).toBe("unavailable");
  });
});

it("a stored delivery and its job in the real queue exist together", async () => {
  await installQueues(db.urls.queue, [{ name: "webhook" }]);
  const queue = await openQueue(db.urls.app, log);
  const { inbox } = openInbox({
    enqueue: (client, rows) => {
      const jobs = rows.map(({ id, shopDomain, topic }) => ({ data: { inboxId: id, shopDomain, topic }, group: { id: shopDomain } }));
      return queue.enqueueOn({ executeSql: (text, values) => client.query(text, values) }, "webhook", jobs);
    },
  });
  const row = delivery();

  await inbox.store(row);
  await inbox.store(row);
  const jobs = await queue.boss.fetch("webhook", { batchSize: 10 });

  const [kept] = await rowsOf(row.webhookId);
  await queue.close();
  expect(jobs.map(({ data }) => data)).toEqual([{ inboxId: kept?.id, shopDomain: row.shopDomain, topic: row.topic }]);
});
