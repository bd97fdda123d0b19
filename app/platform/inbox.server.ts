// When may a webhook be acknowledged? When it and the job that handles it are committed together.
// Whatever queues up while one commit is under way shares the next one: under load that costs half of a commit each.
import pg from "pg";
import { poolUse, type PoolUse } from "./db.server.ts";
import { newId } from "./ids.server.ts";
import type { Log } from "./log.server.ts";

export type IncomingMessageRow = {
  shopDomain: string;
  webhookId: string;
  topic: string;
  apiVersion: string;
  eventId: string | null;
  triggeredAt: string | null;
  body: Buffer;
};

export type StoredMessage = IncomingMessageRow & { id: string };

/** "known": this delivery was stored before. Only "stored" and "known" may be acknowledged. */
export type InboxOutcome = "stored" | "known" | "overloaded" | "unavailable";

type SqlClient = { query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

/** Told what became of webhooks, and of each commit that several may share. */
export type InboxWatch = {
  settled(outcome: InboxOutcome, count: number): void;
  committed(rows: number, seconds: number): void;
};

export type Inbox = {
  store(row: IncomingMessageRow): Promise<InboxOutcome>;
  pool(): PoolUse;
  /** Waits for what was accepted, then lets the connections go. */
  close(): Promise<void>;
};

export type InboxOptions = {
  url: string;
  /** Adds the jobs on the given connection, inside its transaction; only for rows that are new. */
  enqueue: (client: SqlClient, rows: readonly StoredMessage[]) => Promise<void>;
  log: Log;
  watch?: InboxWatch;
  maxQueued?: number;
  maxQueuedBytes?: number;
};

type Waiting = { row: StoredMessage; settle: (outcome: InboxOutcome) => void };

const MAX_BATCH = 64;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const COLUMNS = ["id", "shopDomain", "webhookId", "topic", "apiVersion", "eventId", "triggeredAt", "body"] as const;

export function createInbox(options: InboxOptions): Inbox {
  const { maxQueued = 1_000, maxQueuedBytes = 64 * 1024 * 1024, log } = options;
  const pool = openPool(options.url, log);
  const waiting: Waiting[] = [];
  let waitingBytes = 0;
  let flight: Promise<void> | undefined;
  let isClosed = false;

  async function flushAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = takeBatch(waiting);
      waitingBytes -= batch.reduce((sum, { row }) => sum + row.body.length, 0);
      await flush({ ...options, pool }, batch);
    }
    flight = undefined;
  }

  return {
    store: (row) => {
      const isFull = waiting.length >= maxQueued || waitingBytes + row.body.length > maxQueuedBytes;
      const refused = isClosed ? "unavailable" : isFull && waiting.length > 0 ? "overloaded" : undefined;
      if (refused) {
        options.watch?.settled(refused, 1);
        return Promise.resolve(refused);
      }
      return new Promise((settle) => {
        waiting.push({ row: { ...row, id: newId() }, settle });
        waitingBytes += row.body.length;
        flight ??= flushAll();
      });
    },
    pool: () => poolUse(pool),
    close: async () => {
      isClosed = true;
      await flight;
      await pool.end();
    },
  };
}

function openPool(url: string, log: Log): pg.Pool {
  // Shopify gives a delivery five seconds in all, so a commit that takes longer helps nobody.
  const pool = new pg.Pool({
    connectionString: url, max: 2, connectionTimeoutMillis: 2_000, statement_timeout: 3_000, query_timeout: 3_500,
    // receivedAt is a timestamp without a zone and means UTC.
    options: "-c timezone=UTC",
  });
  // The pool listens to idle connections only: one that breaks amid a commit would end the process. Its query fails by itself.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", (error) => log.warn({ err: error }, "an idle inbox connection broke"));
  return pool;
}

function takeBatch(waiting: Waiting[]): Waiting[] {
  let bytes = 0;
  let count = 0;
  for (const { row } of waiting) {
    bytes += row.body.length;
    if (count === MAX_BATCH || (count > 0 && bytes > MAX_BATCH_BYTES)) break;
    count += 1;
  }
  return waiting.splice(0, count);
}

type Writer = { pool: pg.Pool; enqueue: InboxOptions["enqueue"]; log: Log; watch?: InboxWatch };

async function flush(writer: Writer, batch: Waiting[]): Promise<void> {
  const outcomes = await commit(writer, batch.map(({ row }) => row));
  if (outcomes !== "refused" && outcomes !== "unavailable") return settleTaken(writer, batch, outcomes);
  if (outcomes === "unavailable" || batch.length === 1) {
    for (const { settle } of batch) settle("unavailable");
    writer.watch?.settled("unavailable", batch.length);
    return;
  }
  // One row that the database refuses must not fail its neighbors.
  for (const one of batch) await flush(writer, [one]);
}

function settleTaken({ watch }: Writer, batch: Waiting[], added: ReadonlySet<string>): void {
  for (const { row, settle } of batch) settle(added.has(row.id) ? "stored" : "known");
  watch?.settled("stored", added.size);
  watch?.settled("known", batch.length - added.size);
}

/** The ids of the rows that were new; or whether the rows were refused or the database did not answer. */
async function commit({ pool, enqueue, log, watch }: Writer, rows: StoredMessage[]): Promise<Set<string> | "refused" | "unavailable"> {
  let client: pg.PoolClient | undefined;
  let failure: Error | undefined;
  const startedAt = performance.now();
  try {
    client = await pool.connect();
    await client.query("begin");
    const { rows: added } = await client.query<{ id: string }>(insertStatement(rows.length), rows.flatMap(valuesOf));
    const ids = new Set(added.map(({ id }) => id));
    if (ids.size > 0) await enqueue(client, rows.filter(({ id }) => ids.has(id)));
    await client.query("commit");
    watch?.committed(rows.length, (performance.now() - startedAt) / 1000);
    return ids;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    log.error({ err: failure, rows: rows.length }, "webhooks could not be stored");
    return hasAnswered(failure) ? "refused" : "unavailable";
  } finally {
    // After a failure the connection is thrown away, and with it the open transaction.
    client?.release(failure);
  }
}

function insertStatement(count: number): string {
  const rows = Array.from({ length: count }, (_, row) => `(${COLUMNS.map((_name, column) => `$${row * COLUMNS.length + column + 1}`).join(",")})`);
  const columns = COLUMNS.map((column) => `"${column}"`).join(",");
  return `insert into "InboxMessage" (${columns}) values ${rows.join(",")} on conflict ("shopDomain", "webhookId") do nothing returning "id"`;
}

function valuesOf(row: StoredMessage): unknown[] {
  return COLUMNS.map((column) => row[column]);
}

/** An error of the statement itself, not of the connection (08), the server's state (53, 57) or a lost one (XX, 58). */
function hasAnswered(error: Error): boolean {
  const state = error instanceof pg.DatabaseError ? error.code : undefined;
  return state !== undefined && !/^(08|53|57|58|XX)/.test(state);
}
