// What the intake is compared with: the least that a door can do and still be durable, one INSERT for each webhook.
// REFERENCE=bare answers from node:http; REFERENCE=remix is the resource route that a Shopify app usually has.
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { ActionFunctionArgs, ServerBuild } from "@remix-run/node";
import express from "express";
import pg from "pg";

const secret = process.env["SHOPIFY_API_SECRET"] ?? "";
const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 10, options: "-c timezone=UTC" });
const insert = `insert into "ReferenceInbox" ("id", "shopDomain", "webhookId", "topic", "apiVersion", "eventId", "triggeredAt", "body")
  values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict ("shopDomain", "webhookId") do nothing`;

type Read = (name: string) => string | null;

async function take(header: Read, body: Buffer): Promise<number> {
  const claimed = Buffer.from(header("x-shopify-hmac-sha256") ?? "", "base64");
  const signature = createHmac("sha256", secret).update(body).digest();
  if (claimed.length !== signature.length || !timingSafeEqual(claimed, signature)) return 401;
  await pool.query({
    name: "insert", text: insert,
    values: [randomUUID(), header("x-shopify-shop-domain"), header("x-shopify-webhook-id"), header("x-shopify-topic"), header("x-shopify-api-version"), header("x-shopify-event-id"), header("x-shopify-triggered-at"), body],
  });
  return 200;
}

const bare = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    take((name) => String(request.headers[name] ?? ""), Buffer.concat(chunks)).then(
      (status) => response.writeHead(status, { "Content-Length": "0" }).end(),
      () => response.writeHead(503, { "Content-Length": "0" }).end(),
    );
  });
});

/** As the compiler would make it of one file with an action. */
const build: ServerBuild = {
  mode: "production", publicPath: "/", assetsBuildDirectory: "build", isSpaMode: false,
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
  future: { v3_fetcherPersist: true, v3_lazyRouteDiscovery: true, v3_relativeSplatPath: true, v3_singleFetch: true, v3_throwAbortReason: true },
  entry: { module: { default: () => new Response(null, { status: 404 }) } },
  routes: {
    root: { id: "root", path: "", module: { default: () => null } },
    webhooks: {
      id: "webhooks", parentId: "root", path: "webhooks",
      module: {
        action: async ({ request }: ActionFunctionArgs) => {
          const status = await take((name) => request.headers.get(name), Buffer.from(await request.arrayBuffer()));
          return new Response(null, { status });
        },
      } as ServerBuild["routes"][string]["module"],
    },
  },
};

const remix = express().disable("x-powered-by").all("*", createRequestHandler({ build, mode: "production" }));
const server = process.env["REFERENCE"] === "remix" ? createServer(remix) : bare;
server.keepAliveTimeout = 65_000;
server.listen(0, "127.0.0.1", () => console.log(`answers on http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once("SIGTERM", () => process.exit(0));
