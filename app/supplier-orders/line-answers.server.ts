// What did the supplier say of each line: taken, refused or later, at which cost?
import { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { LineAnswer } from "../suppliers/connector.ts";
import type { SupplierOrder } from "./supplier-order.ts";

type OrderedLine = SupplierOrder["lines"][number];

/** Answers for lines that we did not order are left out: the raw message keeps them. Equal answers are one statement. */
export async function saveLineAnswers(tx: ShopTransaction, supplierOrder: SupplierOrder, answers: readonly LineAnswer[]): Promise<void> {
  const lines = new Map(supplierOrder.lines.map((line) => [line.lineReference, line]));
  const known = answers.flatMap((answer) => {
    const line = lines.get(answer.lineReference);
    return line ? [{ id: line.id, row: toRow(answer, line) }] : [];
  });
  const same = Map.groupBy(known, ({ row }) => JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)));
  for (const group of same.values()) {
    const { answer, code, text, expectedOn, unitCostMinor } = group[0]?.row ?? {};
    await tx.db.supplierOrderLine.updateMany({
      where: { id: { in: group.map(({ id }) => id) } },
      data: {
        answer: answer ?? null, answerCode: code ?? null, answerParams: text === undefined ? Prisma.DbNull : { text },
        expectedOn: expectedOn ? new Date(expectedOn) : null, changedUnitCostMinor: unitCostMinor ?? null,
      },
    });
  }
}

function toRow({ answer, code, message, expectedOn, unitCost }: LineAnswer, line: OrderedLine) {
  return { answer, code, text: message, expectedOn, unitCostMinor: unitCost && unitCost.currency === line.unitCost.currency ? unitCost.minor : null };
}
