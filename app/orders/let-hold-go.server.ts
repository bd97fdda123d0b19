// A person says that an order goes although the cause of a hold stands; or takes that word back before it has left.
import { recordActivity } from "../platform/activity.server.ts";
import { lockOrder, type ShopTransaction } from "../platform/db.server.ts";
import { listHolds, releaseHoldRow, standAgain } from "./hold-store.server.ts";
import { mayLetGo } from "./order-holds.ts";
import { settleHolds } from "./settle-holds.server.ts";

type By = { readonly name: string; readonly at: Date };
type Chosen = { readonly holdIds: readonly string[]; readonly by: By };

/** Those that were let go by this very call; what is over, or was let go before, is left out. */
export async function letHoldsGo(tx: ShopTransaction, orderId: string, { holdIds, by }: Chosen): Promise<string[]> {
  await lockOrder(tx, orderId);
  const standing = (await listHolds(tx, orderId)).filter((hold) => holdIds.includes(hold.id) && mayLetGo(hold.code));
  const gone: string[] = [];
  for (const { id } of standing) if (await releaseHoldRow(tx, id, by)) gone.push(id);
  if (gone.length > 0) await settleHolds(tx, orderId, by.at);
  return gone;
}

/** The undo. How many stand again: a cause that has vanished meanwhile holds nothing any more. */
export async function holdAgain(tx: ShopTransaction, orderId: string, { holdIds, by }: Chosen): Promise<number> {
  await lockOrder(tx, orderId);
  const released = (await listHolds(tx, orderId)).filter((hold) => holdIds.includes(hold.id) && hold.releasedAt !== null);
  for (const hold of released) {
    await standAgain(tx, hold.id);
    await recordActivity(tx, { subject: "order", subjectId: orderId, orderId, actor: { kind: "STAFF", name: by.name }, at: by.at, code: "hold_stands_again", params: { held: hold.code } });
  }
  if (released.length > 0) await settleHolds(tx, orderId, by.at);
  return released.length;
}
