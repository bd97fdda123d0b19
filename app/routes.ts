// Which file answers which address? The name of a file in `routes/` is its address: dots are slashes, `$name` is a
// parameter, a lone `$` the rest, `_index` the address itself; a file stands inside the longest other name it begins with.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export type Route = { id: string; file: string; path?: string; index?: boolean; children?: Route[] };

const routeFile = /^(.+)\.tsx?$/;

/** File names in, nested routes out. */
export function planRoutes(files: readonly string[]): Route[] {
  const names = new Map<string, string>();
  for (const file of [...files].sort()) {
    const name = routeFile.exec(file)?.[1];
    if (name) names.set(name, file);
  }
  return childrenOf("", names);
}

function childrenOf(parent: string, names: ReadonlyMap<string, string>): Route[] {
  return [...names].filter(([name]) => parentOf(name, names) === parent).map(([name, file]) => {
    const children = childrenOf(name, names);
    return { id: `routes/${name}`, file: `routes/${file}`, ...addressOf(name, parent), ...(children.length ? { children } : {}) };
  });
}

function parentOf(name: string, names: ReadonlyMap<string, string>): string {
  const parts = name.split(".");
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const candidate = parts.slice(0, length).join(".");
    if (names.has(candidate)) return candidate;
  }
  return "";
}

function addressOf(name: string, parent: string): Pick<Route, "path" | "index"> {
  const parts = (parent ? name.slice(parent.length + 1) : name).split(".");
  const index = parts.at(-1) === "_index";
  const path = (index ? parts.slice(0, -1) : parts).map(segmentOf).join("/");
  return { ...(path ? { path } : {}), ...(index ? { index } : {}) };
}

function segmentOf(part: string): string {
  if (part === "$") return "*";
  return part.startsWith("$") ? `:${part.slice(1)}` : part;
}

export default planRoutes(readdirSync(fileURLToPath(new URL("routes", import.meta.url))));
