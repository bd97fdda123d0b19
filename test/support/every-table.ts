// How does a test get a row of one shop into every table that a shop has, tables added later included?
import { newId } from "../../app/platform/ids.server.ts";
import { withClient } from "../../scripts/database-roles.ts";

type ColumnRow = { table: string; column: string; type: string; label: string | null };

/** What each table asks for, and each uuid: all rows get one id, so that they all point to each other. */
const COLUMNS = `
  select c.relname as "table", a.attname as "column", t.typname as type,
    (select enumlabel from pg_enum e where e.enumtypid = a.atttypid order by enumsortorder limit 1) as label
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
    and a.attnum > 0 and not a.attisdropped
    and ((a.attnotnull and not a.atthasdef) or t.typname = 'uuid' or a.attname = 'openKey')`;

const SAMPLES: Record<string, string> = {
  int4: "1", int8: "1", numeric: "1", bool: "false", jsonb: "'{}'", timestamp: "now()", date: "now()", bytea: "'x'",
};

function sampleOf(column: ColumnRow, shopId: string, id: string): string {
  if (column.column === "shopId") return `'${shopId}'`;
  if (column.type === "text") return `'text-${shopId}'`;
  if (column.type === "uuid") return `'${id}'`;
  if (column.label !== null) return `'${column.label}'`;
  return SAMPLES[column.type] ?? "'{}'";
}

/** One row in every table of a shop, where a table of one row a shop has none yet; answers with the tables' names. */
export async function fillEveryTable(adminUrl: string, shopId: string): Promise<string[]> {
  const id = newId();
  return await withClient(adminUrl, async (client) => {
    const tables = Map.groupBy((await client.query<ColumnRow>(COLUMNS)).rows, (column) => column.table);
    // The rows point to each other in a circle of insertion order, so the references are not checked meanwhile.
    await client.query("set session_replication_role = replica");
    for (const [table, columns] of tables) {
      const names = columns.map(({ column }) => `"${column}"`).join(", ");
      const values = columns.map((column) => sampleOf(column, shopId, id)).join(", ");
      await client.query(`insert into "${table}" (${names}) values (${values}) on conflict do nothing`);
    }
    return [...tables.keys()];
  });
}
