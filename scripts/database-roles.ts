// Who may do what in the database?
// daifa_owner migrates and owns the tables, daifa_boss owns the queue's schema, daifa_app runs the app and owns
// nothing: policies bind neither superusers nor roles that bypass them, so the app is never one of those.
import pg from "pg";
import type { Passwords } from "./database-folder.ts";

/** app: DATABASE_URL, owner: DATABASE_OWNER_URL, queue: DATABASE_QUEUE_URL. */
export type DatabaseUrls = { readonly app: string; readonly owner: string; readonly queue: string };
export type Server = { readonly host: string; readonly port: number; readonly passwords: Passwords };

const ROLES = ["daifa_owner", "daifa_app", "daifa_boss"] as const;
/** Any number will do as long as nobody else in this database uses it. */
const SETUP_LOCK = 7_301_001;

export function urlsFor({ host, port, passwords }: Server, database: string): DatabaseUrls {
  const url = (role: (typeof ROLES)[number]) => `postgresql://${role}:${passwords[role]}@${host}:${port}/${database}`;
  return { app: url("daifa_app"), owner: url("daifa_owner"), queue: url("daifa_boss") };
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createMissingRoles(client: pg.Client, passwords: Passwords): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>("select rolname from pg_roles where rolname = any($1)", [ROLES]);
  const present = new Set(rows.map((row) => row.rolname));
  for (const role of ROLES.filter((name) => !present.has(name))) {
    await client.query(`create role ${role} login nosuperuser nobypassrls password ${client.escapeLiteral(passwords[role])}`);
  }
}

async function createMissingDatabase(client: pg.Client, database: string): Promise<void> {
  const { rows } = await client.query("select 1 from pg_database where datname = $1", [database]);
  if (rows.length === 0) await client.query(`create database ${client.escapeIdentifier(database)} owner daifa_owner`);
}

/** Run twice, or by two processes at once, it does nothing the second time. */
export async function createDatabaseWithRoles(adminUrl: (database: string) => string, database: string, passwords: Passwords): Promise<void> {
  await withClient(adminUrl("postgres"), async (client) => {
    await client.query("select pg_advisory_lock($1)", [SETUP_LOCK]);
    await createMissingRoles(client, passwords);
    await createMissingDatabase(client, database);
    await withClient(adminUrl(database), (inside) => inside.query("create schema if not exists pgboss authorization daifa_boss"));
  });
}
