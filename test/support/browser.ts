// Which browser do the tests drive? Debian's where it is installed, else one that came with npm.
// The npm one brings neither its libraries in place nor a Chinese font, so both are laid out here.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium, type Browser } from "playwright-core";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";
const require = createRequire(import.meta.url);

/** Shopify's library takes anything that calls itself Headless for a bot and answers 410 Gone. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

/** Starts a browser that sees this machine only: every other host name fails to resolve. */
export async function launchBrowser(): Promise<Browser> {
  const home = await openPrivateFolder();
  const fonts = await writeFontConfig(home);
  const system = existsSync(SYSTEM_CHROMIUM);
  const unpacked = system ? undefined : await unpackChromium(home);
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: unpacked === undefined ? SYSTEM_CHROMIUM : join(unpacked, "chromium"),
    // Chromium's sandbox refuses to start as root; everyone else keeps it.
    chromiumSandbox: !isRoot,
    env: {
      HOME: home,
      FONTCONFIG_FILE: fonts,
      ...(unpacked === undefined ? {} : { LD_LIBRARY_PATH: join(unpacked, "al2023", "lib") }),
    },
    args: [
      `--user-agent=${USER_AGENT}`,
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--no-pings",
    ],
  });
}

/** One folder per user and version. In a shared temporary folder only our own counts. */
async function openPrivateFolder(): Promise<string> {
  const manifest = join(dirname(require.resolve("@sparticuz/chromium")), "..", "package.json");
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
  const user = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `daifa-chromium-${version}-${user}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== user) {
    throw new Error(`${folder} belongs to someone else: remove it or set TMPDIR`);
  }
  return folder;
}

/** Two runs may unpack at once: each fills a folder of its own, the first rename wins. */
async function unpackChromium(home: string): Promise<string> {
  const ready = join(home, "browser");
  if (existsSync(ready)) return ready;
  const staging = await mkdtemp(join(home, "unpack-"));
  await inflateInto(staging);
  try {
    await rename(staging, ready);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(ready)) throw error;
  }
  return ready;
}

/** The package unpacks into the temporary folder of its process, so it gets a process of its own. */
async function inflateInto(folder: string): Promise<void> {
  const bin = join(dirname(require.resolve("@sparticuz/chromium")), "..", "bin");
  const script = `
    import { inflate } from "@sparticuz/chromium";
    await Promise.all(process.argv.slice(1).map((file) => inflate(file)));`;
  const archives = [join(bin, "chromium.br"), join(bin, "al2023.tar.br")];
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, ...archives], {
    cwd: dirname(fileURLToPath(import.meta.url)),
    env: { NODE_ENV: "test", TMPDIR: folder },
  });
}

/** Names the fonts of the npm package and nothing else, so that every machine draws the same page. */
async function writeFontConfig(home: string): Promise<string> {
  const fonts = dirname(require.resolve("@expo-google-fonts/noto-sans-sc/package.json"));
  const text = fontConfig([join(fonts, "400Regular"), join(fonts, "600SemiBold")], join(home, "font-cache"));
  const file = join(home, `fonts-${createHash("sha256").update(text).digest("hex").slice(0, 12)}.conf`);
  if (existsSync(file)) return file;
  const staging = await mkdtemp(join(home, "fonts-"));
  await writeFile(join(staging, "fonts.conf"), text);
  await rename(join(staging, "fonts.conf"), file);
  await rm(staging, { recursive: true });
  return file;
}

function fontConfig(folders: readonly string[], cache: string): string {
  const generic = ["sans-serif", "serif", "monospace", "system-ui"];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${escapeXml(folder)}</dir>`).join("\n")}
  <cachedir>${escapeXml(cache)}</cachedir>
${generic.map((name) => `  <alias><family>${name}</family><prefer><family>Noto Sans SC</family></prefer></alias>`).join("\n")}
</fontconfig>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
