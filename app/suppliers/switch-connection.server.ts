// A supplier's orders go out another way from now on. Not while one of them has no clear answer: the old line alone can be
// asked whether it has it, and over the new one it would be ordered twice.
import type { Prisma } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { saveConnection } from "./store.server.ts";

type NewLine = { readonly supplierId: string; readonly connector: string; readonly settings: Prisma.InputJsonValue; readonly credentials: Prisma.InputJsonValue };

/** False, and nothing changed, while an order is being sent or unanswered. */
export async function switchConnection(tx: ShopTransaction, sealer: Sealer, line: NewLine): Promise<boolean> {
  const { supplierId, connector, settings, credentials } = line;
  // New drafts wait for the supplier's row. Whoever begins to send a draft changes its row first and reads the supplier
  // then: either the change is seen here, or the new line is seen there.
  await tx.db.$queryRaw`select 1 from "Supplier" where "shopId" = ${tx.shopId} and "id" = ${supplierId}::uuid for update`;
  const open = await tx.db.$queryRaw<{ state: string }[]>`
    select "state"::text from "SupplierOrder"
    where "shopId" = ${tx.shopId} and "supplierId" = ${supplierId}::uuid and "state" in ('DRAFT', 'SENDING', 'UNKNOWN') for update`;
  if (open.some(({ state }) => state !== "DRAFT")) return false;
  await saveConnection(tx, sealer, { supplierId, settings, credentials });
  await tx.db.supplier.update({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } }, data: { connector, shipmentsCursor: null, shipmentsPolledAt: null } });
  return true;
}
