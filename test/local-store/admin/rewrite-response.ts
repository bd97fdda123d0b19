// What must an answer of the production app say differently to be framed by the local store's admin?
// Pure. The app itself never knows: asked directly, it keeps Shopify's addresses and its own policy.

const CDN = "https://cdn.shopify.com";
const SHOPIFY_ADMIN = "https://admin.shopify.com";

/** Where the proxy serves its own files; no path of the app starts like this. */
export const PROXY_PATH = "/_local-store/";
const STAND_IN = `${PROXY_PATH}app-bridge.js`;
const OTHER_CDN_FILES = `${PROXY_PATH}cdn`;

/** Attributes only: an address in the page's data is the app's business. Longest first. */
const HTML_REPLACEMENTS: readonly (readonly [string, string])[] = [
  [`="${CDN}/shopifycloud/app-bridge.js`, `="${STAND_IN}`],
  [`="${CDN}`, `="${OTHER_CDN_FILES}`],
];

/** Raw header pairs in, raw header pairs out: repeated headers stay repeated. */
export function rewriteHeaders(raw: readonly string[], adminOrigin: string): string[] {
  return raw.map((value, index) => {
    const name = index % 2 === 1 ? raw[index - 1]?.toLowerCase() : undefined;
    if (name === "content-security-policy") return rewritePolicy(value, adminOrigin);
    if (name === "link") return rewriteLink(value);
    if (name === "location") return rewriteLocation(value, adminOrigin);
    return value;
  });
}

/** The local admin may frame exactly what Shopify's admin may: `'none'` stays `'none'`. */
function rewritePolicy(policy: string, adminOrigin: string): string {
  return policy
    .split(";")
    .map((directive) => {
      const sources = directive.trim().split(/\s+/);
      if (sources[0] === "frame-ancestors") {
        return sources.includes(SHOPIFY_ADMIN) ? `${directive.trimEnd()} ${adminOrigin}` : directive;
      }
      return sources.includes(CDN) ? directive.replace(CDN, "'self'") : directive;
    })
    .join(";");
}

function rewriteLink(link: string): string {
  return link
    .replaceAll(`<${CDN}/shopifycloud/app-bridge.js>`, `<${STAND_IN}>`)
    .replaceAll(`<${CDN}`, `<${OTHER_CDN_FILES}`);
}

function rewriteLocation(location: string, adminOrigin: string): string {
  return location.startsWith(`${SHOPIFY_ADMIN}/`) ? adminOrigin + location.slice(SHOPIFY_ADMIN.length) : location;
}

/**
 * Replaces addresses in a stream of HTML. Text is handled byte for byte (latin1), so that no
 * character of any encoding changes, and an address cut in two by a chunk border is still found.
 */
export function htmlRewriter(): { push: (chunk: Buffer) => Buffer; end: () => Buffer } {
  let held = "";
  const settle = (text: string, keep: number): Buffer => {
    held = keep === 0 ? "" : text.slice(-keep);
    return Buffer.from(replaceAddresses(text.slice(0, text.length - keep)), "latin1");
  };
  return {
    push: (chunk) => {
      const text = held + chunk.toString("latin1");
      return settle(text, unfinished(text));
    },
    end: () => settle(held, 0),
  };
}

function replaceAddresses(text: string): string {
  return HTML_REPLACEMENTS.reduce((done, [from, to]) => done.replaceAll(from, to), text);
}

/** How many characters at the end may still become an address of the table. */
function unfinished(text: string): number {
  const longest = HTML_REPLACEMENTS[0]?.[0] ?? "";
  for (let length = Math.min(longest.length, text.length); length > 0; length -= 1) {
    if (longest.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
