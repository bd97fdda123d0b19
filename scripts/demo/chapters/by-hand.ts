// A supplier without a system: its order lies in the sheet of the day, the sheet is passed on, the reply comes in a chat.
import type { ReplyAnswer } from "../../../app/views/reply-preview.ts";
import { askFor, pressButton } from "../open-app.ts";
import { packsInSheet } from "../packs-in-sheet.ts";
import { booked, domain, inState, place, until, whenOrdered, type Stage } from "../stage.ts";

export async function bySheetAndReply(stage: Stage): Promise<void> {
  stage.log("A supplier is told by hand: its order lies in the sheet of the day (代发单).");
  const order = await place(stage, [{ sku: "BOARD-L", quantity: 2 }]);
  const [supplierOrder] = await whenOrdered(stage, order, inState("TO_HAND_OVER"));
  if (!supplierOrder) throw new Error(`${order.name} lies in no sheet`);
  const batchId = await batchOf(stage, supplierOrder.id);

  const file = await askFor(stage.world, { domain, path: "/app/hand-over/file", fields: { format: "xlsx", batchId, orders: supplierOrder.id } });
  const packs = await packsInSheet(new Uint8Array(await file.arrayBuffer()), order.name);
  stage.given.set(supplierOrder.reference, packs);
  stage.log(`The sheet is downloaded as XLSX and read: ${packs} packs of ${order.name}; then it is marked as handed over.`);
  await pressButton(stage.world, { domain, path: "/app/hand-over?index", fields: { intent: "hand-over", batchId, as: "wechat", orders: supplierOrder.id } });
  await whenOrdered(stage, order, inState("SENT"));

  const text = `好的老板，${fullWidth(order.name.slice(1))}　圆通　${fullWidth("YT7001000000015")}`;
  stage.log(`The reply is pasted as it came: ${text}`);
  const preview = (await (await askFor(stage.world, { domain, path: "/app/hand-over/reply", fields: { text } })).json()) as ReplyAnswer;
  const sure = preview.kind === "preview" ? preview.proposals.filter(({ confidence }) => confidence === "sure") : [];
  if (sure.length !== 1) throw new Error(`the reply was not understood: ${JSON.stringify(preview)}`);
  await pressButton(stage.world, { domain, path: "/app/hand-over?index", fields: { intent: "record-reply", text, decisions: JSON.stringify(sure) } });
  await until(`the parcel of ${order.name} in the store`, async () => (await booked(stage, order)).fulfillments.some((one) => one.trackingInfo[0]?.number === "YT7001000000015"));
  stage.log(`${order.name}: understood, recorded, and in the store.`);
}

async function batchOf({ database, shopId }: Stage, id: string): Promise<string> {
  const { batchId } = await database.inShop(shopId, (tx) => tx.db.supplierOrder.findFirstOrThrow({ where: { id }, select: { batchId: true } }));
  if (!batchId) throw new Error("an order to hand over lies in no sheet");
  return batchId;
}

/** As a Chinese keyboard types it (U+FF01 and on). */
const fullWidth = (text: string): string => text.replaceAll(/[!-~]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0));
