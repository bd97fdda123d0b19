// Which doors does the app have, and what can be posted at each? Read from the sources, so that a new page, button or field is
// tried without anybody thinking of it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { mailVerdicts } from "../../app/views/mail-problem.ts";
import { parcelVerdicts } from "../../app/views/parcel-problem.ts";

const routesFolder = resolve(import.meta.dirname, "../../app/routes");

export type DoorHandler = (given: { request: Request; context: object; params: Record<string, string> }) => unknown;

export type Door = {
  /** The file below app/routes. */
  readonly file: string;
  /** Inside Shopify's admin: behind a session token. */
  readonly isPage: boolean;
  readonly params: readonly string[];
  readonly loader: DoorHandler | undefined;
  readonly action: DoorHandler | undefined;
  /** What its buttons say they want, and what its forms may hold. */
  readonly intents: readonly string[];
  readonly fields: readonly string[];
};

export async function listDoors(): Promise<Door[]> {
  const files = readdirSync(routesFolder).filter((name) => /\.tsx?$/.test(name));
  return await Promise.all(files.map(async (file) => {
    const module = (await import(join(routesFolder, file))) as { loader?: DoorHandler; action?: DoorHandler };
    const texts = closureOf(join(routesFolder, file)).map((path) => readFileSync(path, "utf8"));
    return {
      file, isPage: /^app\b/.test(file), params: [...file.matchAll(/\$(\w+)/g)].map(([, name]) => name ?? ""),
      loader: module.loader, action: module.action,
      intents: collect(texts, /\bintent(?:"\))? === "([\w.-]+)"/g, /\bintent: "([\w.-]+)"/g, /Intents[^=]*= \[([^\]]+)\]/g).concat(verdictsIn(texts)),
      fields: collect(texts, /\b\w+\(form, "(\w+)"/g, /form\.(?:get|has|getAll)\("(\w+)"\)/g).filter((name) => name !== "intent"),
    };
  }));
}

/** The route, what it imports of views and ui, and what these import beside them. */
function closureOf(path: string, seen = new Set<string>()): string[] {
  seen.add(path);
  for (const [, found] of readFileSync(path, "utf8").matchAll(/from "(\.[^"]+)"/g)) {
    const imported = resolve(dirname(path), found ?? "");
    if (/\/app\/(views|ui)\//.test(imported) && existsSync(imported) && !seen.has(imported)) closureOf(imported, seen);
  }
  return [...seen];
}

function collect(texts: readonly string[], ...patterns: RegExp[]): string[] {
  const found = texts.flatMap((text) => patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, one]) => one ?? "")));
  return [...new Set(found.flatMap((one) => one.split(",")).map((one) => one.trim().replaceAll('"', "")).filter(Boolean))];
}

/** Spelled from two parts in the sources. */
function verdictsIn(texts: readonly string[]): string[] {
  return texts.some((text) => text.includes("parcelVerdictIn")) ? [...mailVerdicts.map((one) => `mail_${one}`), ...parcelVerdicts.map((one) => `parcel_${one}`)] : [];
}
