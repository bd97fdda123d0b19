// What do we hold of one order and its buyer, and who was given it? Everything, in words that its owner can pass on.
import type { Prisma } from "@prisma/client";
import { openGiven } from "../orders/given-store.server.ts";
import { identityContext } from "../orders/identity-store.server.ts";
import { listActivityOfOrder } from "../platform/activity.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { givenIdentityContext } from "../supplier-orders/save-parties.server.ts";

const given = {
  supplier: { select: { name: true } },
  receiver: true,
  identity: true,
  lines: { include: { properties: true }, orderBy: { position: "asc" } },
  history: { orderBy: { at: "asc" } },
} satisfies Prisma.SupplierOrderInclude;

const parts = {
  lines: { include: { properties: true }, orderBy: { position: "asc" } },
  address: true,
  identities: true,
  givenDetails: { orderBy: { id: "asc" } },
  attributes: true,
  discountCodes: true,
  supplierOrders: { include: given, orderBy: { createdAt: "asc" } },
} satisfies Prisma.OrderInclude;

type Row = Prisma.OrderGetPayload<{ include: typeof parts }>;
type GivenRow = Row["supplierOrders"][number];

/** Undefined for an order that we do not have. */
export async function collectOrder(tx: ShopTransaction, sealer: Sealer, shopifyOrderId: string): Promise<Record<string, unknown> | undefined> {
  const row = await tx.db.order.findUnique({ where: { shopId_shopifyOrderId: { shopId: tx.shopId, shopifyOrderId } }, include: parts });
  if (!row) return undefined;
  const { supplierOrders, identities, givenDetails, lines, attributes, discountCodes, address, ...order } = row;
  return {
    order: withoutIds(order),
    address: address && withoutIds(address),
    customsNumbers: identities.filter(isHeld).map((identity) => ({
      country: identity.countryCode, kind: identity.kind, source: identity.source,
      value: sealer.open(identity.valueSealed, identityContext(row.id, identity.kind)),
    })),
    /** What the customer, or a person of the shop, added later; once Shopify has it, it stands in the address and the customs numbers. */
    addedLater: givenDetails.map((added) => ({ at: added.givenAt, by: added.givenBy ?? "customer", fields: added.fields, values: openGiven(sealer, added) ?? null })),
    attributes: attributes.map(nameAndValue),
    discountCodes: discountCodes.map(({ code }) => code),
    lines: lines.map(({ properties, ...line }) => ({ ...withoutIds(line), properties: properties.map(nameAndValue) })),
    givenToSuppliers: supplierOrders.map((supplierOrder) => toGiven(supplierOrder, sealer)),
    parcels: await collectParcels(tx, row.id),
    messages: await collectMessages(tx, row),
    activity: (await listActivityOfOrder(tx, row.id)).map(({ at, actor, code, params }) => ({ at, actor, code, params })),
  };
}

function toGiven(row: GivenRow, sealer: Sealer) {
  const { identity, receiver } = row;
  return {
    supplier: row.supplier.name,
    reference: row.reference,
    state: row.state,
    /** Null: nothing has been given yet. */
    givenAt: row.history.find(({ toState }) => toState === "SENDING")?.at ?? row.sentAt,
    receiver: receiver && withoutIds(receiver),
    customsNumber: identity && isHeld(identity) ? {
      country: identity.countryCode, kind: identity.kind, value: sealer.open(identity.valueSealed, givenIdentityContext(row.id)),
    } : null,
    giftMessage: row.giftMessage,
    lines: row.lines.map(({ titleEn, sku, quantity, note, properties }) => ({ title: titleEn, sku, quantity, note, properties: properties.map(nameAndValue) })),
    history: row.history.map(({ at, fromState, toState }) => ({ at, from: fromState, to: toState })),
  };
}

async function collectParcels(tx: ShopTransaction, orderId: string) {
  const parcels = await tx.db.parcel.findMany({ where: { orderId }, include: { events: { orderBy: { happenedAt: "asc" } } }, orderBy: { id: "asc" } });
  return parcels.map(({ company, trackingNumber, trackingUrl, photoUrl, deliveredAt, events }) => ({
    company, trackingNumber, trackingUrl, photoUrl, deliveredAt,
    events: events.map(({ happenedAt, status, description, location, city, countryCode }) => ({ happenedAt, status, description, location, city, countryCode })),
  }));
}

async function collectMessages(tx: ShopTransaction, { id, supplierOrders }: Row) {
  const messages = await tx.db.message.findMany({
    where: { OR: [{ orderId: id }, { supplierOrderId: { in: supplierOrders.map((one) => one.id) } }] },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  return messages.map(({ at, direction, channel, title, request, response }) => ({ at, direction, channel, title, request: asText(request), response: asText(response) }));
}

const asText = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString("utf8");
const isHeld = ({ redactedAt }: { redactedAt: Date | null }): boolean => redactedAt === null;
const nameAndValue = ({ name, value }: { name: string; value: string }) => ({ name, value });

/** Our own keys tell a customer nothing. */
function withoutIds<T extends object>(row: T): Record<string, unknown> {
  const own = new Set(["id", "shopId", "orderId", "supplierOrderId", "rawMessageId"]);
  return Object.fromEntries(Object.entries(row).filter(([key]) => !own.has(key)));
}
