// Does the database that nobody installed survive what happens on a developer's machine: two starts, kill -9, a crash?
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { withClient } from "../../scripts/database-roles.ts";
import { startEmbeddedPostgres } from "../../scripts/embedded-postgres.ts";

const folder = join(tmpdir(), `daifa-embedded-${randomUUID()}`);
const script = resolve(import.meta.dirname, "../../scripts/embedded-postgres.ts");
const children: ChildProcess[] = [];

type Started = { readonly child: ChildProcess; readonly port: number; readonly data: string };

/** Another process that starts a server, says where, and stays. */
async function startElsewhere(call: string): Promise<Started> {
  const code = `
    const { startEmbeddedPostgres, startThrowawayPostgres } = await import(${JSON.stringify(script)});
    const pg = (await import("pg")).default;
    const server = await ${call};
    const client = new pg.Client({ connectionString: server.adminUrl });
    await client.connect();
    const { rows } = await client.query("show data_directory");
    await client.end();
    console.log(JSON.stringify({ port: server.port, data: rows[0].data_directory }));
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    cwd: resolve(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const { port, data } = JSON.parse(line) as { port: number; data: string };
    return { child, port, data };
  }
  throw new Error("the other process ended without starting a server");
}

async function killHard(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

const postmasterOf = (data: string) => Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
const inFolder = `startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} })`;

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await killHard(child);
});
afterAll(async () => {
  const server = await startEmbeddedPostgres({ folder });
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("the server of a checkout", { timeout: 30_000 }, () => {
  it("is one, although two processes start it at once in an empty folder", async () => {
    const [one, other] = await Promise.all([startElsewhere(inFolder), startElsewhere(inFolder)]);
    expect(one.port).toBe(other.port);
  });

  it("outlives its process and is joined by the next", async () => {
    const first = await startElsewhere(inFolder);
    await killHard(first.child);
    const server = await startEmbeddedPostgres({ folder });
    expect(server.port).toBe(first.port);
  });

  it("comes back with its data after it was itself killed", async () => {
    const before = await startEmbeddedPostgres({ folder });
    await withClient(before.urls.owner, (client) => client.query("create table kept as select 7 as n"));
    process.kill(postmasterOf(join(folder, "data")), "SIGKILL");
    const after = await startEmbeddedPostgres({ folder });
    const { rows } = await withClient(after.urls.owner, (client) => client.query("select n from kept"));
    expect(rows).toEqual([{ n: 7 }]);
  });

  it("is left running by stop while somebody is connected, and stops with the last", async () => {
    const server = await startEmbeddedPostgres({ folder });
    await withClient(server.urls.app, async (client) => {
      await server.stop();
      expect((await client.query("select 1 as n")).rows).toEqual([{ n: 1 }]);
    });
    await server.stop();
    expect(existsSync(join(folder, "data", "postmaster.pid"))).toBe(false);
    await server.stop();
  });

  it("keeps its passwords from other accounts", async () => {
    const server = await startEmbeddedPostgres({ folder });
    const nameless = new URL(server.urls.app);
    nameless.password = "guess";
    await expect(withClient(nameless.href, (client) => client.query("select 1"))).rejects.toThrow(/password authentication failed/);
  });
});

describe("a throwaway server", { timeout: 30_000 }, () => {
  it("leaves nothing when its process is killed", async () => {
    const { child, data } = await startElsewhere("startThrowawayPostgres()");
    const pid = postmasterOf(data);
    await killHard(child);
    await expect.poll(() => existsSync(data), { timeout: 5_000 }).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  });
});
