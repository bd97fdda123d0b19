// Is it the test order that the merchant has placed through us? Shopify's mark and ours together say so; either alone does not:
// a buyer cannot make a test order, and test orders of the merchant's payment provider bear no mark of ours.
import type { Order } from "./order.ts";

/** The name of the order's attribute; its value tells one click from another. */
export const testOrderMark = "Daifa test order";

export const isTestOrder = (order: Pick<Order, "isTest" | "attributes">): boolean =>
  order.isTest && order.attributes.some(({ name }) => name === testOrderMark);

/** Where the placing stands, as the settings remember it: asked for, called out without an answer yet, or Shopify's id. */
export const askedFor = (key: string): string => `asked:${key}`;
export const calledOut = (key: string): string => `sent:${key}`;

export type TestOrderMemory = { readonly kind: "none" } | { readonly kind: "asked" | "sent"; readonly key: string } | { readonly kind: "made"; readonly shopifyOrderId: string };

export function readMemory(testOrderId: string | null): TestOrderMemory {
  if (testOrderId === null) return { kind: "none" };
  const [kind, key = ""] = testOrderId.split(":", 2);
  if (kind === "asked" || kind === "sent") return { kind, key };
  return { kind: "made", shopifyOrderId: testOrderId };
}
