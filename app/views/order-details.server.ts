// The read model of what the customer can add to one order.
import type { DetailsLink } from "@prisma/client";
import { askedOf, detailFields } from "../orders/asked-details.ts";
import { findUnprintable, latinFields, type LatinField } from "../orders/check-address.ts";
import { latestDetailsLink, tokenOf } from "../orders/details-link-store.server.ts";
import { listGiven } from "../orders/given-store.server.ts";
import { listHolds } from "../orders/hold-store.server.ts";
import type { SavedOrder } from "../orders/order.ts";
import { provincesOf } from "../orders/provinces.ts";
import { findOrder } from "../orders/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { standingOf } from "../platform/link-token.server.ts";
import type { Signer } from "../platform/signer.server.ts";
import type { LinkState, ShownDetails } from "./order-details.ts";

type Tools = { readonly signer: Signer; readonly env: { readonly SHOPIFY_APP_URL: string }; readonly now: () => Date };

/** Null: there is nothing to ask, and nothing was asked. */
export async function readOrderDetails(tx: ShopTransaction, tools: Tools, orderId: string): Promise<ShownDetails | null> {
  const order = await findOrder(tx, orderId);
  if (!order || order.hold?.code === "customer_redacted") return null;
  const asked = askedOf(order.cancelledAt ? [] : await listHolds(tx, orderId), order.address);
  const doubts = await findDoubts(tx, order);
  const link = await latestDetailsLink(tx, orderId);
  const given = await readGiven(tx, orderId);
  if (asked.fields.length === 0 && doubts.length === 0 && !link && !given) return null;
  return {
    asked, doubts, provinces: provincesOf(asked.countryCode),
    link: link ? showLink(tx.shopId, tools, link) : null,
    given,
  };
}

/** The newest that counts. */
async function readGiven(tx: ShopTransaction, orderId: string): Promise<ShownDetails["given"]> {
  for (const { state, givenAt: at, givenBy: by, fields } of await listGiven(tx, orderId)) {
    if (state !== "REPLACED") return { state, at, by, fields: detailFields.filter((field) => fields.includes(field)) };
  }
  return null;
}

function showLink(shopId: string, { signer, env, now }: Tools, link: DetailsLink): NonNullable<ShownDetails["link"]> {
  const standing = standingOf(link, now());
  const opened: LinkState = link.firstOpenedAt ? "opened" : "never_opened";
  const state = link.answeredAt ? "answered" : standing === "open" ? opened : standing;
  return {
    state, createdAt: link.createdAt, expiresAt: link.expiresAt,
    address: standing === "open" ? `${env.SHOPIFY_APP_URL}/c/${tokenOf(signer, { shopId, linkId: link.id })}` : null,
  };
}

/** By those who are to ship it, as last decided. */
async function findDoubts(tx: ShopTransaction, { id, address }: SavedOrder): Promise<LatinField[]> {
  if (!address) return [];
  const plan = await tx.db.routingPlan.findFirst({ where: { orderId: id }, orderBy: { id: "desc" }, select: { candidates: { where: { taken: true }, select: { supplierId: true } } } });
  const supplierIds = plan?.candidates.flatMap(({ supplierId }) => supplierId ?? []) ?? [];
  const suppliers = await tx.db.supplier.findMany({ where: { id: { in: supplierIds }, shipsFromCountryCode: { not: null } }, select: { shipsFromCountryCode: true } });
  const found = new Set(suppliers.flatMap(({ shipsFromCountryCode }) => findUnprintable(address, shipsFromCountryCode)));
  return latinFields.filter((field) => found.has(field));
}
