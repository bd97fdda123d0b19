// Every column of every table that may hold words, filled with one mark: whatever is left of it can then be found.
// All rows of one set share one id, so that they point to each other as one order's rows do.
import { newId } from "../../app/platform/ids.server.ts";
import { withClient } from "../../scripts/database-roles.ts";

export type MarkedSet = {
  readonly shopId: string;
  readonly mark: string;
  /** Shopify's number of the order. */
  readonly orderNumber: string;
  /** SQL values of single columns, by "Table.column". */
  readonly values?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
};

type ColumnRow = { table: string; column: string; type: string; required: boolean; label: string | null };

const COLUMNS = `
  select c.relname as "table", a.attname as "column", t.typname as type, a.attnotnull and not a.atthasdef as required,
    (select enumlabel from pg_enum e where e.enumtypid = a.atttypid order by enumsortorder limit 1) as label
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity and a.attnum > 0 and not a.attisdropped`;

const wordTypes = new Set(["text", "_text", "jsonb", "bytea", "uuid"]);

/** A finished order: one unit, shipped in one parcel, written back. */
const finished: Readonly<Record<string, string>> = {
  "SupplierOrder.state": "'SHIPPED'", "Allocation.state": "'SHIPPED'", "Fulfillment.state": "'CREATED'", "Order.financialStatus": "'PAID'",
  "Order.confirmedUnits": "1", "Order.confirmedAt": "now()", "OrderCheck.findings": "'[]'", "RoutingCandidate.reasons": "'[]'",
};

function valueOf({ table, column, type, label }: ColumnRow, set: MarkedSet, id: string): string {
  const given = { ...finished, ...set.values }[`${table}.${column}`];
  if (given !== undefined) return given;
  if (column === "shopId") return `'${set.shopId}'`;
  if (column === "shopifyOrderId") return `'gid://shopify/Order/${set.orderNumber}'`;
  if (column === "shopifyOrderIds") return `'{gid://shopify/Order/${set.orderNumber}}'`;
  if (type === "jsonb") return `'{"supplier": "Sample Factory", "message": "${set.mark}"}'`;
  if (label !== null) return `'${label}'`;
  const samples: Record<string, string> = {
    text: `'${set.mark}'`, _text: `'{${set.mark}}'`, bytea: `'${set.mark}'`, uuid: `'${id}'`, int4: "1", int8: "1", numeric: "1", bool: "false",
    timestamp: "now()", date: "now()",
  };
  return samples[type] ?? "'{}'";
}

/** Returns the id of all its rows. What a shop has only once is left as an earlier set made it. */
export async function insertMarkedRows(adminUrl: string, set: MarkedSet): Promise<string> {
  const id = newId();
  const known = { ...finished, ...set.values };
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<ColumnRow>(COLUMNS);
    const wanted = rows.filter((row) => row.required || wordTypes.has(row.type) || known[`${row.table}.${row.column}`] !== undefined);
    await client.query("set session_replication_role = replica");
    for (const [table, columns] of Map.groupBy(wanted, (column) => column.table)) {
      if (set.without?.includes(table)) continue;
      const names = columns.map(({ column }) => `"${column}"`).join(", ");
      const values = columns.map((column) => valueOf(column, set, id)).join(", ");
      await client.query(`insert into "${table}" (${names}) values (${values}) on conflict do nothing`);
    }
  });
  return id;
}

type WordColumn = { table: string; column: string; type: string };
const WORD_COLUMNS = `
  select table_name as "table", column_name as "column", data_type as type from information_schema.columns
  where table_schema = 'public' and data_type in ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying')
  order by table_name, column_name`;

/** "Table.column" wherever the mark still stands, in the whole database. */
export async function findTraces(adminUrl: string, mark: string): Promise<string[]> {
  return await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<WordColumn>(WORD_COLUMNS);
    const found: string[] = [];
    for (const { table, column, type } of rows) {
      const text = type === "bytea" ? `encode("${column}", 'escape')` : `"${column}"::text`;
      const { rowCount } = await client.query(`select 1 from "${table}" where ${text} like '%' || $1 || '%' limit 1`, [mark]);
      if (rowCount) found.push(`${table}.${column}`);
    }
    return found;
  });
}

type QueueTable = { table: string };
const QUEUE_TABLES = `select c.relname as "table" from pg_class c where c.relnamespace = 'pgboss'::regnamespace and c.relkind in ('r', 'p') order by 1`;

/** Tables of the queue, dead letters among them, with a row that holds the mark anywhere. */
export async function findTracesInQueue(adminUrl: string, mark: string): Promise<string[]> {
  return await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<QueueTable>(QUEUE_TABLES);
    const found: string[] = [];
    for (const { table } of rows) {
      const { rowCount } = await client.query(`select 1 from pgboss."${table}" t where t::text like '%' || $1 || '%' limit 1`, [mark]);
      if (rowCount) found.push(`pgboss.${table}`);
    }
    return found;
  });
}

/** All rows whose own id, or whose order's, is this one: byte for byte, to be compared with later. */
export async function snapshot(adminUrl: string, id: string): Promise<Record<string, unknown[]>> {
  return await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ table: string; column: string }>(`
      select table_name as "table", min(column_name) as "column" from information_schema.columns
      where table_schema = 'public' and column_name in ('id', 'orderId') and data_type = 'uuid' group by table_name`);
    const taken: Record<string, unknown[]> = {};
    for (const { table, column } of rows) taken[table] = (await client.query(`select * from "${table}" where "${column}" = $1`, [id])).rows;
    return taken;
  });
}
