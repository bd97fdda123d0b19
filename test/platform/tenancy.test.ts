// Can one shop ever see or touch what belongs to another, even when a query forgets to say whose rows it wants?
// The catalogue of the database is asked, so that a table added later is covered or fails here.
import { Prisma } from "@prisma/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../app/platform/ids.server.ts";
import { withClient } from "../../scripts/database-roles.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { fillEveryTable } from "../support/every-table.ts";

const WITHOUT_POLICY = ["InboxMessage", "Session", "Shop", "_prisma_migrations"];

let test: TestDatabase;
const supplierIds = new Map<string, string>();

const newSupplier = (shopId: string) => ({
  id: newId(),
  shopId,
  name: `Factory of ${shopId}`,
  kind: "FACTORY" as const,
  connector: "manual",
  connectorSettings: {},
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
});
const newActivity = (shopId: string, params: Record<string, string> = {}) => ({
  id: newId(),
  shopId,
  subject: "shop",
  subjectId: newId(),
  at: new Date(),
  actor: "SYSTEM" as const,
  code: "test",
  params,
});

beforeAll(async () => {
  test = await createTestDatabase();
  for (const id of ["1", "2"]) {
    await addShop(id);
    const supplier = await test.database.inShop(id, (tx) => tx.db.supplier.create({ data: newSupplier(id) }));
    supplierIds.set(id, supplier.id);
  }
});
afterAll(() => test.close());

function supplierOf(shopId: string): string {
  const id = supplierIds.get(shopId);
  if (id === undefined) throw new Error(`no supplier of shop ${shopId}`);
  return id;
}

async function asAdmin<Row extends object>(sql: string): Promise<Row[]> {
  return await withClient(test.adminUrl, async (client) => (await client.query<Row>(sql)).rows);
}

type TableRow = { name: string; enabled: boolean; forced: boolean; shop_column: boolean; policies: { using: string; check: string; cmd: string; permissive: boolean }[] };

const TABLES = `
  select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'shopId' and a.attnotnull) as shop_column,
    coalesce((
      select json_agg(json_build_object('using', pg_get_expr(p.polqual, c.oid), 'check', pg_get_expr(p.polwithcheck, c.oid),
        'cmd', p.polcmd, 'permissive', p.polpermissive))
      from pg_policy p where p.polrelid = c.oid), '[]') as policies
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  order by c.relname collate "C"`;

describe("every table of a shop", () => {
  it("has a required shop and one forced policy on it, the named exceptions aside", async () => {
    const tables = await asAdmin<TableRow>(TABLES);
    expect(tables.filter((table) => !table.enabled).map((table) => table.name)).toEqual(WITHOUT_POLICY);
    const ofShops = tables.filter((table) => !WITHOUT_POLICY.includes(table.name));
    expect(ofShops.length).toBeGreaterThan(30);
    const expression = `("shopId" = current_setting('app.shop'::text, true))`;
    for (const table of ofShops) {
      expect(table).toEqual({
        name: table.name,
        enabled: true,
        forced: true,
        shop_column: true,
        policies: [{ using: expression, check: expression, cmd: "*", permissive: true }],
      });
    }
  });

  it("points to other tables of shops only together with the shop", async () => {
    const loose = await asAdmin(`
      select con.conname from pg_constraint con
      join pg_class target on target.oid = con.confrelid
      where con.contype = 'f' and con.connamespace = 'public'::regnamespace and target.relname <> 'Shop'
        and not exists (
          select from unnest(con.conkey, con.confkey) as pair(own, other)
          join pg_attribute own on own.attrelid = con.conrelid and own.attnum = pair.own
          join pg_attribute other on other.attrelid = con.confrelid and other.attnum = pair.other
          where own.attname = 'shopId' and other.attname = 'shopId')`);
    expect(loose).toEqual([]);
  });

  it("shows nothing while no shop is named", async () => {
    expect(await test.database.prisma.supplier.findMany()).toEqual([]);
    const [row] = await test.database.withoutShop.$queryRaw<{ count: bigint }[]>`select count(*) from "Supplier"`;
    expect(row?.count).toBe(0n);
  });

  it("shows a query without any filter this shop's rows only", async () => {
    const seen = await test.database.inShop("1", (tx) => tx.db.supplier.findMany());
    expect(seen.map((row) => row.id)).toEqual([supplierOf("1")]);
  });

  it("does not change or delete another shop's rows, even by their id", async () => {
    const where = { id: supplierOf("2") };
    const changed = await test.database.inShop("1", (tx) => tx.db.supplier.updateMany({ where, data: { name: "Taken" } }));
    const deleted = await test.database.inShop("1", (tx) => tx.db.supplier.deleteMany({ where }));
    expect([changed.count, deleted.count]).toEqual([0, 0]);
    expect(await test.database.inShop("2", (tx) => tx.db.supplier.count({ where: { name: "Factory of 2" } }))).toBe(1);
  });

  it("takes no row of another shop, neither new nor moved", async () => {
    const refused = /row-level security policy/;
    await expect(test.database.inShop("1", (tx) => tx.db.supplier.create({ data: newSupplier("2") }))).rejects.toThrow(refused);
    const move = test.database.inShop("1", (tx) => tx.db.supplier.updateMany({ data: { shopId: "2" } }));
    await expect(move).rejects.toThrow(refused);
    await expect(test.database.prisma.supplier.create({ data: newSupplier("1") })).rejects.toThrow(refused);
  });

  it("cannot point to another shop's row", async () => {
    const pointing = test.database.inShop("1", (tx) =>
      tx.db.supplierForbiddenCarrier.create({ data: { id: newId(), shopId: "1", supplierId: supplierOf("2"), carrier: "usps" } }),
    );
    await expect(pointing).rejects.toThrow(expect.objectContaining({ code: "P2003" }));
    await expect(pointing).rejects.toBeInstanceOf(Prisma.PrismaClientKnownRequestError);
  });
});

async function addShop(id: string): Promise<void> {
  await test.database.withoutShop.shop.create({
    data: { id, domain: `shop-${id}.myshopify.com`, name: id, currency: "USD", timeZone: "UTC", locale: "en", installedAt: new Date() },
  });
}

describe("a shop with a row in every table", () => {
  const countAs = (shopId: string, table: string) =>
    test.database.inShop(shopId, async (tx) => {
      const [row] = await tx.db.$queryRawUnsafe<{ count: bigint }[]>(`select count(*) from "${table}"`);
      return [table, row?.count];
    });

  it("is invisible to another shop, table by table", async () => {
    await addShop("11");
    const tables = await fillEveryTable(test.adminUrl, "11");
    expect(tables.length).toBeGreaterThan(30);
    const seen = await Promise.all(tables.map((table) => countAs("11", table)));
    expect(seen).toEqual(tables.map((table) => [table, 1n]));
    const seenByAnother = await Promise.all(tables.map((table) => countAs("12", table)));
    expect(seenByAnother).toEqual(tables.map((table) => [table, 0n]));
  });

  it("is gone from every table, the activity too, when the app deletes the shop", async () => {
    await addShop("13");
    const tables = await fillEveryTable(test.adminUrl, "13");
    await test.database.withoutShop.shop.delete({ where: { id: "13" } });
    const left = await Promise.all(tables.map((table) => asAdmin(`select 1 from "${table}" where "shopId" = '13'`)));
    expect(left.flat()).toEqual([]);
  });
});

describe("the role that runs the app", () => {
  it("is neither superuser nor above the policies, belongs to no other role, and owns nothing", async () => {
    const roles = await asAdmin(
      "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = 'daifa_app'",
    );
    expect(roles).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false }]);
    expect(await asAdmin("select 1 from pg_auth_members where member = 'daifa_app'::regrole")).toEqual([]);
    expect(await asAdmin("select 1 from pg_shdepend where refobjid = 'daifa_app'::regrole and deptype = 'o'")).toEqual([]);
  });

  it("makes no tables and reads no migration history", async () => {
    const { withoutShop } = test.database;
    await expect(withoutShop.$executeRaw`create table taken (id int)`).rejects.toThrow(/permission denied/);
    await expect(withoutShop.$executeRaw`create table pgboss.taken (id int)`).rejects.toThrow(/permission denied/);
    await expect(withoutShop.$queryRaw`select * from _prisma_migrations`).rejects.toThrow(/permission denied/);
    await expect(withoutShop.$executeRaw`alter table "Supplier" disable row level security`).rejects.toThrow(/must be owner/);
  });

  it("reads and writes the queue's tables", async () => {
    const [row] = await test.database.withoutShop.$queryRaw<{ rights: boolean }[]>`
      select bool_and(has_table_privilege('daifa_app', c.oid, wanted)) as rights
      from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete']) as wanted
      where c.relnamespace = 'pgboss'::regnamespace and c.relkind in ('r', 'p')`;
    expect(row?.rights).toBe(true);
  });
});

describe("the activity", () => {
  it("is only ever added to", async () => {
    await test.database.inShop("1", (tx) => tx.db.activity.create({ data: newActivity("1") }));
    const change = test.database.inShop("1", (tx) => tx.db.activity.updateMany({ data: { code: "other" } }));
    await expect(change).rejects.toThrow(/permission denied/);
    await expect(test.database.inShop("1", (tx) => tx.db.activity.deleteMany())).rejects.toThrow(/permission denied/);
    expect(await test.database.inShop("1", (tx) => tx.db.activity.count({ where: { code: "test" } }))).toBe(1);
  });

  it("loses what a redaction takes out, of one order of one shop", async () => {
    const orderId = newId();
    for (const shopId of ["1", "2"]) {
      const data = { ...newActivity(shopId, { city: "Lyon", units: "2" }), orderId };
      await test.database.inShop(shopId, (tx) => tx.db.activity.create({ data }));
    }
    const redact = () => test.database.inShop("1", (tx) => tx.db.$queryRaw<{ rows: bigint }[]>`select redact_activity(${orderId}::uuid, ${["units"]}) as rows`);
    expect(await redact()).toEqual([{ rows: 1n }]);
    expect(await redact()).toEqual([{ rows: 1n }]);
    const paramsIn = (shopId: string) =>
      test.database.inShop(shopId, async (tx) => (await tx.db.activity.findFirstOrThrow({ where: { orderId } })).params);
    expect(await paramsIn("1")).toEqual({ units: "2" });
    expect(await paramsIn("2")).toEqual({ city: "Lyon", units: "2" });
  });
});
