// Who may import whom in `app/`? The line below is the rule: a station imports only from stations to its left.
// Rooms that nobody has built yet keep their place in it.
import type { IForbiddenRuleType } from "dependency-cruiser";

/** A station is a folder of `app/`, or a file that stands directly in it. */
export const line = [
  "platform", "shopify", "carriers", "problems", "merchants", "catalog", "orders", "fulfillment-requests", "suppliers", "routing",
  "supplier-orders", "supplier-desk", "payables", "shipments", "waybills", "fulfillments", "order-check", "customers", "after-sales",
  "reports", "bulk-actions", "privacy", "connections",
  "triggers.server.ts", "next-jobs.server.ts", "pipeline.server.ts", "dispatch-webhook.server.ts", "tools.server.ts", "trouble.server.ts", "worker.server.ts", "figures.server.ts", "server.server.ts",
  "views", "ui", "routes", "routes.ts", "root.tsx", "entry.client.tsx", "entry.server.tsx",
] as const;

/** Where Remix takes the server's half out of a file before it reaches the browser. */
const doors = ["^app/routes/", "^app/routes\\.ts$", "^app/root\\.tsx$", "^app/entry\\.[^/]+$"];
const server = "\\.server\\.tsx?$";

/** Packages by folder: whoever else imports one has taken over another's business. */
const packages: readonly { readonly names: string; readonly only: readonly string[] }[] = [
  // The database is reached by platform, by the memory of a room, by the read models, and by Shopify's sessions.
  { names: "(@prisma|\\.prisma)/", only: [`^app/(platform|${roomsBetween("problems", "connections")}|views)/[^/]+${server}`, "^app/shopify/sealed-session-storage\\.server\\.ts$"] },
  { names: "(pg|pg-boss)(/|$)", only: ["^app/platform/", "^app/shopify/tokens\\.server\\.ts$", "^app/worker\\.server\\.ts$"] },
  { names: "@shopify/(?!polaris|app-bridge|shopify-app-remix/(react|dist/[^/]+/react))", only: ["^app/shopify/"] },
  { names: "@shopify/(polaris|app-bridge|shopify-app-remix/(react|dist/[^/]+/react))", only: ["^app/ui/", "^app/routes/", "^app/root\\.tsx$"] },
  { names: "@remix-run/", only: ["^app/ui/", ...doors, "^app/server\\.server\\.ts$"] },
  { names: "(express|isbot|react-dom)(/|$)", only: ["^app/platform/web-server\\.server\\.ts$", "^app/server\\.server\\.ts$", "^app/entry\\.[^/]+$"] },
];

/** What a pure file outside `ui` may use of others: schemas, words, telephone numbers, types of documents. */
const purePackages = ["zod", "luxon", "@formatjs/intl", "libphonenumber-js", "@graphql-typed-document-node/core"];

export const forbidden: IForbiddenRuleType[] = [
  ...line.flatMap(pointsLeft),
  {
    name: "pure stays pure", severity: "error",
    from: { path: "^app/", pathNot: [server, ...doors] },
    to: { path: `^app/.*${server}`, preCompilationOnly: false },
  },
  {
    name: "pure runs anywhere", severity: "error",
    from: { path: "^app/", pathNot: [server, ...doors] },
    to: { dependencyTypes: ["core"], preCompilationOnly: false },
  },
  {
    name: "pure uses few packages", severity: "error",
    from: { path: "^app/", pathNot: [server, ...doors, "^app/ui/"] },
    to: { path: "(^|^node_modules/)[^.]", pathNot: ["^app/", `^(node_modules/)?(${purePackages.join("|")})(/|$)`], dependencyTypesNot: ["core", "local"], preCompilationOnly: false },
  },
  strangers("connectors", "^app/suppliers/connectors/([^/]+)/", "^app/suppliers/connectors/"),
  strangers("carriers", "^app/carriers/([^/]+)/", "^app/carriers/[^/]+/"),
  { name: "rules are strangers", severity: "error", from: { path: "^app/routing/rules/" }, to: { path: "^app/routing/rules/" } },
  // Types may know each other both ways; a cycle of values is loaded half-made.
  { name: "no cycles", severity: "error", from: { path: "^app/" }, to: { circular: true, viaOnly: { dependencyTypesNot: ["pre-compilation-only"] } } },
  { name: "no orphans", severity: "error", from: { path: doors }, to: { path: "^app/", pathNot: doors, reachable: false } },
  ...packages.map(({ names, only }): IForbiddenRuleType => ({
    name: `package ${names}`, severity: "error",
    from: { path: "^app/", pathNot: [...only] },
    to: { path: `^(node_modules/)?${names}` },
  })),
];

function pointsLeft(station: string, index: number): IForbiddenRuleType[] {
  const right = line.slice(index + 1).map(pathOf);
  if (right.length === 0) return [];
  // The pipeline says what its steps may use of the tools.
  const pathNot = station === "pipeline.server.ts" ? [pathOf("tools.server.ts")] : [];
  return [{ name: `${station} imports only from its left`, severity: "error", from: { path: pathOf(station) }, to: { path: right, pathNot } }];
}

function pathOf(station: string): string {
  return `^app/${station.includes(".") ? `${station.replaceAll(".", "\\.")}$` : `${station}/`}`;
}

function roomsBetween(first: (typeof line)[number], last: (typeof line)[number]): string {
  return line.slice(line.indexOf(first), line.indexOf(last) + 1).join("|");
}

function strangers(kind: string, from: string, to: string): IForbiddenRuleType {
  return { name: `${kind} are strangers`, severity: "error", from: { path: from }, to: { path: to, pathNot: from.replace("([^/]+)", "$1") } };
}
