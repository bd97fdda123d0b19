// Is this raw body about one of the orders whose buyer's data has to go?
// Digits alone prove nothing: a line item, a price or a neighbor's longer id may hold the same ones.
import { parseJsonExactly } from "../shopify/payloads/parse-json-exactly.ts";

/** What gives a body away as an order's. */
export type Clues = {
  /** Shopify's numeric order ids. */
  readonly orderNumbers: ReadonlySet<string>;
  /** Our references of the supplier orders, unique in the world. */
  readonly references: ReadonlySet<string>;
  /** The buyer's name, street, phones and mail addresses, as we hold them. */
  readonly personal: readonly string[];
};

/** A body of Shopify's; the title is its topic. What cannot be read counts as the order's as soon as it names its id. */
export function isShopifysAbout(body: Uint8Array, title: string, clues: Clues): boolean {
  const parsed = parseJsonExactly(body);
  if (!parsed.ok) return namesWhole(Buffer.from(body).toString("latin1"), clues.orderNumbers);
  return (title.startsWith("orders/") && isOneOf(property(parsed.value, "id"), clues.orderNumbers)) || namesOrder(parsed.value, clues.orderNumbers);
}

/** A supplier's list names many orders and mostly no buyer: it goes only when it holds this buyer's data too. */
export function isSuppliersAbout(body: Uint8Array, clues: Clues): boolean {
  const parsed = parseJsonExactly(body);
  // Written anew, so that escaped letters compare as what they are.
  const text = parsed.ok ? JSON.stringify(parsed.value) : Buffer.from(body).toString("utf8");
  const isNamed = [...clues.references].some((reference) => text.includes(reference)) || namesWhole(text, clues.orderNumbers);
  return isNamed && clues.personal.some((value) => text.includes(JSON.stringify(value).slice(1, -1)));
}

const property = (value: unknown, key: string): unknown => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined);
const isOneOf = (value: unknown, ids: ReadonlySet<string>): boolean => (typeof value === "number" || typeof value === "string") && ids.has(String(value));
const gidPrefix = "gid://shopify/Order/";
const orderLists = new Set(["orders_requested", "orders_to_redact"]);

/** Walks with a list of its own: a body may be nested deeper than the call stack goes. */
function namesOrder(root: unknown, ids: ReadonlySet<string>): boolean {
  const open: [key: string, value: unknown][] = [["", root]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [key, value] = next;
    if (isOrder(key, value, ids)) return true;
    if (typeof value === "object" && value !== null) for (const entry of Object.entries(value)) open.push(entry);
  }
  return false;
}

function isOrder(key: string, value: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof value === "string" && value.startsWith(gidPrefix)) return ids.has(value.slice(gidPrefix.length));
  if (key === "order_id") return isOneOf(value, ids);
  return orderLists.has(key) && Array.isArray(value) && value.some((id) => isOneOf(id, ids));
}

function namesWhole(text: string, ids: ReadonlySet<string>): boolean {
  return [...text.matchAll(/\d+/g)].some(([number]) => ids.has(number));
}
