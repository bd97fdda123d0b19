// An order has gone out, or a person has passed it on: what of its buyer has the supplier now?
// In doubt it counts as given: whoever asks for deletion rather asks one too many.
import type { ShopTransaction } from "../platform/db.server.ts";
import { kindsInRequest, kindsInSheet, unite, type DisclosedKind } from "../suppliers/disclosed-kinds.ts";
import { sheetOf } from "../suppliers/sheet-store.server.ts";
import type { Answer, Begun } from "./ask-supplier.server.ts";
import { listDisclosures, recordDisclosure, type DisclosureChannel } from "./disclosure-store.server.ts";
import type { HandOverWay } from "./hand-over-batch.server.ts";
import { loadForSending } from "./load-for-sending.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";
import { toRequest } from "./to-request.ts";

/** Run twice: one row. An attempt that was cut off is made up for by the next, which asks what became of it. */
export async function noteGiven(tx: ShopTransaction, begun: Begun, { outcome, exchanges, mail, at }: Answer & { readonly at: Date }): Promise<void> {
  const channel = channelOf(begun);
  if (!channel || outcome.kind === "withdrawn" || outcome.kind === "to_hand_over") return;
  // Refused by a limit of the supplier's that we know, or never reached: nothing went over the wire.
  if (outcome.kind === "refused" && (outcome.code === "not_reached" || !exchanges.some(({ exchange }) => exchange !== undefined))) return;
  const { id: supplierOrderId, orderId } = begun.supplierOrder;
  await recordDisclosure(tx, { orderId, supplierOrderId, channel, kinds: mail?.discloses ?? kindsInRequest(toRequest(begun.request)), at });
}

function channelOf({ supplier }: Begun): DisclosureChannel | undefined {
  const { connector } = supplier.supplier;
  return connector === "rest-api" || connector === "email" ? connector : undefined;
}

/** What was taken out as a file or a text is what was passed on; told by telephone, it is read from the sheet. */
export async function noteHandedOver(tx: ShopTransaction, { id, orderId, supplierId }: SupplierOrder, { as, at }: { readonly as: HandOverWay; readonly at: Date }): Promise<void> {
  const taken = (await listDisclosures(tx, orderId)).filter((one) => one.supplierOrderId === id && one.channel.startsWith("manual:"));
  const kinds = taken.length > 0 ? unite(...taken.map((one) => one.kinds)) : await kindsOfSheet(tx, { id, supplierId });
  if (kinds) await recordDisclosure(tx, { orderId, supplierOrderId: id, channel: `handed:${as}`, kinds, at });
}

/** Sealed values stay sealed: that there is one is all that counts here. */
const unopened = { open: () => "-" };

/** Undefined: its receiver was removed, so there was nobody to tell of. */
async function kindsOfSheet(tx: ShopTransaction, { id, supplierId }: { readonly id: string; readonly supplierId: string }): Promise<DisclosedKind[] | undefined> {
  if (!(await tx.db.supplierOrderReceiver.findFirst({ where: { supplierOrderId: id, redactedAt: null }, select: { id: true } }))) return undefined;
  return kindsInSheet(toRequest(await loadForSending(tx, unopened, id)), await sheetOf(tx, supplierId));
}
