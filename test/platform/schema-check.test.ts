// Do the migrations make the tables that the schema describes?
// Prisma writes the schema as SQL; run on an empty database it must leave the same columns as the migrations.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { listMissingColumns } from "../../app/platform/schema-check.server.ts";
import { withClient } from "../../scripts/database-roles.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let migrated: TestDatabase;
beforeAll(async () => {
  migrated = await createTestDatabase();
});
afterAll(async () => {
  await migrated.close();
});

function schemaAsSql(databaseUrl: string): string {
  const args = ["node_modules/prisma/build/index.js", "migrate", "diff", "--from-empty", "--to-schema-datamodel", "prisma/schema.prisma", "--script"];
  const env = { ...process.env, DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseUrl, NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** One line a column, index and constraint; when a key is checked is the migrations' choice, for which the schema has no word. */
async function describeTables(url: string): Promise<{ columns: string[]; others: string[] }> {
  return await withClient(url, async (client) => {
    const columns = await client.query<{ line: string }>(`
      select concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'required' end) as line
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and c.relname <> '_prisma_migrations' order by 1`);
    const others = await client.query<{ line: string }>(`
      select indexdef as line from pg_indexes where schemaname = 'public'
      union select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
        where connamespace = 'public'::regnamespace and contype in ('p', 'f', 'u') order by 1`);
    return { columns: columns.rows.map(({ line }) => line), others: others.rows.map(({ line }) => line.replace(/ DEFERRABLE.*$/, "")) };
  });
}

describe("the migrations", () => {
  it("make the columns of the schema and no others, and at least its keys and indexes", async () => {
    const { adminUrl } = inject("postgres");
    const name = `schema_${randomUUID().replaceAll("-", "")}`;
    await withClient(adminUrl, (client) => client.query(`create database ${name}`));
    const address = new URL(adminUrl);
    address.pathname = `/${name}`;
    const sql = schemaAsSql(migrated.urls.owner);
    await withClient(address.href, (client) => client.query(sql));

    const [described, made] = [await describeTables(address.href), await describeTables(migrated.urls.owner)];
    await withClient(adminUrl, (client) => client.query(`drop database ${name}`));

    expect(described.columns.length).toBeGreaterThan(100);
    expect(made.columns).toEqual(described.columns);
    expect(described.others.filter((line) => !made.others.includes(line))).toEqual([]);
  });

  it("leave nothing missing for the running app, which would name it", async () => {
    expect(await listMissingColumns(migrated.database.withoutShop)).toEqual([]);

    await withClient(migrated.urls.owner, (client) => client.query(`alter table "Shop" rename column "brandName" to "label"`));
    expect(await listMissingColumns(migrated.database.withoutShop)).toEqual(["Shop.brandName"]);
  });
});
