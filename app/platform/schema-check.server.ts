// Has this database every table and column that this version reads? The app may not look into the table of
// migrations, so it compares what it sees with what its client was generated from.
import { Prisma } from "@prisma/client";
import type { SharedTables } from "./db.server.ts";

type Column = { table: string; column: string };

const wanted: readonly string[] = Prisma.dmmf.datamodel.models.flatMap((model) =>
  model.fields
    .filter((field) => field.kind !== "object")
    .map((field) => `${model.dbName ?? model.name}.${field.dbName ?? field.name}`),
);

export async function listMissingColumns(db: SharedTables): Promise<string[]> {
  const rows = await db.$queryRaw<Column[]>`
    select c.relname as "table", a.attname as "column"
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`;
  const present = new Set(rows.map(({ table, column }) => `${table}.${column}`));
  return wanted.filter((name) => !present.has(name));
}
