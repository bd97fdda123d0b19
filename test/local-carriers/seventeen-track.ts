// A 17TRACK that runs on this machine: protocol v2.2, memory, signed pushes, and faults on demand. Used by tests and the demo.
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { ZodError } from "zod";
import { createControl } from "./control.ts";
import type { Control } from "./control.ts";
import { createFaults } from "./faults.ts";
import type { CallFault, Faults } from "./faults.ts";
import { createLog } from "./log.ts";
import type { Log } from "./log.ts";
import { openParcelBook } from "./parcels.ts";
import { answerCall, failure } from "./protocol.ts";
import type { Account, Answer } from "./protocol.ts";
import { createPusher } from "./pushes.ts";

export type LocalCarrierOptions = {
  /** 0 or absent: any free port. */
  port?: number;
  token: string;
  pushUrl?: string;
  /** Parcels survive a restart here. */
  stateFile?: string;
  quota?: number;
  /** The real ones are 10, 30 and 60 minutes. */
  pushRetryDelaysMs?: readonly number[];
  /** The real one allows 3; absent: no limit. */
  requestsPerSecond?: number;
};

export type LocalCarrier = {
  /** For the control client: http://127.0.0.1:port */
  url: string;
  /** For the app: the API including its version. */
  apiUrl: string;
  pushesUnderWay(): number;
  close(): Promise<void>;
};

type House = { account: Account; control: Control; faults: Faults; log: Log; isTooFast: () => boolean };

export async function startLocalCarrier(options: LocalCarrierOptions): Promise<LocalCarrier> {
  const book = openParcelBook(options.stateFile);
  const [faults, log, address] = [createFaults(), createLog(), { url: options.pushUrl }];
  const retryDelaysMs = options.pushRetryDelaysMs ?? [1_000, 3_000, 6_000];
  const pusher = createPusher({ book, token: options.token, faults, log, address, retryDelaysMs });
  const control = createControl({ book, pusher, faults, log, address });
  const account = { book, token: options.token, quota: options.quota ?? 100_000 };
  const house: House = { account, control, faults, log, isTooFast: speedLimit(options.requestsPerSecond) };

  const server = createServer((request, response) => {
    void answer(house, request, response).catch(() => response.destroy());
  });
  await listen(server, options.port ?? 0);
  for (const parcel of book.list()) if (parcel.isPushPending) pusher.updated(parcel);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    apiUrl: `${url}/track/v2.2`,
    pushesUnderWay: () => pusher.underWay(),
    async close() {
      control.close();
      await pusher.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

async function answer(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "http://local").pathname;
  const text = await readText(request);
  if (path.startsWith("/_control/")) {
    return reply(response, await controlled(house.control, request.method ?? "GET", { path: path.slice("/_control/".length), text }));
  }
  const method = /^\/track\/v2\.2\/([a-z]+)$/.exec(path)?.[1];
  if (method === undefined || request.method !== "POST") return reply(response, { status: 404, body: { code: 404, data: {} } });
  await answerMethod(house, { method, text, token: headerOf(request, "17token") }, response);
}

type Call = { method: string; text: string; token: string | undefined };

async function answerMethod(house: House, call: Call, response: ServerResponse): Promise<void> {
  const fault = house.faults.takeForCall();
  if (fault?.kind === "slow") await pause(fault.delayMs);
  const note = (status: number) => house.log.add({ kind: "call", path: call.method, status, body: call.text });
  const spoiled = fault && spoiledAnswers[fault.kind];
  if (spoiled) {
    note(spoiled.status);
    response.writeHead(spoiled.status, spoiled.headers).end(spoiled.body());
    return;
  }
  const result = house.isTooFast() ? tooFast : answerCall(house.account, call.method, { token: call.token, body: parse(call.text) });
  if (fault?.kind === "lost_answer") {
    note(0);
    response.destroy();
    return;
  }
  note(result.status);
  reply(response, result);
}

const tooFast: Answer = failure(429, "Too many requests.", 429);

const spoiledAnswers: Partial<Record<CallFault, { status: number; headers: Record<string, string>; body: () => string }>> = {
  rate_limited: { status: 429, headers: { "content-type": "application/json", "retry-after": "2" }, body: () => JSON.stringify(tooFast.body) },
  server_error: { status: 500, headers: { "content-type": "text/plain" }, body: () => "Internal Server Error" },
  html: { status: 200, headers: { "content-type": "text/html" }, body: () => "<!doctype html><title>Maintenance</title><p>Back soon" },
  huge: { status: 200, headers: { "content-type": "application/json" }, body: () => `{"code":0,"data":"${"x".repeat(40_000_000)}"}` },
};

async function controlled(control: Control, method: string, asked: { path: string; text: string }): Promise<Answer> {
  try {
    return await control.answer(method, asked.path, parse(asked.text));
  } catch (error) {
    if (error instanceof ZodError) return { status: 400, body: { error: error.message } };
    throw error;
  }
}

function speedLimit(perSecond: number | undefined): () => boolean {
  let recent: number[] = [];
  return () => {
    if (perSecond === undefined) return false;
    recent = recent.filter((at) => at > Date.now() - 1_000);
    if (recent.length >= perSecond) return true;
    recent.push(Date.now());
    return false;
  };
}

function reply(response: ServerResponse, answered: Answer): void {
  response.writeHead(answered.status, { "content-type": "application/json" }).end(JSON.stringify(answered.body));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}
