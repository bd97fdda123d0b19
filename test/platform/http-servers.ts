// Small servers that answer as a test tells them, and are gone when it ends.
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo, Server, Socket } from "node:net";
import { afterEach } from "vitest";
import { createHttpClient } from "../../app/platform/http.server.ts";
import { HttpFailure } from "../../app/platform/http.ts";
import type { HttpRequest } from "../../app/platform/http.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

export const serve = (listener: RequestListener) => listen(createServer(listener));
export const local = createHttpClient({ allowPrivateAddresses: ["127.0.0.1"] });

export async function failureOf(input: Partial<HttpRequest> & { url: string }, client = local): Promise<HttpFailure> {
  const outcome: unknown = await client.request({ method: "GET", ...input }).catch((error: unknown) => error);
  if (!(outcome instanceof HttpFailure)) throw new Error(`expected a failure, got ${JSON.stringify(outcome)}`);
  return outcome;
}
