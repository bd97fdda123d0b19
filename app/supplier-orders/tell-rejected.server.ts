// The mail server took an order's mail, but not for every address: the merchant is told which.
import type { ShopTransaction } from "../platform/db.server.ts";
import { openProblem } from "../problems/store.server.ts";
import type { WrittenMail } from "../suppliers/connector.ts";
import type { Sending } from "./save-answer.server.ts";

export async function tellPartlyRejected(tx: ShopTransaction, { supplierOrder, supplier }: Sending, rejected: WrittenMail["rejected"]): Promise<void> {
  await openProblem(tx, {
    key: `mail_rejected:${supplierOrder.id}`, code: "mail_partly_rejected", whoActs: "MERCHANT", orderId: supplierOrder.orderId, supplierOrderId: supplierOrder.id,
    params: {
      supplier: supplier.supplier.name, order: supplierOrder.orderName,
      address: rejected.map(({ address }) => address).join(", "), text: rejected.map(({ code, text }) => `${code} ${text}`).join("; "),
    },
  });
}
