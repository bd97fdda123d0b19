// A PostgreSQL of a test's own that can crash and come back at the same address. It commits for good (synchronous_commit),
// because a server that may forget what it has promised proves nothing.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import pg from "pg";
import { installQueues } from "../../app/platform/queue.server.ts";
import { queueSpecs } from "../../app/worker.server.ts";
import { findBinaries, serverAccount } from "../../scripts/database-binaries.ts";
import { databaseHome, fillFolder, throwawayFolder, type DatabaseFolder } from "../../scripts/database-folder.ts";
import { prepareDatabase } from "../../scripts/database-migrations.ts";
import { createDatabaseWithRoles, type DatabaseUrls, urlsFor } from "../../scripts/database-roles.ts";
import { buryWithThisProcess } from "../../scripts/embedded-postgres.ts";

const database = "daifa";
const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_timezone=UTC", "fsync=off", "max_connections=120"];
const startLimitMs = 60_000;

export type KillablePostgres = {
  readonly port: number;
  readonly folder: DatabaseFolder;
  readonly urls: DatabaseUrls;
  adminUrl(name?: string): string;
  /** SIGQUIT, as `pg_ctl stop -m immediate`: every backend is cut off, the next start recovers from the log. */
  crash(): Promise<void>;
  /** The postmaster alone is killed; its children notice and go. */
  kill(): Promise<void>;
  /** SIGSTOP and SIGCONT to the postmaster and all its children. */
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  /** As clean as it can be ended. */
  halt(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export type PostgresOptions = {
  /** A folder whose data exist already, such as a copy of another server's. */
  readonly folder?: DatabaseFolder;
  readonly settings?: readonly string[];
};

/** Migrated, with its queues, unless it runs on data that exist. */
export async function startKillablePostgres(options: PostgresOptions = {}): Promise<KillablePostgres> {
  const account = serverAccount();
  const binaries = findBinaries(databaseHome(account), account);
  const path = options.folder?.path ?? throwawayFolder(account);
  const bury = buryWithThisProcess(path);
  const folder = options.folder ?? fillFolder(path, { account, binaries });
  const port = await freePort();
  const adminUrl = (name = "postgres") => `postgresql://postgres:${folder.passwords.postgres}@127.0.0.1:${port}/${name}`;
  let server: ChildProcess | undefined;
  const flags = [...settings, ...(options.settings ?? [])].flatMap((setting) => ["-c", setting]);
  const start = async () => {
    for (const endsAt = Date.now() + startLimitMs; ; ) {
      const log = openSync(folder.log, "a", 0o600);
      server = spawn(binaries.postgres, ["-D", folder.data, "-p", String(port), ...flags], { cwd: "/", detached: true, stdio: ["ignore", log, log], ...account });
      closeSync(log);
      server.unref();
      while (server.exitCode === null && Date.now() < endsAt) {
        if (await accepts(adminUrl())) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      // A killed server's memory is let go a moment after it.
      if (Date.now() > endsAt) throw new Error(`PostgreSQL does not come back; see ${folder.log}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    server.kill(signal);
    await gone;
  };
  await start();
  if (!options.folder) await fill(adminUrl, { folder, port });
  return {
    port, folder, adminUrl, start,
    urls: urlsFor({ host: "127.0.0.1", port, passwords: folder.passwords }, database),
    crash: () => end("SIGQUIT"),
    kill: () => end("SIGKILL"),
    halt: () => end("SIGINT"),
    signal: (name) => signalAll(server?.pid, name),
    stop: bury,
  };
}

async function fill(adminUrl: (name?: string) => string, { folder, port }: { folder: DatabaseFolder; port: number }): Promise<void> {
  const urls = urlsFor({ host: "127.0.0.1", port, passwords: folder.passwords }, database);
  await createDatabaseWithRoles((name) => adminUrl(name), database, folder.passwords);
  await prepareDatabase(urls);
  await installQueues(urls.queue, queueSpecs);
}

async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Each backend makes itself a group of its own, so the children are looked for. */
function signalAll(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  const children = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry) && parentOf(entry) === pid).map(Number);
  for (const one of [pid, ...children]) process.kill(one, name);
}

function parentOf(entry: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${entry}/status`, "utf8"))?.[1]);
  } catch {
    return undefined;
  }
}
