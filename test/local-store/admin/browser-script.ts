// How do the TypeScript files written for the browser get there? Types stripped, when asked for.
import { readFile } from "node:fs/promises";
import { transformWithEsbuild } from "vite";

/** In reading order: a file may use what an earlier one declares. */
const APP_BRIDGE_FILES = ["admin-channel", "shopify-global", "fetch", "navigation", "elements", "modal", "start"];

const cache = new Map<string, Promise<string>>();

/** One module of the admin page, as the browser can read it. */
export function browserModule(file: URL): Promise<string> {
  const known = cache.get(file.href);
  if (known !== undefined) return known;
  const code = stripTypes(file);
  cache.set(file.href, code);
  return code;
}

/**
 * The App Bridge stand-in as one classic script. The real one must also be the first script, without
 * `async` or `type=module`, so the files cannot import each other in the browser: they are joined.
 */
export async function appBridgeScript(adminOrigin: string): Promise<string> {
  const files = APP_BRIDGE_FILES.map((name) => new URL(`./app-bridge/${name}.ts`, import.meta.url));
  const codes = await Promise.all(files.map(browserModule));
  const joined = codes.map(withoutModuleSyntax).join("\n");
  // Shopify's library adds a second script tag to some of its pages: the first one counts.
  const guard = 'if ("shopify" in window) return;';
  return `(() => {\n"use strict";\n${guard}\nconst ADMIN_ORIGIN = ${JSON.stringify(adminOrigin)};\n${joined}\n})();\n`;
}

/** esbuild prints one import a line and one export list at the end, or export before a declaration. */
function withoutModuleSyntax(code: string): string {
  return code
    .replaceAll(/^import [^;]*;$/gm, "")
    .replaceAll(/^export \{[^}]*\};$/gm, "")
    .replaceAll(/^export (?=(?:async )?(?:function|const|class|let)\b)/gm, "");
}

async function stripTypes(file: URL): Promise<string> {
  const source = await readFile(file, "utf8");
  const { code } = await transformWithEsbuild(source, file.pathname, {
    loader: "ts",
    target: "es2022",
    sourcemap: false,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return code;
}
