// Three kinds of failure decide what the queue does and what a person sees.
// Expected outcomes (a refusal, an unroutable line) are return values, never these.

/** Values that a catalogue text may name; stored as JSON beside the code. */
export type Params = Readonly<Record<string, string | number>>;

/** A person has to act: the catalogue gives title, cause and next steps for the code. The queue stops. */
export class MerchantError extends Error {
  readonly code: string;
  readonly params: Params;
  constructor(code: string, params: Params = {}) {
    super(code);
    this.name = "MerchantError";
    this.code = code;
    this.params = params;
  }
}

/** The other side could not answer now (time-out, 429, 5xx, throttled). The queue tries again. */
export class RetryableError extends Error {
  readonly retryAfterMs: number | undefined;
  constructor(message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "RetryableError";
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** An invariant of ours is broken. Tried a little, then dead-lettered with an alert. */
export class BugError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BugError";
  }
}
