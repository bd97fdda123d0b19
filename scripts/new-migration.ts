// How is a change of prisma/schema.prisma turned into a migration: node scripts/new-migration.ts <name>
// Compares the committed schema with the edited one; new tables of shops get their policy at once. Without a running
// database Prisma writes an empty file, so the text is moved into place only when Prisma says that it succeeded.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startThrowawayPostgres } from "./embedded-postgres.ts";

const CHECKOUT = resolve(import.meta.dirname, "..");

function difference(oldSchema: string, databaseUrl: string): string {
  const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const args = ["migrate", "diff", "--from-schema-datamodel", oldSchema, "--to-schema-datamodel", "prisma/schema.prisma", "--script"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, ...args], {
    cwd: CHECKOUT,
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseUrl, NO_COLOR: "1" },
  });
  if (status !== 0) throw new Error(`Prisma could not compare the schemas:\n${stderr}`);
  return stdout;
}

function policiesFor(sql: string): string {
  const tables = [...sql.matchAll(/CREATE TABLE "(\w+)" \(([^;]*)\);/g)].filter(([, , columns]) => columns?.includes('"shopId"'));
  const own = `"shopId" = current_setting('app.shop', true)`;
  return tables
    .map(([, name]) =>
      [
        `ALTER TABLE "${name}" ENABLE ROW LEVEL SECURITY;`,
        `ALTER TABLE "${name}" FORCE ROW LEVEL SECURITY;`,
        `CREATE POLICY tenant ON "${name}" USING (${own}) WITH CHECK (${own});`,
      ].join("\n"),
    )
    .join("\n\n");
}

function stamp(now: Date): string {
  return now.toISOString().replaceAll(/\D/g, "").slice(0, 14);
}

const [name] = process.argv.slice(2);
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) throw new Error("usage: node scripts/new-migration.ts <name_in_lower_case>");

const workFolder = mkdtempSync(join(tmpdir(), "daifa-migration-"));
const server = await startThrowawayPostgres();
try {
  const oldSchema = join(workFolder, "schema.prisma");
  writeFileSync(oldSchema, execFileSync("git", ["show", "HEAD:prisma/schema.prisma"], { cwd: CHECKOUT }));
  const sql = difference(oldSchema, server.urls.owner);
  const folder = join(CHECKOUT, "prisma", "migrations", `${stamp(new Date())}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "migration.sql"), [sql.trim(), policiesFor(sql)].filter(Boolean).join("\n\n").concat("\n"));
  console.log(`written: ${join(folder, "migration.sql")}`);
} finally {
  await server.stop();
  rmSync(workFolder, { recursive: true, force: true });
}
