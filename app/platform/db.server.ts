// How does code reach the database, and how does it stay inside one shop?
// Row-level security answers with the rows of the shop that the transaction names; without a name there are none.
// Tables known before a tenant is (shops, sessions, inbox) have no policy and are reached through `withoutShop`.
import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@prisma/client";
import pg from "pg";
import { BugError } from "./errors.ts";

/** One shop, one transaction: what every store is given, and all that it may use. */
export type ShopTransaction = {
  readonly shopId: string;
  readonly db: Prisma.TransactionClient;
};

/** The tables without a policy, and raw statements on them. */
export type SharedTables = Pick<
  Prisma.TransactionClient,
  "shop" | "session" | "inboxMessage" | "$queryRaw" | "$executeRaw" | "$queryRawUnsafe" | "$executeRawUnsafe"
>;

export type TransactionOptions = {
  /** How long the whole transaction may take. */
  readonly timeoutMs?: number;
  /** How long it may wait for a free connection. */
  readonly maxWaitMs?: number;
  /** How long it may wait for one lock. */
  readonly lockTimeoutMs?: number;
};

export type Database = {
  /** Runs the work in one transaction that sees and changes this shop only. What throws inside is rolled back. */
  inShop<T>(shopId: string, work: (tx: ShopTransaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  readonly withoutShop: SharedTables;
  /** One transaction over the tables without a policy: a webhook and the job that handles it commit together. */
  inSharedTables<T>(work: (tx: SharedTables) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** For the session storage library, which asks for the whole client. */
  readonly prisma: PrismaClient;
  pool(): PoolUse;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** Connections of one pool, and how many requests wait for one. */
export type PoolUse = { readonly open: number; readonly idle: number; readonly waiting: number };

export const poolUse = ({ totalCount: open, idleCount: idle, waitingCount: waiting }: pg.Pool): PoolUse => ({ open, idle, waiting });

export type DatabaseOptions = {
  readonly url: string;
  readonly maxConnections: number;
  /** A connection that broke while idle: the pool replaces it, the log should know. */
  readonly onConnectionError?: (error: Error) => void;
};

const TRANSACTION_LIMIT_MS = 15_000;
const WAIT_FOR_CONNECTION_MS = 10_000;
const WAIT_FOR_LOCK_MS = 5_000;

function openPool({ url, maxConnections, onConnectionError }: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, connectionTimeoutMillis: WAIT_FOR_CONNECTION_MS });
  // Without a listener a database that goes away would end the process.
  pool.on("error", (error) => onConnectionError?.(error));
  return pool;
}

/** Local to the transaction: the pooled connection keeps neither the shop nor the limits. */
async function limitTransaction(db: Prisma.TransactionClient, shopId: string, options: TransactionOptions): Promise<void> {
  const statementMs = String(options.timeoutMs ?? TRANSACTION_LIMIT_MS);
  const lockMs = String(options.lockTimeoutMs ?? WAIT_FOR_LOCK_MS);
  await db.$executeRaw`select set_config('app.shop', ${shopId}, true), set_config('timezone', 'UTC', true),
    set_config('statement_timeout', ${statementMs}, true), set_config('lock_timeout', ${lockMs}, true)`;
}

export function createDatabase(options: DatabaseOptions): Database {
  const pool = openPool(options);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

  function run<T>(shopId: string, work: (db: Prisma.TransactionClient) => Promise<T>, limits: TransactionOptions): Promise<T> {
    return prisma.$transaction(
      async (db) => {
        await limitTransaction(db, shopId, limits);
        return await work(db);
      },
      { maxWait: limits.maxWaitMs ?? WAIT_FOR_CONNECTION_MS, timeout: limits.timeoutMs ?? TRANSACTION_LIMIT_MS },
    );
  }

  return {
    inShop: async (shopId, work, limits = {}) => {
      if (shopId === "") throw new BugError("a transaction needs a shop");
      return await run(shopId, (db) => work({ shopId, db }), limits);
    },
    withoutShop: prisma,
    inSharedTables: (work, limits = {}) => run("", work, limits),
    prisma,
    pool: () => poolUse(pool),
    ping: async () => {
      await prisma.$queryRaw`select 1`;
    },
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Two different keys may share a lock by chance; they then wait for each other, nothing worse. */
async function lock({ db }: ShopTransaction, key: string): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/** Until the transaction ends, no other that calls this for the same shop goes on. */
export async function lockShop(tx: ShopTransaction): Promise<void> {
  await lock(tx, `shop:${tx.shopId}`);
}

/** Until the transaction ends, no other that calls this for the same order goes on. */
export async function lockOrder(tx: ShopTransaction, orderId: string): Promise<void> {
  await lock(tx, `order:${tx.shopId}:${orderId}`);
}

/** The same for the sheets of one supplier: two orders at once make one sheet, and none slips into one that just left. */
export async function lockSheets(tx: ShopTransaction, supplierId: string): Promise<void> {
  await lock(tx, `sheets:${tx.shopId}:${supplierId}`);
}
