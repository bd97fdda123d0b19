// What does a supplier read who wants to implement the protocol? Schemas come from the messages, words from here.
import { z } from "zod";
import { components } from "./components.ts";

type ComponentName = keyof typeof components;

const ref = (name: ComponentName) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: ComponentName) => ({ "application/json": { schema: ref(name) } });
const answer = (description: string, name: ComponentName) => ({ description, content: json(name) });

const unauthorized = { description: "The key is wrong. The request had no effect." };
const slowDown = { description: "Too many requests; the request had no effect.", headers: { "Retry-After": { description: "Seconds.", schema: { type: "integer" } } } };
const everywhere = { "401": unauthorized, "403": unauthorized, "429": slowDown };
const notFound = answer('There is no such order: code "order_not_found". Any other 404 leaves Daifa in doubt, and it asks again.', "Refusal");
const reference = { name: "reference", in: "path", required: true, description: "Daifa's reference, as given with the order.", schema: { type: "string", pattern: "^[0-9a-f]{32}$" } };

const paths = {
  "/ping": {
    get: { operationId: "ping", summary: "Is the connection set up rightly? Changes nothing.", responses: { "200": answer("It is.", "Ping"), ...everywhere } },
  },
  "/orders": {
    post: {
      operationId: "placeOrder",
      summary: "Place an order. The same Idempotency-Key is the same order, however often and however concurrently it comes.",
      description:
        "Answer only after the order is stored for good. When no answer arrives, or one outside this description (5xx, HTML, nothing, more than 5 MiB), Daifa does not know whether you took the order; it looks the reference up before it sends again under the same key.",
      parameters: [{ name: "Idempotency-Key", in: "header", required: true, schema: { type: "string", maxLength: 64 } }],
      requestBody: { required: true, content: json("Order") },
      responses: {
        "201": answer("Taken.", "OrderAnswer"),
        "200": answer("Taken, for servers that do not tell new from known.", "OrderAnswer"),
        "409": answer("This key was seen before; the order that it made.", "OrderAnswer"),
        "4XX": answer("Refused as a whole; nothing was stored. Name the lines where lines are the reason.", "Refusal"),
        ...everywhere,
      },
    },
  },
  "/orders/{reference}": {
    get: {
      operationId: "lookUpOrder",
      summary: "Do you have this order, and how does it stand?",
      parameters: [reference],
      responses: { "200": answer("The order, as answered when it was placed.", "OrderAnswer"), "404": notFound, ...everywhere },
    },
  },
  "/orders/{reference}/cancel": {
    post: {
      operationId: "cancelOrder",
      summary: "Cancel the whole order. Cancelling again is answered alike.",
      parameters: [reference],
      requestBody: { required: false, content: { "application/json": { schema: { type: "object" } } } },
      responses: {
        "200": answer('Cancelled: standing is "cancelled".', "OrderAnswer"),
        "404": notFound,
        "409": answer('Code "too_late": part of it has left.', "Refusal"),
        "4XX": answer("Not cancelled, for the reason given.", "Refusal"),
        ...everywhere,
      },
    },
  },
  "/orders/{reference}/changes": {
    post: {
      operationId: "changeOrder",
      summary: "Optional: ship fewer of some lines, or to another receiver. The same Idempotency-Key is the same change.",
      description: "Answer at once where a program can decide, or with pending, and let Daifa look the answer up. A server without this address answers 404, and a person asks you instead.",
      parameters: [reference, { name: "Idempotency-Key", in: "header", required: true, schema: { type: "string", maxLength: 64 } }],
      requestBody: { required: true, content: json("Change") },
      responses: {
        "200": answer("Decided.", "ChangeAnswer"),
        "202": answer("Kept; the answer comes later.", "ChangeAnswer"),
        "404": notFound,
        "4XX": answer('Refused, or code "too_late": what was to change has left.', "Refusal"),
        ...everywhere,
      },
    },
  },
  "/orders/{reference}/changes/{number}": {
    get: {
      operationId: "lookUpChange",
      summary: "Do you have this change, and what is the answer?",
      parameters: [reference, { name: "number", in: "path", required: true, schema: { type: "integer", minimum: 1 } }],
      responses: { "200": answer("As it stands.", "ChangeAnswer"), "404": answer('There is no such change: code "change_not_found".', "Refusal"), ...everywhere },
    },
  },
  "/shipments": {
    get: {
      operationId: "listShipments",
      summary: "Shipments in the order in which they were made, after a cursor.",
      description: "A shipment may be listed again, never left out.",
      parameters: [{ name: "after", in: "query", required: false, description: "The cursor of the page before; absent: from the beginning.", schema: { type: "string", maxLength: 500 } }],
      responses: { "200": answer("One page.", "ShipmentsPage"), ...everywhere },
    },
  },
};

const webhooks = {
  shipments: {
    post: {
      operationId: "tellShipments",
      summary: "Optional: tell Daifa of shipments at once, at the address shown on the supplier's page.",
      description:
        "Repeat until the answer is 2xx; a repeated shipment is known by its shipmentReference. Sign each attempt anew: Daifa-Timestamp is the time in Unix seconds, Daifa-Signature the lower-case hex HMAC-SHA256, keyed with the shared secret, over the timestamp, a dot, and the body's bytes. Accepted within 5 minutes of Daifa's clock.",
      parameters: [
        { name: "Daifa-Timestamp", in: "header", required: true, schema: { type: "string", pattern: "^\\d{1,12}$" } },
        { name: "Daifa-Signature", in: "header", required: true, schema: { type: "string", pattern: "^[0-9a-f]{64}$" } },
      ],
      requestBody: { required: true, content: json("ShipmentsEvent") },
      responses: { "200": { description: "Kept." }, "401": { description: "Signature or timestamp are wrong; nothing was kept." }, "503": { description: "Come again later." } },
    },
  },
};

export function makeOpenApiDocument(): unknown {
  return {
    openapi: "3.1.0",
    info: {
      title: "Daifa supplier protocol",
      version: "1.0.0",
      description:
        "What a supplier's server implements so that Daifa can order from it. JSON in UTF-8 both ways. Ignore fields that you do not know: more may come. Leave fields out, or send null, where you have nothing to say.",
    },
    servers: [{ url: "https://{host}", variables: { host: { default: "supplier.example.com", description: "The base address that the merchant enters." } } }],
    security: [{ key: [] }],
    paths,
    webhooks,
    components: { securitySchemes: { key: { type: "http", scheme: "bearer" } }, schemas: makeSchemas() },
  };
}

function makeSchemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [name, schema] of Object.entries(components)) registry.add(schema, { id: name });
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    uri: (id) => `#/components/schemas/${id}`,
    // The format says it; zod's expression for leap years beside it only frightens readers.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === "date-time" || jsonSchema.format === "date") delete jsonSchema.pattern;
    },
  });
  return Object.fromEntries(Object.entries(schemas).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [name, schema]));
}
