// Does docs/rest-api.openapi.json say what really goes over the wire, in both directions?
// After a change of the messages: vitest run test/suppliers/connectors/rest-api/openapi.test.ts -u
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createHttpClient } from "../../../../app/platform/http.server.ts";
import type { HttpClient } from "../../../../app/platform/http.ts";
import { restApi } from "../../../../app/suppliers/connectors/rest-api/connector.server.ts";
import { localSupplierClient } from "../../../local-suppliers/client.ts";
import { startLocalSupplier } from "../../../local-suppliers/start-local-supplier.ts";
import { anOrderRequest, aRequestedLine } from "../an-order-request.ts";
import { makeOpenApiDocument } from "./openapi-document.ts";
import { testCredentials } from "./world.ts";

const file = new URL("../../../../docs/rest-api.openapi.json", import.meta.url);

type Body = { content?: Record<string, { schema: { $ref: string } }> };
type Operation = { requestBody?: Body; responses: Record<string, Body> };
type Document = { paths: Record<string, Record<string, Operation>>; webhooks: Record<string, { post: Operation }>; components: { schemas: Record<string, unknown> } };

/** Reads the file as a supplier would: nothing but the document decides what is valid. */
function readDocument(): Document {
  return JSON.parse(readFileSync(file, "utf8")) as Document;
}

function validatorOf(document: Document, body: Body | undefined): z.ZodType | undefined {
  const name = body?.content?.["application/json"]?.schema.$ref?.split("/").at(-1);
  if (name === undefined) return undefined;
  const $defs = JSON.parse(JSON.stringify(document.components.schemas).replaceAll("#/components/schemas/", "#/$defs/")) as Record<string, never>;
  return z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs });
}

type Seen = { method: string; path: string; requestBody: string | undefined; status: number; responseBody: string };

function recordInto(seen: Seen[], http: HttpClient): HttpClient {
  return {
    async request(input) {
      const answer = await http.request(input);
      seen.push({ method: input.method.toLowerCase(), path: new URL(input.url).pathname, requestBody: input.body?.toString(), status: answer.status, responseBody: answer.body.toString() });
      return answer;
    },
  };
}

function findOperation(document: Document, { method, path }: Seen): Operation | undefined {
  const template = Object.keys(document.paths).find((candidate) => new RegExp(`^${candidate.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path));
  return template === undefined ? undefined : document.paths[template]?.[method];
}

describe("the OpenAPI document", () => {
  const seen: Seen[] = [];
  const pushed: string[] = [];
  const receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      pushed.push(body);
      response.end();
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const supplier = await startLocalSupplier({ name: "Documented", ...testCredentials, webhookUrl, items: [{ itemId: "mug" }] });
    const http = recordInto(seen, createHttpClient({ allowPrivateAddresses: ["127.0.0.1"] }));
    const connection = restApi.open({ settings: { baseUrl: supplier.url }, credentials: testCredentials, http, now: () => new Date() });
    const control = localSupplierClient(supplier.url);

    const full = anOrderRequest();
    const bare = anOrderRequest({ sender: undefined, customs: undefined, identityDocuments: [], lines: [aRequestedLine({ customs: undefined, note: undefined, sku: undefined })] });
    await connection.testConnection();
    for (const request of [full, full, bare, anOrderRequest({ lines: [aRequestedLine({ itemId: "unknown" })] })]) await connection.submit(request);
    await connection.lookUp?.(full.identity.reference);
    await connection.lookUp?.("0".repeat(32));
    for (const carrier of ["ups", "usps", "yto"] as const) await control.ship(full.identity.reference, [{ carrier, lines: [{ lineReference: "1", quantity: 1 }] }]);
    const change = { reference: bare.identity.reference, number: 1, idempotencyKey: `${bare.identity.reference}.c1`, orderName: "#1", shopBrand: "Shop" };
    await connection.change?.({ ...change, kind: "fewer", lines: [{ lineReference: "1", itemId: "mug", titleEn: "Mug", from: 2, to: 1 }] });
    await connection.change?.({ ...change, number: 2, idempotencyKey: `${bare.identity.reference}.c2`, kind: "receiver", lines: [], receiver: full.receiver });
    await connection.lookUpChange?.({ ...change, kind: "fewer", lines: [] });
    await connection.lookUpChange?.({ ...change, number: 9, kind: "fewer", lines: [] });
    await connection.fetchShipments?.(undefined);
    for (const reference of [full.identity.reference, bare.identity.reference, "0".repeat(32)]) await connection.cancel(reference);
    await vi.waitFor(() => expect(pushed).toHaveLength(3), 5_000);
    await supplier.close();
  });
  afterAll(() => new Promise<void>((resolve) => receiver.close(() => resolve())));

  it("is current", async () => {
    await expect(`${JSON.stringify(makeOpenApiDocument(), undefined, 2)}\n`).toMatchFileSnapshot(fileURLToPath(file));
  });

  it("describes every request that we sent and every answer that the local supplier gave", () => {
    const document = readDocument();

    for (const exchange of seen) {
      const operation = findOperation(document, exchange);
      const response = operation?.responses[exchange.status] ?? operation?.responses["4XX"];
      const request = validatorOf(document, operation?.requestBody);
      expect(validatorOf(document, response)?.safeParse(JSON.parse(exchange.responseBody)), `${exchange.method} ${exchange.path} ${exchange.status}`).toMatchObject({ success: true });
      if (exchange.method === "post" && !exchange.path.endsWith("/cancel")) expect(request?.safeParse(JSON.parse(exchange.requestBody ?? "null")), exchange.requestBody).toMatchObject({ success: true });
    }
    expect(seen.map(({ method, path, status }) => `${method} ${path.replace(/[0-9a-f]{32}/, "…")} ${status}`)).toEqual([
      "get /ping 200",
      "post /orders 201",
      "post /orders 409",
      "post /orders 201",
      "post /orders 422",
      "get /orders/… 200",
      "get /orders/… 404",
      "post /orders/…/changes 200",
      "post /orders/…/changes 200",
      "get /orders/…/changes/1 200",
      "get /orders/…/changes/9 404",
      "get /shipments 200",
      "post /orders/…/cancel 409",
      "post /orders/…/cancel 200",
      "post /orders/…/cancel 404",
    ]);
  });

  it("describes every message that the local supplier pushed", () => {
    const document = readDocument();
    const event = validatorOf(document, document.webhooks["shipments"]?.post.requestBody);

    expect(pushed.map((body) => event?.safeParse(JSON.parse(body)).success)).toEqual([true, true, true]);
  });

  it("would notice a message that it does not describe", () => {
    const document = readDocument();
    const order = validatorOf(document, document.paths["/orders"]?.["post"]?.requestBody);
    const sent: unknown = JSON.parse(seen.find(({ path }) => path === "/orders")?.requestBody ?? "{}");

    expect(order?.safeParse(sent).success).toBe(true);
    expect(order?.safeParse({ ...(sent as object), surprise: 1 }).success).toBe(false);
    expect(order?.safeParse({ ...(sent as object), lines: [] }).success).toBe(false);
  });
});
