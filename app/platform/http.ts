// What happened to a call that we made to somebody else's server?
// A failure says whether the request may have arrived: only then may its effect exist.
import { RetryableError } from "./errors.ts";

export type HttpRequest = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  /** From the first look at the address to the last byte of the answer. */
  timeoutMs?: number;
  /** Of the answer's body, counted after decompression. */
  maxBytes?: number;
};

/** Any status, redirects (never followed) and 5xx included: what they mean is the caller's matter. */
export type HttpResponse = { status: number; headers: Readonly<Record<string, string>>; body: Buffer };

export type HttpClient = { request(input: HttpRequest): Promise<HttpResponse> };

export type HttpFailureReason =
  | "bad_address"
  | "blocked"
  | "unreachable"
  | "tls"
  | "timeout"
  | "reset"
  | "too_large"
  | "unreadable";

/** No usable answer came. Its message names the host only; paths, headers and bodies may hold secrets. */
export class HttpFailure extends RetryableError {
  readonly reason: HttpFailureReason;
  /** False: not one byte of the request left, so a repeat is safe. True: the other side may have acted on it. */
  readonly mayHaveArrived: boolean;
  constructor(reason: HttpFailureReason, options: { mayHaveArrived: boolean; host: string; detail?: string }) {
    super(`${options.host}: ${reason}${options.detail ? ` (${options.detail})` : ""}`);
    this.name = "HttpFailure";
    this.reason = reason;
    this.mayHaveArrived = options.mayHaveArrived;
  }
}
