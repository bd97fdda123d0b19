// What would Shopify's servers give to a browser for each extension? Bundled as the CLI does it, without network.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { parse } from "smol-toml";

const folder = resolve(import.meta.dirname, "../extensions");
/** The limit of Shopify's is told for the compressed bundle; ours holds for both, and leaves room. */
export const mostBytes = 64 * 1024;

type Toml = { extensions: { targeting: { module: string; target: string }[] }[] };
export type Bundle = { readonly name: string; readonly target: string; readonly code: string; readonly bytes: number; readonly zipped: number };

export const extensionFolders = (): string[] => readdirSync(folder).map((name) => join(folder, name)).filter((path) => existsSync(join(path, "shopify.extension.toml")));

export async function bundleExtensions(appUrl = "https://daifa.example.com"): Promise<Bundle[]> {
  const targets = extensionFolders().flatMap((path) => {
    const toml = parse(readFileSync(join(path, "shopify.extension.toml"), "utf8")) as unknown as Toml;
    return toml.extensions.flatMap(({ targeting }) => targeting.map(({ module, target }) => ({ entry: join(path, module), target })));
  });
  return await Promise.all(targets.map(async ({ entry, target }) => {
    const { outputFiles } = await build({
      entryPoints: [entry], bundle: true, write: false, minify: true, format: "esm", target: "es2022", jsx: "automatic", jsxImportSource: "preact",
      define: { "process.env.APP_URL": JSON.stringify(appUrl) }, logLevel: "silent",
    });
    const code = outputFiles[0]?.text ?? "";
    return { name: entry, target, code, bytes: Buffer.byteLength(code), zipped: gzipSync(code).length };
  }));
}

/** For the checks: what is wrong, or nothing. */
export async function checkExtensions(): Promise<{ isGood: boolean; output: string }> {
  const bundles = await bundleExtensions();
  const tooLarge = bundles.filter(({ bytes }) => bytes > mostBytes);
  const output = tooLarge.map(({ name, bytes }) => `${name} has ${bytes} bytes, ${mostBytes} are allowed`).join("\n");
  return { isGood: bundles.length > 0 && tooLarge.length === 0, output: bundles.length > 0 ? output : "no extension was found" };
}
