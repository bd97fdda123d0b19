// By what are raw bodies known as these orders'? Read before anything is emptied, because it goes with the rest.
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Clues } from "./about-order.ts";

const gidPrefix = "gid://shopify/Order/";

/** Orders that we never saved count too: a body that could not be read may be all we hold of them. */
export async function loadClues(tx: ShopTransaction, shopifyOrderIds: readonly string[]): Promise<Clues> {
  const orders = await tx.db.order.findMany({
    where: { shopifyOrderId: { in: [...shopifyOrderIds] } },
    select: {
      email: true,
      phone: true,
      address: { select: personalFields },
      supplierOrders: { select: { reference: true, receiver: { select: personalFields } } },
    },
  });
  const people = orders.flatMap(({ email, phone, address, supplierOrders }) => [{ email, phone }, address, ...supplierOrders.map(({ receiver }) => receiver)]);
  return {
    orderNumbers: new Set(shopifyOrderIds.map((gid) => gid.slice(gidPrefix.length))),
    references: new Set(orders.flatMap(({ supplierOrders }) => supplierOrders.map(({ reference }) => reference))),
    personal: [...new Set(people.flatMap((person) => Object.values(person ?? {})))].filter(isTelling),
  };
}

const personalFields = { name: true, line1: true, line2: true, phone: true, phoneE164: true, email: true } as const;

/** Two or three Latin letters stand in any text; two Chinese characters are a whole name. */
const isTelling = (value: string | null): value is string => value !== null && (value.length >= 4 || /^\p{Script=Han}{2,}$/u.test(value));
