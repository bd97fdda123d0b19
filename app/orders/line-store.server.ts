// The memory of an order's lines: written in a few statements, however many lines there are.
import { isDeepStrictEqual } from "node:util";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import type { LineItem, Order } from "./order.ts";
import { toLineRow } from "./rows.server.ts";

type Lines = { readonly orderId: string; readonly order: Pick<Order, "lines">; /** See OrderToSave. */ readonly isPartial: boolean };
type Known = { readonly id: string; readonly properties: readonly { name: string; value: string }[] } & ReturnType<typeof toLineRow>;

/** Shopify never takes a line away: one that is not wanted any more comes with a quantity of 0. Run twice: no change. */
export async function saveLines(tx: ShopTransaction, { orderId, order, isPartial }: Lines): Promise<void> {
  const rows = await tx.db.lineItem.findMany({ where: { orderId }, include: { properties: { select: { name: true, value: true }, orderBy: { id: "asc" } } } });
  const known = new Map<string, Known>(rows.map((row) => [row.shopifyLineItemId, row]));
  const added = order.lines.filter((line) => !known.has(line.shopifyLineItemId)).map((line) => ({ line, id: newId() }));
  await tx.db.lineItem.createMany({ data: added.map(({ line, id }) => ({ ...toLineRow(line), id, shopId: tx.shopId, orderId, shopifyLineItemId: line.shopifyLineItemId })) });
  const present = order.lines.flatMap((line) => {
    const row = known.get(line.shopifyLineItemId);
    return row ? [{ line, row, id: row.id }] : [];
  });
  for (const { line, row } of present) await updateLine(tx, row, { line, isPartial });
  const changed = present.filter(({ line, row }) => !isDeepStrictEqual(row.properties, propertiesOf(line)));
  await tx.db.lineItemProperty.deleteMany({ where: { lineItemId: { in: changed.map(({ id }) => id) } } });
  await tx.db.lineItemProperty.createMany({
    data: [...added, ...changed].flatMap(({ line, id }) => propertiesOf(line).map((property) => ({ ...property, id: newId(), shopId: tx.shopId, lineItemId: id }))),
  });
}

const propertiesOf = ({ properties }: LineItem): { name: string; value: string }[] => properties.map(({ name, value }) => ({ name, value }));

async function updateLine(tx: ShopTransaction, row: Known, { line, isPartial }: { line: LineItem; isPartial: boolean }): Promise<void> {
  const said = toLineRow(line);
  const next = isPartial && said.unitWeightGrams === null ? { ...said, unitWeightGrams: row.unitWeightGrams } : said;
  const isSame = Object.entries(next).every(([name, value]) => isDeepStrictEqual(row[name as keyof Known], value));
  if (!isSame) await tx.db.lineItem.update({ where: { shopId_id: { shopId: tx.shopId, id: row.id } }, data: next });
}
