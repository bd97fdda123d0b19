// Where does a checkout keep its database, and what are its passwords?
// A new folder is filled under another name and renamed when complete: two processes that start at once end
// with one folder, and one that dies halfway leaves none.
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Account, Binaries } from "./database-binaries.ts";

export type Passwords = { readonly postgres: string; readonly daifa_owner: string; readonly daifa_app: string; readonly daifa_boss: string };
export type DatabaseFolder = { readonly path: string; readonly data: string; readonly log: string; readonly passwords: Passwords };

const CHECKOUT = resolve(import.meta.dirname, "..");
/** Root's databases lie where the account that runs the server can reach them, whatever folder the checkout is in. */
const ROOT_HOME = "/var/lib/daifa";

/** The folder beside which copies and throwaway databases lie. */
export function databaseHome(account: Account | undefined): string {
  if (account === undefined) return join(CHECKOUT, ".data");
  mkdirSync(ROOT_HOME, { recursive: true, mode: 0o755 });
  return ROOT_HOME;
}

/** One folder per checkout: two clones never share a database. */
export function checkoutFolder(account: Account | undefined): string {
  if (account === undefined) return join(databaseHome(account), "pg");
  return join(databaseHome(account), createHash("sha256").update(CHECKOUT).digest("hex").slice(0, 16));
}

export function throwawayFolder(account: Account | undefined): string {
  return mkdtempSync(join(account === undefined ? tmpdir() : databaseHome(account), "daifa-throwaway-"));
}

function filesIn(path: string): Omit<DatabaseFolder, "passwords"> {
  return { path, data: join(path, "data"), log: join(path, "server.log") };
}

function readFolder(path: string): DatabaseFolder {
  return { ...filesIn(path), passwords: JSON.parse(readFileSync(join(path, "passwords.json"), "utf8")) as Passwords };
}

type Tools = { readonly binaries: Binaries; readonly account: Account | undefined };

function initialise(path: string, { binaries, account }: Tools): void {
  const password = () => randomBytes(24).toString("base64url");
  const passwords: Passwords = { postgres: password(), daifa_owner: password(), daifa_app: password(), daifa_boss: password() };
  const { data } = filesIn(path);
  const passwordFile = join(path, "first-password");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chmodSync(path, account === undefined ? 0o700 : 0o711);
  writeFileSync(join(path, "passwords.json"), JSON.stringify(passwords), { mode: 0o600 });
  writeFileSync(passwordFile, passwords.postgres, { mode: 0o600 });
  if (account !== undefined) for (const owned of [data, passwordFile]) chownSync(owned, account.uid, account.gid);
  const flags = ["--auth=scram-sha-256", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"];
  execFileSync(binaries.initdb, [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...flags], {
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
    ...account,
  });
  rmSync(passwordFile);
}

/** Fills an empty folder that nobody else knows of. */
export function fillFolder(path: string, tools: Tools): DatabaseFolder {
  initialise(path, tools);
  return readFolder(path);
}

/** The folder at `path`, made when it is missing. */
export function findOrMakeFolder(path: string, tools: Tools): DatabaseFolder {
  if (existsSync(path)) return readFolder(path);
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = mkdtempSync(`${path}.new-`);
  try {
    initialise(unfinished, tools);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(path)) throw error;
  }
  return readFolder(path);
}
