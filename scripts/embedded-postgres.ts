// How does Daifa get a PostgreSQL without anybody installing one?
// The server outlives a killed Node process, so a start first looks for one that still answers; the last process
// to leave stops it. A throwaway server instead ends with its process, however that ends.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Account, type Binaries, findBinaries, serverAccount } from "./database-binaries.ts";
import {
  checkoutFolder,
  type DatabaseFolder,
  databaseHome,
  fillFolder,
  findOrMakeFolder,
  throwawayFolder,
} from "./database-folder.ts";
import { createDatabaseWithRoles, type DatabaseUrls, urlsFor } from "./database-roles.ts";
import { isAlive } from "./is-alive.ts";

export type EmbeddedPostgres = {
  readonly host: string;
  readonly port: number;
  /** The superuser's; for making databases, never for the app. */
  readonly adminUrl: string;
  readonly urls: DatabaseUrls;
  urlsOf(database: string): DatabaseUrls;
  stop(): Promise<void>;
};

type Running = { readonly folder: DatabaseFolder; readonly port: number };

const HOST = "127.0.0.1";
const DATABASE = "daifa";
const START_LIMIT_MS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;
const SETTINGS = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_timezone=UTC", "log_min_messages=warning"];
const MANY_CONNECTIONS = "max_connections=200";
/** Data that nobody will read again need not survive a power cut. */
const THROWAWAY_SETTINGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", MANY_CONNECTIONS];

function adminUrl({ folder, port }: Running, database = "postgres"): string {
  return `postgresql://postgres:${folder.passwords.postgres}@${HOST}:${port}/${database}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function accepts(running: Running): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl(running), connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** postmaster.pid: the process on line 1, the port on line 4; a file left by a killed server answers nobody. */
function runningServer(folder: DatabaseFolder): { pid: number; port: number } | undefined {
  const file = join(folder.data, "postmaster.pid");
  const lines = readIfThere(file)?.split("\n") ?? [];
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/** The server takes its file away when it ends, also between a look and a read. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function livingServer(folder: DatabaseFolder): Promise<Running | undefined> {
  const found = runningServer(folder);
  if (found === undefined) return undefined;
  return (await accepts({ folder, port: found.port })) ? { folder, port: found.port } : undefined;
}

/** Two that start at once write the same log, so each reads only what came after its own start. */
function openLog(folder: DatabaseFolder): { log: number; readOwn: () => string } {
  const size = statSync(folder.log, { throwIfNoEntry: false })?.size ?? 0;
  const isFull = size > LOG_LIMIT_BYTES;
  const start = isFull ? 0 : size;
  return {
    log: openSync(folder.log, isFull ? "w" : "a", 0o600),
    readOwn: () => readFileSync(folder.log).subarray(start).toString("utf8").trim(),
  };
}

type Launch = { readonly binaries: Binaries; readonly account: Account | undefined; readonly settings: readonly string[] };

/** Detached: a Ctrl-C in the terminal must reach the app first and the database last. */
function launch(folder: DatabaseFolder, port: number, { binaries, account, settings }: Launch): { server: ChildProcess; readOwn: () => string } {
  const { log, readOwn } = openLog(folder);
  const flags = settings.flatMap((setting) => ["-c", setting]);
  const server = spawn(binaries.postgres, ["-D", folder.data, "-p", String(port), ...flags], {
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    ...account,
  });
  closeSync(log);
  server.unref();
  return { server, readOwn };
}

/** Undefined when another process was quicker: the port is taken, or the folder already has its server. */
async function startOnce(folder: DatabaseFolder, options: Launch): Promise<Running | undefined> {
  const running = { folder, port: await freePort() };
  const { server, readOwn } = launch(folder, running.port, options);
  let failure: Error | undefined;
  server.once("error", (error) => (failure = error));
  for (const deadline = Date.now() + START_LIMIT_MS; Date.now() < deadline; await wait(25)) {
    if (failure !== undefined) throw failure;
    if (server.exitCode !== null) {
      const log = readOwn();
      if (/Address already in use|postmaster\.pid|pre-existing shared memory/.test(log)) return undefined;
      throw new Error(`PostgreSQL did not start: ${log}`);
    }
    if (runningServer(folder)?.pid === server.pid && (await accepts(running))) return running;
  }
  throw new Error(`PostgreSQL did not answer within ${START_LIMIT_MS / 1000} s; see ${folder.log}`);
}

async function startOrJoin(folder: DatabaseFolder, options: Launch): Promise<Running> {
  for (const deadline = Date.now() + START_LIMIT_MS; Date.now() < deadline; await wait(100)) {
    const running = (await livingServer(folder)) ?? (await startOnce(folder, options));
    if (running !== undefined) return running;
  }
  throw new Error(`PostgreSQL neither starts nor answers; see ${folder.log}`);
}

async function othersAreConnected(running: Running): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl(running) });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    await client.end();
    return rows.length > 0;
  } catch {
    return false;
  }
}

/** Called twice, or after the server has died, it does nothing. */
async function stopUnlessUsed(running: Running): Promise<void> {
  const found = runningServer(running.folder);
  if (found === undefined || found.port !== running.port || (await othersAreConnected(running))) return;
  // SIGINT is PostgreSQL's "fast shutdown": open transactions are rolled back, the data are written.
  if (isAlive(found.pid)) process.kill(found.pid, "SIGINT");
  while (isAlive(found.pid) && runningServer(running.folder)?.pid === found.pid) await wait(20);
}

function describe(running: Running, stop: () => Promise<void>): EmbeddedPostgres {
  const urlsOf = (database: string) => urlsFor({ host: HOST, port: running.port, passwords: running.folder.passwords }, database);
  return { host: HOST, port: running.port, adminUrl: adminUrl(running), urls: urlsOf(DATABASE), urlsOf, stop };
}

function tools(): { account: Account | undefined; binaries: Binaries } {
  const account = serverAccount();
  return { account, binaries: findBinaries(databaseHome(account), account) };
}

/** The checkout's own server with its database `daifa`; close every connection before stop(), which leaves a server that is still used. */
export async function startEmbeddedPostgres(options: { readonly folder?: string } = {}): Promise<EmbeddedPostgres> {
  const { account, binaries } = tools();
  const folder = findOrMakeFolder(options.folder ?? checkoutFolder(account), { account, binaries });
  const running = await startOrJoin(folder, { account, binaries, settings: SETTINGS });
  await createDatabaseWithRoles((database) => adminUrl(running, database), DATABASE, folder.passwords);
  return describe(running, () => stopUnlessUsed(running));
}

/** Takes away the checkout's own database with all that is in it. Throws while somebody still uses it. */
export async function forgetEmbeddedPostgres(): Promise<void> {
  const { account, binaries } = tools();
  const path = checkoutFolder(account);
  if (!existsSync(path)) return;
  const running = await livingServer(findOrMakeFolder(path, { account, binaries }));
  if (running && (await othersAreConnected(running))) throw new Error("This checkout's database is in use. End its demo, `npm run dev` or `npm start` first.");
  if (running) await stopUnlessUsed(running);
  rmSync(path, { recursive: true, force: true });
}

// Waits until its standard input closes, which the end of this process does even after kill -9.
const UNTIL_PARENT_ENDS = `
read -r _
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ]; then
  kill -QUIT "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
fi
rm -rf "$1"
`;

/** However this process ends, the server of that folder is stopped and the folder removed; the answer does it now. */
export function buryWithThisProcess(path: string): () => Promise<void> {
  const undertaker = spawn("/bin/sh", ["-c", UNTIL_PARENT_ENDS, "sh", path], { cwd: "/", detached: true, stdio: ["pipe", "ignore", "ignore"] });
  const buried = once(undertaker, "exit");
  undertaker.unref();
  return async () => {
    undertaker.ref();
    undertaker.stdin.end();
    await buried;
  };
}

/**
 * A server in a temporary folder of its own, gone with this process: for tests and for a demo that leaves nothing.
 * `isDurable`: it commits as one in production does, for measuring.
 */
export async function startThrowawayPostgres(options: { readonly isDurable?: boolean } = {}): Promise<EmbeddedPostgres> {
  const { account, binaries } = tools();
  const path = throwawayFolder(account);
  const stop = buryWithThisProcess(path);
  try {
    const folder = fillFolder(path, { account, binaries });
    const running = await startOrJoin(folder, { account, binaries, settings: [...SETTINGS, ...(options.isDurable === true ? [MANY_CONNECTIONS] : THROWAWAY_SETTINGS)] });
    await createDatabaseWithRoles((database) => adminUrl(running, database), DATABASE, folder.passwords);
    return describe(running, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}
