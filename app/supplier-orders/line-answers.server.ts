// What did the supplier say of each line: taken, refused or later, at which cost?
import { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { LineAnswer } from "../suppliers/connector.ts";
import type { SupplierOrder } from "./supplier-order.ts";

/** Answers for lines that we did not order are left out: the raw message keeps them. */
export async function saveLineAnswers(tx: ShopTransaction, supplierOrder: SupplierOrder, answers: readonly LineAnswer[]): Promise<void> {
  for (const answer of answers) {
    const line = supplierOrder.lines.find((one) => one.lineReference === answer.lineReference);
    if (!line) continue;
    await tx.db.supplierOrderLine.update({
      where: { shopId_id: { shopId: tx.shopId, id: line.id } },
      data: {
        answer: answer.answer,
        answerCode: answer.code ?? null,
        answerParams: answer.message === undefined ? Prisma.DbNull : { text: answer.message },
        expectedOn: answer.expectedOn ? new Date(answer.expectedOn) : null,
        changedUnitCostMinor: answer.unitCost && answer.unitCost.currency === line.unitCost.currency ? answer.unitCost.minor : null,
      },
    });
  }
}
