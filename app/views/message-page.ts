// One raw message as the page shows it, and how its bytes become text for people.

export type MessagePage = {
  readonly title: string;
  readonly at: Date;
  readonly direction: "IN" | "OUT";
  readonly channel: "SHOPIFY_WEBHOOK" | "SHOPIFY_ADMIN" | "SUPPLIER" | "CARRIER";
  readonly status: number | null;
  readonly order: { readonly id: string; readonly name: string } | null;
  readonly request: string | null;
  readonly response: string | null;
  readonly isRedacted: boolean;
};

/** JSON is set out over lines; a head of HTTP lines before it, and whatever is no JSON, stay as they are. */
export function setOut(text: string): string {
  const gap = text.search(/\r?\n\r?\n/);
  const whole = indented(text);
  if (whole !== undefined || gap < 0) return whole ?? text;
  const body = text.slice(gap).trimStart();
  return `${text.slice(0, gap)}\n\n${indented(body) ?? body}`;
}

/** Only layout changes: numbers beyond 2^53 and their digits must stay as they were sent, so nothing is parsed. */
function indented(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let depth = 0;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? [];
  return tokens.map((token, index) => {
    const line = `\n${"  ".repeat(depth)}`;
    if (token === "{" || token === "[") {
      if (isClosing(tokens[index + 1])) return token;
      depth += 1;
      return `${token}\n${"  ".repeat(depth)}`;
    }
    if (isClosing(token)) {
      if (isOpening(tokens[index - 1])) return token;
      depth -= 1;
      return `\n${"  ".repeat(depth)}${token}`;
    }
    if (token === ",") return `,${line}`;
    return token === ":" ? ": " : token;
  }).join("");
}

const isClosing = (token: string | undefined): boolean => token === "}" || token === "]";
const isOpening = (token: string | undefined): boolean => token === "{" || token === "[";
