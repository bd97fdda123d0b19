// One signed webhook of the test's own, so that a test knows what was promised for it.
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { demo, type FaultWorld } from "./fault-world.ts";

/** Of a topic that no step acts on: it is kept, and changes nothing. Undefined: no answer came. */
export async function deliver(at: FaultWorld, webhookId: string = randomUUID()): Promise<number | undefined> {
  const body = JSON.stringify({ id: 1 });
  const headers = {
    "X-Shopify-Topic": "products/update", "X-Shopify-Shop-Domain": demo, "X-Shopify-Webhook-Id": webhookId, "X-Shopify-API-Version": "2026-10",
    "X-Shopify-Hmac-Sha256": createHmac("sha256", at.world.environment.SHOPIFY_API_SECRET).update(body).digest("base64"),
  };
  try {
    // A generous bound on a hang; Shopify itself waits five seconds.
    return (await fetch(`${at.door}/webhooks`, { method: "POST", body, headers, signal: AbortSignal.timeout(20_000) })).status;
  } catch {
    return undefined;
  }
}

const slowHead = `POST /webhooks HTTP/1.1\r\nHost: app.example.com\r\nX-Shopify-Hmac-Sha256: ${"A".repeat(43)}=\r\nContent-Length: 5000\r\n`;

/** Connections that send a byte a second: the first half of them never ends its headers, the second its body. */
export function openSlowSenders(port: number, count: number): { readonly open: () => number; close(): void } {
  const sockets: Socket[] = [];
  for (let index = 0; index < count; index += 1) {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    socket.resume();
    const text = index % 2 === 0 ? slowHead : "";
    socket.write(text === "" ? "P" : `${text}\r\n`);
    const timer = setInterval(() => socket.write("x"), 1_000);
    void once(socket, "close").finally(() => clearInterval(timer));
    sockets.push(socket);
  }
  return { open: () => sockets.filter((socket) => !socket.closed).length, close: () => sockets.forEach((socket) => socket.destroy()) };
}
