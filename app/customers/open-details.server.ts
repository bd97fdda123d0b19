// Who stands at the door with a details link? The address proves itself; then the link must be open, its shop still here,
// and something still be asked.
import { askedOf, readDetails, type Asked, type DetailError, type DetailField } from "../orders/asked-details.ts";
import { findDetailsLink, noteLinkAnswered, noteLinkOpened, readToken } from "../orders/details-link-store.server.ts";
import { listHolds } from "../orders/hold-store.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import { findOrder } from "../orders/store.server.ts";
import { takeDetails } from "../orders/take-details.server.ts";
import { lockOrder, type Database, type ShopTransaction } from "../platform/db.server.ts";
import { standingOf } from "../platform/link-token.server.ts";
import type { Queue } from "../platform/queue.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import type { Signer } from "../platform/signer.server.ts";

export type DetailsTools = { readonly database: Database; readonly sealer: Sealer; readonly signer: Signer; readonly queue: Queue; readonly now: () => Date };

/** unknown: forged, of nobody, or its shop or customer is gone. */
export type ClosedDetails = "unknown" | "expired" | "revoked";
export type OpenedDetails =
  | { readonly kind: "open"; readonly orderName: string; readonly shopName: string; readonly locale: string | null; readonly asked: Asked; readonly isAnswered: boolean }
  | { readonly kind: ClosedDetails };

type Found = { readonly kind: "found"; readonly order: SavedOrder; readonly asked: Asked; readonly linkId: string; readonly isAnswered: boolean; readonly shopName: string } | { readonly kind: ClosedDetails };

export async function openDetails(tools: DetailsTools, token: string): Promise<OpenedDetails> {
  const address = readToken(tools.signer, token);
  if (!address) return { kind: "unknown" };
  const found = await tools.database.inShop(address.shopId, (tx) => find(tx, address.linkId, tools.now()));
  if (found.kind !== "found") return found;
  const { order, asked, isAnswered, shopName } = found;
  return { kind: "open", orderName: order.name, locale: order.customerLocale, asked, isAnswered, shopName };
}

async function find(tx: ShopTransaction, linkId: string, now: Date): Promise<Found> {
  const shopName = await findShopName(tx);
  const link = await findDetailsLink(tx, linkId);
  const order = link && (await findOrder(tx, link.orderId));
  if (!link || !order || shopName === undefined || order.hold?.code === "customer_redacted") return { kind: "unknown" };
  const standing = standingOf(link, now);
  if (standing !== "open") return { kind: standing };
  await noteLinkOpened(tx, link, now);
  // What is on its way to Shopify is not asked twice.
  const isAnswered = link.answeredAt !== null && (await isOnItsWay(tx, linkId));
  const asked = askedOf(order.cancelledAt ? [] : await listHolds(tx, order.id), order.address);
  return { kind: "found", order, asked, linkId, isAnswered, shopName };
}

/** Undefined: the shop has removed the app. */
async function findShopName(tx: ShopTransaction): Promise<string | undefined> {
  const shop = await tx.db.shop.findUnique({ where: { id: tx.shopId }, select: { uninstalledAt: true, name: true, brandName: true } });
  return shop && !shop.uninstalledAt ? (shop.brandName ?? shop.name) : undefined;
}

async function isOnItsWay(tx: ShopTransaction, linkId: string): Promise<boolean> {
  return (await tx.db.givenDetails.count({ where: { linkId, state: { in: ["GIVEN", "SENDING", "UNKNOWN"] } } })) > 0;
}

export type Answered = { readonly kind: "taken" } | { readonly kind: "refused"; readonly errors: Partial<Record<DetailField, DetailError>> } | { readonly kind: "not_now" };

/** Sent twice: what the first one told is on its way, and the second changes nothing. */
export async function answerDetails(tools: DetailsTools, token: string, form: URLSearchParams): Promise<Answered> {
  const address = readToken(tools.signer, token);
  if (!address) return { kind: "not_now" };
  return await tools.database.inShop(address.shopId, async (tx) => {
    const link = await findDetailsLink(tx, address.linkId);
    if (link) await lockOrder(tx, link.orderId);
    const found = await find(tx, address.linkId, tools.now());
    if (found.kind !== "found" || found.isAnswered || found.asked.fields.length === 0) return { kind: "not_now" };
    const read = readDetails(found.asked, (field) => form.get(field) ?? "");
    if (read.kind === "refused") return read;
    const at = tools.now();
    await noteLinkAnswered(tx, found.linkId, { fields: Object.keys(read.details), at });
    const jobs = await takeDetails(tx, tools.sealer, { order: found.order, taken: { details: read.details, linkId: found.linkId, actor: { kind: "CUSTOMER" }, at } });
    await tools.queue.enqueue(tx, jobs);
    return { kind: "taken" };
  });
}
