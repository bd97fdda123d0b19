// A mail came back. Is anybody still waiting for an answer to it? Then the merchant is told, once.
import { recordActivity } from "../platform/activity.server.ts";
import type { Database, ShopTransaction } from "../platform/db.server.ts";
import { openProblem } from "../problems/store.server.ts";
import type { MailAddress } from "../supplier-orders/bounce-address.server.ts";
import { bouncedKey } from "../supplier-orders/no-answer.ts";
import { findSupplierOrder } from "../supplier-orders/store.server.ts";
import type { Bounce } from "./read-bounce.server.ts";

/** Run twice: the mail is marked already, and nothing follows. */
export async function noteBounce({ database, now }: { database: Database; now: () => Date }, { shopId, mailId }: MailAddress, bounce: Bounce): Promise<void> {
  await database.inShop(shopId, async (tx) => {
    const { count } = await tx.db.supplierMail.updateMany({ where: { id: mailId, bouncedAt: null }, data: { bouncedAt: now(), bounceCode: bounce.code, bounceText: bounce.text } });
    if (count > 0) await tell(tx, mailId, { bounce, at: now() });
  });
}

const stillOpen: readonly string[] = ["SENDING", "UNKNOWN", "SENT"];

async function tell(tx: ShopTransaction, mailId: string, { bounce, at }: { bounce: Bounce; at: Date }): Promise<void> {
  const mail = await tx.db.supplierMail.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: mailId } }, include: { supplier: { select: { name: true } } } });
  const supplierOrder = mail.supplierOrderId ? await findSupplierOrder(tx, mail.supplierOrderId) : undefined;
  if (!supplierOrder) return;
  const { id, orderId, orderName: order } = supplierOrder;
  const params = { order, supplier: mail.supplier.name, address: bounce.address || mail.toAddress, code: bounce.code, text: bounce.text };
  await recordActivity(tx, { subject: "supplier_order", subjectId: id, orderId, actor: { kind: "SUPPLIER", name: mail.supplier.name }, code: "mail_bounced", params, at });
  if (!stillOpen.includes(supplierOrder.state)) return;
  await openProblem(tx, { key: bouncedKey(id), code: "mail_bounced", params, whoActs: "MERCHANT", orderId, supplierOrderId: id });
}
