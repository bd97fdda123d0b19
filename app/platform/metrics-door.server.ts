// Where are the metrics read? On a port of their own, which nobody from outside is let through to: no page, webhook or
// signed link is there, so that what stands in front of Daifa need not tell private paths from public ones.
import { once } from "node:events";
import { createServer } from "node:http";
import { collectDefaultMetrics, type Registry } from "prom-client";
import type { Log } from "./log.server.ts";

export type MetricsDoor = { readonly url: string; close(): Promise<void> };

export async function openMetricsDoor(read: { registry: Registry; refresh: () => Promise<void>; log: Log }, address: { host: string; port: number }): Promise<MetricsDoor> {
  // Event loop, heap and garbage collection, under the names that every Node dashboard knows.
  collectDefaultMetrics({ register: read.registry });
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") return void response.writeHead(404).end();
    answer().then(
      (text) => response.writeHead(200, { "Content-Type": read.registry.contentType }).end(text),
      (error: unknown) => {
        read.log.error({ err: error }, "metrics could not be read");
        response.writeHead(500).end();
      },
    );
  });
  const answer = async () => {
    await read.refresh();
    return await read.registry.metrics();
  };
  server.maxConnections = 16;
  server.listen(address.port, address.host);
  await once(server, "listening");
  const bound = server.address();
  const port = bound !== null && typeof bound === "object" ? bound.port : 0;
  return {
    url: `http://${address.host.includes(":") ? `[${address.host}]` : address.host}:${port}/metrics`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
