// Do the suppliers and the store count in their own books what we believe we told them?
import type { CheckedLine, CheckFinding, OrderToCheck } from "./order-check.ts";
import { isOut, mayHave } from "./check-supplier-orders.ts";

/** Suppliers count packs. A reference that only a supplier knows is an order we never meant, or one that went out twice. */
export function checkSupplierBooks({ supplierOrders, outside }: OrderToCheck): CheckFinding[] {
  const books = outside?.supplierBooks;
  if (!books) return [];
  const findings: CheckFinding[] = [];
  for (const { reference, state, lines } of supplierOrders) {
    const found = books.get(reference) ?? 0;
    const accepted = lines.filter((line) => !isOut(line));
    const expected = accepted.reduce((sum, line) => sum + line.packs, 0);
    const [first] = accepted;
    const isRight = first ? mayHave(state, first, expected)(found) : found === 0;
    if (!isRight) findings.push({ code: "check.supplier_book_differs", params: { reference, state, expected, found } });
  }
  const known = new Set(supplierOrders.map((order) => order.reference));
  for (const [reference, found] of books) {
    if (!known.has(reference)) findings.push({ code: "check.supplier_book_differs", params: { reference, state: "NONE", expected: 0, found } });
  }
  return findings;
}

/** Units that are not ours may be fulfilled by the merchant at any time, and a call without an answer may have arrived. */
export function checkStoreBook(order: OrderToCheck): CheckFinding[] {
  const book = order.outside?.storeBook;
  if (!book) return [];
  return order.lines.flatMap((line) => checkStoreLine(order, line, book.get(line.shopifyLineItemId) ?? 0));
}

function checkStoreLine({ allocations, fulfillments, shippedByOthers }: OrderToCheck, line: CheckedLine, found: number): CheckFinding[] {
  const told = (isTold: (state: string | null) => boolean): number =>
    sumOf(fulfillments.filter(({ state, isCancelled = false }) => isTold(state) && !isCancelled).flatMap((parcel) => parcel.lines).filter((row) => row.lineItemId === line.id));
  const expected = told((state) => state === "CREATED") + (shippedByOthers?.get(line.id) ?? 0);
  const onTheWay = told((state) => state === "SENDING" || state === "UNKNOWN");
  const merchants = sumOf(allocations.filter((row) => row.lineItemId === line.id && row.state === "NOT_OURS"));
  if (found >= expected && found <= expected + onTheWay + merchants) return [];
  return [{ code: "check.store_book_differs", params: { title: line.title, expected, found } }];
}

const sumOf = (rows: readonly { readonly quantity: number }[]): number => rows.reduce((sum, row) => sum + row.quantity, 0);
