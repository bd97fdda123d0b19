// What does this body say, without rounding anything?
// Order ids may pass 2^53, where JSON.parse silently changes the last digits: such integers become text instead.

type UnreadableReason = "not_utf8" | "nul_byte" | "not_json" | "too_deep";
export type ParsedJson = { ok: true; value: unknown } | { ok: false; reason: UnreadableReason };

const utf8 = new TextDecoder("utf-8", { fatal: true });

export function parseJsonExactly(bytes: Uint8Array): ParsedJson {
  if (bytes.includes(0)) return { ok: false, reason: "nul_byte" };
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { ok: false, reason: "not_utf8" };
  }
  try {
    return { ok: true, value: needsCare(text) ? JSON.parse(text, exactly) : JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: error instanceof RangeError ? "too_deep" : "not_json" };
  }
}

/** The reviver costs several times the plain parse, and most bodies hold nothing that it would change. */
function needsCare(text: string): boolean {
  return /\d{16}/.test(text) || text.includes("\\u0000");
}

function exactly(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    const source = context?.source;
    return source !== undefined && /^-?\d+$/.test(source) ? source : value;
  }
  // PostgreSQL's text cannot hold U+0000, and one such character must not cost a whole order.
  return typeof value === "string" ? value.replaceAll("\u0000", "\uFFFD") : value;
}
