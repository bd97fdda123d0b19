// How Prisma's command line reaches the database: through a driver, so that no engine is downloaded.
// The driver cuts a migration at every semicolon, also inside a function; here the script goes out whole, as
// Prisma's own engine sends it, which also makes a failing migration leave nothing behind.
import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig } from "prisma/config";

// Without this variable the command line falls back to an engine that it would have to download; the value
// only stands in where no database is asked (generate).
process.env["DATABASE_URL"] ??= "postgresql://daifa_owner@127.0.0.1:5432/daifa";
// Migrations run as the owner; the runtime role owns nothing.
const url = new URL(process.env["DATABASE_OWNER_URL"] ?? process.env["DATABASE_URL"]);

// Fields, never one connection string: Prisma puts another database's name into a copy of this object, and a
// connection string would win over that name and send the shadow database's work to the real one.
const connection = {
  host: url.hostname,
  port: Number(url.port || 5432),
  user: decodeURIComponent(url.username),
  password: decodeURIComponent(url.password),
  database: decodeURIComponent(url.pathname.slice(1)),
  ssl: url.searchParams.has("sslmode") && url.searchParams.get("sslmode") !== "disable",
};

class WholeScriptPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      // A statement without arguments goes out as plain text, in which the server takes many statements as one unit.
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    return adapter;
  }
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  adapter: async () => new WholeScriptPg(connection),
});
