// How do we call other people's servers without being led into our own network?
// The address is judged after DNS, on the very connection that is used, so a name cannot change in between.
import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import axios from "axios";
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent";
import { BugError } from "./errors.ts";
import { HttpFailure } from "./http.ts";
import type { HttpClient, HttpFailureReason, HttpRequest, HttpResponse } from "./http.ts";

export type HttpCall = { method: string; host: string; status?: number; failure?: HttpFailureReason; durationMs: number };

export type HttpClientOptions = {
  /** Single addresses that local work may reach, or true for all of them. Production: false or []. */
  allowPrivateAddresses: readonly string[] | boolean;
  log?: (call: HttpCall) => void;
};

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

/** What was seen of one call while it ran. */
type Trace = { hasConnected: boolean; isLate: boolean; host: string };

type Client = { agents: { http: http.Agent; https: https.Agent }; allowsPlainHttp: boolean };

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const client = openClient(options.allowPrivateAddresses);
  return {
    async request(input) {
      const startedAt = performance.now();
      const trace: Trace = { hasConnected: false, isLate: false, host: "unreadable address" };
      const call = (rest: { status?: number; failure?: HttpFailureReason }): HttpCall => ({
        method: input.method,
        host: trace.host,
        durationMs: Math.round(performance.now() - startedAt),
        ...rest,
      });
      try {
        const response = await send(client, input, trace);
        options.log?.(call({ status: response.status }));
        return response;
      } catch (error) {
        const failure = error instanceof HttpFailure ? error : toFailure(error, trace);
        options.log?.(call({ failure: failure.reason }));
        throw failure;
      }
    },
  };
}

function openClient(allowed: readonly string[] | boolean): Client {
  const allowIPAddressList = typeof allowed === "boolean" ? [] : [...allowed];
  const notAnAddress = allowIPAddressList.find((address) => isIP(address) === 0);
  if (notAnAddress !== undefined) throw new BugError(`not a single IP address: ${notAnAddress}`);
  // No keep-alive: a socket that the other side closed meanwhile would turn "not sent" into "unknown".
  const filter = { keepAlive: false, allowPrivateIPAddress: allowed === true, allowIPAddressList };
  return {
    agents: { http: new RequestFilteringHttpAgent(filter), https: new RequestFilteringHttpsAgent(filter) },
    allowsPlainHttp: allowed === true || allowIPAddressList.length > 0,
  };
}

function readAddress(text: string, client: Client, trace: Trace): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname) throw new HttpFailure("bad_address", { mayHaveArrived: false, host: trace.host });
  trace.host = url.host;
  const isAllowed = url.protocol === "https:" || (url.protocol === "http:" && client.allowsPlainHttp);
  if (!isAllowed) throw new HttpFailure("blocked", { mayHaveArrived: false, host: url.host, detail: url.protocol });
  if (url.username || url.password) throw new HttpFailure("bad_address", { mayHaveArrived: false, host: url.host });
  return url;
}

async function send(client: Client, input: HttpRequest, trace: Trace): Promise<HttpResponse> {
  const url = readAddress(input.url, client, trace);
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    trace.isLate = true;
    deadline.abort();
  }, input.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  try {
    const response = await axios.request<Readable>({
      method: input.method,
      url: url.href,
      headers: { "User-Agent": "Daifa", ...input.headers },
      // As bytes: axios parses and trims text that is declared as JSON.
      data: typeof input.body === "string" ? Buffer.from(input.body) : input.body,
      responseType: "stream",
      signal: deadline.signal,
      maxRedirects: 0,
      proxy: false,
      validateStatus: () => true,
      httpAgent: client.agents.http,
      httpsAgent: client.agents.https,
      transport: { request: tracedRequest(url.protocol, trace) },
    });
    const body = await readBody(response.data, input.maxBytes ?? DEFAULT_MAX_BYTES, trace);
    return { status: response.status, headers: flatten(response.headers), body };
  } finally {
    clearTimeout(timer);
  }
}

/** Node keeps a request back until the connection stands, so before that nothing of it has left. */
function tracedRequest(protocol: string, trace: Trace) {
  const [open, readyEvent] = protocol === "https:" ? ([https.request, "secureConnect"] as const) : ([http.request, "connect"] as const);
  return (options: https.RequestOptions, onResponse: (message: http.IncomingMessage) => void) => {
    const request = open(options, onResponse);
    request.once("socket", (socket: Socket) => {
      socket.once(readyEvent, () => {
        trace.hasConnected = true;
      });
    });
    return request;
  };
}

async function readBody(stream: Readable, maxBytes: number, trace: Trace): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the stream and with it the connection.
    if (size > maxBytes) throw new HttpFailure("too_large", { mayHaveArrived: true, host: trace.host, detail: `over ${maxBytes} bytes` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function flatten(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

const UNREACHABLE = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EINVAL"]);

/** The original error is not kept as cause: it carries the request's headers. */
function toFailure(error: unknown, trace: Trace): HttpFailure {
  const { code = "", message = "" } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const about = { mayHaveArrived: trace.hasConnected, host: trace.host, detail: code };
  return new HttpFailure(reasonOf(code, message, trace), about);
}

function reasonOf(code: string, message: string, trace: Trace): HttpFailureReason {
  if (trace.isLate) return "timeout";
  // request-filtering-agent names its refusals only in the text of the error.
  if (/is not allowed\. Because/.test(message)) return "blocked";
  if (UNREACHABLE.has(code)) return "unreachable";
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code)) return "tls";
  if (/^HPE_|^Z_|ERR_STREAM_PREMATURE/.test(code)) return code.startsWith("ERR") ? "reset" : "unreadable";
  return trace.hasConnected ? "reset" : "unreachable";
}
