// Does the whole process come to life on a real database, in each of its roles, and end again?
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Env, readEnv } from "../../app/platform/env.server.ts";
import { type Running, startDaifa } from "../../app/server.server.ts";
import { withClient } from "../../scripts/database-roles.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { fakePages } from "./fake-pages.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
});

function envFor(role: Env["ROLE"]): Env {
  return readEnv({
    ROLE: role, HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent", NODE_ENV: "test",
    DATABASE_URL: database.urls.app, DATABASE_QUEUE_URL: database.urls.queue,
    SHOPIFY_API_KEY: "the-key", SHOPIFY_API_SECRET: "the-secret", SHOPIFY_APP_URL: "https://daifa.example.com",
    TOKEN_KEYS: `1:${randomBytes(32).toString("base64")}`,
  });
}

async function inRole(role: Env["ROLE"], work: (ask: (path: string, init?: RequestInit) => Promise<Response>) => Promise<void>): Promise<Running> {
  const daifa = await startDaifa({ env: envFor(role), build: fakePages().build });
  try {
    await work((path, init) => fetch(daifa.url + path, init));
  } finally {
    await daifa.close();
  }
  return daifa;
}

const connectionsOfTheApp = () =>
  withClient(database.adminUrl, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from pg_stat_activity where datname = current_database() and usename in ('daifa_app', 'daifa_boss')",
    );
    return rows[0]?.count;
  });

describe("Daifa", () => {
  it("is ready as a web process before any worker has run: it makes the queues that it sends to", async () => {
    await withClient(database.urls.queue, (client) => client.query("select pgboss.delete_queue('webhook')"));

    await inRole("web", async (ask) => {
      const ready = await ask("/readyz");

      expect([ready.status, await ready.json()]).toEqual([200, { ready: true, draining: false, database: "ok", migrations: "ok", queue: "ok" }]);
    });
  });

  it("is not ready once a queue is gone, says which part, and is healthy all the same", async () => {
    await inRole("web", async (ask) => {
      await withClient(database.urls.queue, (client) => client.query("select pgboss.delete_queue('webhook')"));

      const ready = await ask("/readyz");

      expect([ready.status, await ready.json()]).toEqual([503, { ready: false, draining: false, database: "ok", migrations: "ok", queue: "failed" }]);
      expect((await ask("/healthz")).status).toBe(200);
    });
  });

  it("as a worker answers for its health and nothing else", async () => {
    await inRole("worker", async (ask) => {
      expect((await ask("/readyz")).status).toBe(200);
      expect((await ask("/page")).status).toBe(404);
      expect((await ask("/webhooks", { method: "POST" })).status).toBe(404);
    });
  });

  it("in one process serves pages and the webhook door, which stands before the pages", async () => {
    await inRole("all", async (ask) => {
      const page = await ask("/page");

      expect(await page.text()).toBe("page /page for the-key");
      expect(page.headers.get("cache-control")).toBe("no-store");
      expect((await ask("/webhooks", { method: "POST", body: "{}" })).status).toBe(401);
      expect((await ask("/webhooks")).status).toBe(405);
      expect((await ask("/readyz")).status).toBe(200);
      expect((await ask("/assets/gone-1234.js")).status).toBe(404);
    });
  });

  it.each(["web", "worker"] as const)("as a %s is measured on a port of its own, never on the one that the world reaches", async (role) => {
    const daifa = await startDaifa({ env: { ...envFor(role), METRICS_PORT: 0 }, build: fakePages().build });
    try {
      const metrics = await fetch(daifa.metricsUrl ?? "");
      const text = await metrics.text();

      expect(metrics.status).toBe(200);
      for (const name of ["daifa_queue_oldest_due_seconds", "daifa_orders_unbalanced", "nodejs_eventloop_lag_p99_seconds"]) expect(text).toMatch(new RegExp(`^${name}\\S* \\d`, "m"));
      expect((await fetch(new URL("/app", daifa.metricsUrl))).status).toBe(404);
      expect(await (await fetch(`${daifa.url}/metrics`)).text()).not.toContain("daifa_");
    } finally {
      await daifa.close();
    }
    await expect(fetch(daifa.metricsUrl ?? "")).rejects.toThrow();
  });

  it("lets go of its port and of every connection when it ends, also when told twice", async () => {
    const { url, close } = await inRole("all", async (ask) => void (await ask("/readyz")));

    await close();

    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    // A connection's server process goes a moment after the connection.
    await expect.poll(connectionsOfTheApp).toBe(0);
  });

  it("opens nothing for good when it cannot start", async () => {
    const taken = await startDaifa({ env: envFor("web"), build: fakePages().build });
    const before = await connectionsOfTheApp();

    await expect(startDaifa({ env: { ...envFor("web"), PORT: Number(new URL(taken.url).port) }, build: fakePages().build })).rejects.toThrow(/EADDRINUSE/);

    await expect.poll(connectionsOfTheApp).toBe(before);
    await taken.close();
  });
});
