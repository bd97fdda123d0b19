// What went wrong in an Admin API call, in the few ways that a step has to tell apart?
import { z } from "zod";
import { MerchantError, RetryableError } from "../platform/errors.ts";

/** The mutation may have been carried out: look before asking again. Any other RetryableError was certainly not. */
export class OutcomeUnknownError extends RetryableError {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "OutcomeUnknownError";
  }
}

const entrySchema = z.object({
  message: z.string().catch(""),
  path: z.array(z.union([z.string(), z.number()])).nullish().catch(undefined),
  extensions: z.object({ code: z.string().optional().catch(undefined), requiredAccess: z.string().optional().catch(undefined) }).nullish().catch(undefined),
});

/** `code` is Shopify's, such as RESOURCE_NOT_FOUND; empty where it gave none. */
export type AdminErrorEntry = { code: string; message: string; path: readonly (string | number)[]; requiredAccess: string | undefined };

/** Shopify refused the document or an argument; nothing was carried out. */
export class AdminErrors extends Error {
  readonly title: string;
  readonly entries: readonly AdminErrorEntry[];
  constructor(title: string, entries: readonly AdminErrorEntry[]) {
    super(`${title}: ${entries.map(({ code, message }) => `${code} ${message}`.trim()).join("; ")}`);
    this.name = "AdminErrors";
    this.title = title;
    this.entries = entries;
  }

  has(code: string): boolean {
    return this.entries.some((entry) => entry.code === code);
  }
}

export function readErrorEntries(errors: readonly unknown[] | undefined): AdminErrorEntry[] {
  return (errors ?? []).map((error) => {
    const { message, path, extensions } = entrySchema.catch({ message: "" }).parse(error);
    return { code: extensions?.code ?? "", message, path: path ?? [], requiredAccess: extensions?.requiredAccess };
  });
}

const brokenThere = new Set(["INTERNAL_SERVER_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE"]);

export const isThrottled = (entries: readonly AdminErrorEntry[]): boolean => entries.some(({ code }) => code === "THROTTLED");

/**
 * The fields that this app may not read, when they alone are missing from an answer that is otherwise there.
 * Protected customer data that was not granted comes like this: null in the data, and an entry among the errors.
 */
export function judgeErrors(title: string, answer: { data: unknown; entries: readonly AdminErrorEntry[]; isMutation: boolean }): string[] {
  const { data, entries, isMutation } = answer;
  const denied = entries.filter(({ code }) => code === "ACCESS_DENIED");
  const blocking = denied.find(({ path }) => !isOnlyNull(data, path));
  if (blocking) throw new MerchantError("shopify.scope_missing", { scope: blocking.requiredAccess ?? blocking.message });
  if (entries.some(({ code }) => brokenThere.has(code))) {
    const message = `${title}: Shopify failed while answering`;
    throw isMutation ? new OutcomeUnknownError(message) : new RetryableError(message);
  }
  if (denied.length < entries.length) throw new AdminErrors(title, entries);
  return [...new Set(denied.map(({ path }) => path.filter((step) => typeof step === "string").join(".")))];
}

/** True when the object that holds the field is there: the field alone is null, not all that stood around it. */
function isOnlyNull(data: unknown, path: readonly (string | number)[]): boolean {
  if (path.length < 2) return false;
  const holder = path.slice(0, -1).reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), data);
  return isRecord(holder);
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}
