// The memory of suppliers and of what each of them offers.
import { isDeepStrictEqual } from "node:util";
import type { Prisma, Supplier as Row } from "@prisma/client";
import type { ShopTransaction } from "../platform/db.server.ts";
import { MerchantError } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { loadLetterhead } from "./letterhead-store.server.ts";
import type { Letterhead } from "./letterhead.ts";
import type { Offer } from "./offer.ts";
import type { Supplier } from "./supplier.ts";

const offerParts = { supplier: true, variant: true, attributes: true } satisfies Prisma.OfferInclude;
type OfferRow = Prisma.OfferGetPayload<{ include: typeof offerParts }>;

export type NewSupplier = {
  readonly name: string;
  readonly kind: Supplier["kind"];
  readonly connector: string;
  readonly settings: Prisma.InputJsonValue;
  readonly credentials: Prisma.InputJsonValue;
  readonly locale: string;
  readonly timeZone: string;
  readonly shipsFromCountryCode?: string | undefined;
};

const credentialsContext = (supplierId: string) => `supplier:${supplierId}:credentials`;

export async function createSupplier(tx: ShopTransaction, sealer: Sealer, supplier: NewSupplier): Promise<string> {
  const id = newId();
  const { settings, credentials, shipsFromCountryCode, ...facts } = supplier;
  await tx.db.supplier.create({
    data: {
      ...facts,
      id,
      shopId: tx.shopId,
      connectorSettings: settings,
      credentialsSealed: sealer.seal(JSON.stringify(credentials), credentialsContext(id)),
      workingDays: [1, 2, 3, 4, 5],
      shipsFromCountryCode: shipsFromCountryCode ?? null,
    },
  });
  return id;
}

export type Connection = { readonly supplierId: string; readonly settings: Prisma.InputJsonValue; readonly credentials: Prisma.InputJsonValue };

export async function saveConnection(tx: ShopTransaction, sealer: Sealer, { supplierId, settings, credentials }: Connection): Promise<void> {
  const { connectorSettings } = await tx.db.supplier.findUniqueOrThrow({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } }, select: { connectorSettings: true } });
  // Another address is another list: its cursor means nothing there.
  const isElsewhere = !isDeepStrictEqual(connectorSettings, settings);
  await tx.db.supplier.update({
    where: { shopId_id: { shopId: tx.shopId, id: supplierId } },
    data: { ...(isElsewhere ? { shipmentsCursor: null } : {}), connectorSettings: settings, credentialsSealed: sealer.seal(JSON.stringify(credentials), credentialsContext(supplierId)) },
  });
}

export const notRehearsal = { OR: [{ builtIn: null }, { builtIn: { not: "rehearsal" } }] };

/** For lists and choosers, those that a person has added first. The one that plays the test order is nobody's to choose. */
export async function listSuppliers(tx: ShopTransaction): Promise<Supplier[]> {
  return (await tx.db.supplier.findMany({ where: notRehearsal, orderBy: [{ builtIn: { sort: "asc", nulls: "first" } }, { name: "asc" }] })).map(toSupplier);
}

export async function findSupplierByName(tx: ShopTransaction, name: string): Promise<Supplier | undefined> {
  const row = await tx.db.supplier.findFirst({ where: { name } });
  return row ? toSupplier(row) : undefined;
}

export type OpenSupplier = { readonly supplier: Supplier; readonly credentials: unknown; readonly limits: { address?: number; note?: number; name?: number }; readonly letterhead: Letterhead };

/** The supplier with its credentials in the clear, for the time of one call. Throws MerchantError("supplier_missing"). */
export async function getSupplierForCalling(tx: ShopTransaction, sealer: Sealer, supplierId: string): Promise<OpenSupplier> {
  const row = await tx.db.supplier.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } } });
  if (!row) throw new MerchantError("supplier_missing");
  const credentials: unknown = row.credentialsSealed ? JSON.parse(sealer.open(row.credentialsSealed, credentialsContext(row.id))) : {};
  return {
    supplier: toSupplier(row),
    credentials,
    letterhead: await loadLetterhead(tx, row),
    limits: {
      ...(row.addressLimit === null ? {} : { address: row.addressLimit }),
      ...(row.noteLimit === null ? {} : { note: row.noteLimit }),
      ...(row.nameLimit === null ? {} : { name: row.nameLimit }),
    },
  };
}

/** Throws MerchantError("supplier_missing"). */
export async function getSupplier(tx: ShopTransaction, supplierId: string): Promise<Supplier> {
  const row = await tx.db.supplier.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: supplierId } } });
  if (!row) throw new MerchantError("supplier_missing");
  return toSupplier(row);
}

/** The supplier's own channel that stands for the delivery method the buyer paid for. */
export async function findChannel(tx: ShopTransaction, supplierId: string, deliveryTitle: string | null): Promise<string | undefined> {
  if (deliveryTitle === null) return undefined;
  return (await tx.db.supplierChannel.findFirst({ where: { supplierId, deliveryTitle } }))?.channel;
}

export async function listForbiddenCarriers(tx: ShopTransaction, supplierId: string): Promise<string[]> {
  return (await tx.db.supplierForbiddenCarrier.findMany({ where: { supplierId }, orderBy: { carrier: "asc" } })).map((row) => row.carrier);
}

export async function saveShipmentsCursor(tx: ShopTransaction, supplierId: string, polled: { cursor: string | undefined; at: Date }): Promise<void> {
  await tx.db.supplier.update({
    where: { shopId_id: { shopId: tx.shopId, id: supplierId } },
    data: { shipmentsPolledAt: polled.at, ...(polled.cursor === undefined ? {} : { shipmentsCursor: polled.cursor }) },
  });
}

export type NewOffer = {
  readonly supplierId: string;
  /** Our id of the variant. */
  readonly variantId: string;
  readonly itemId: string;
  readonly specId?: string | null;
  readonly packRatio: number;
  /** Cost of one pack. */
  readonly unitCostMinor: bigint;
  readonly currency: string;
  readonly shipsTo: readonly string[];
  readonly priority?: number;
  readonly nameZh?: string | null;
  readonly attributes?: readonly { name: string; value: string }[];
};

export async function createOffer(tx: ShopTransaction, offer: NewOffer): Promise<string> {
  const id = newId();
  const { attributes = [], shipsTo, ...facts } = offer;
  await tx.db.offer.create({ data: { ...facts, id, shopId: tx.shopId, shipsTo: [...shipsTo], specId: offer.specId ?? null, nameZh: offer.nameZh ?? null } });
  await tx.db.offerAttribute.createMany({ data: attributes.map((attribute) => ({ ...attribute, id: newId(), shopId: tx.shopId, offerId: id })) });
  return id;
}

export async function removeOffer(tx: ShopTransaction, offerId: string): Promise<void> {
  await tx.db.offer.delete({ where: { shopId_id: { shopId: tx.shopId, id: offerId } } });
}

/** Offers by the variant's Shopify GID, inactive ones included: a refusal is explained, not hidden. */
export async function findOffers(tx: ShopTransaction, shopifyVariantIds: readonly string[]): Promise<Map<string, Offer[]>> {
  const rows = await tx.db.offer.findMany({
    // Whoever plays the test order ships nothing else.
    where: { variant: { shopifyVariantId: { in: [...new Set(shopifyVariantIds)] } }, supplier: { connector: { not: "rehearsal" } } },
    include: offerParts,
    orderBy: { id: "asc" },
  });
  return Map.groupBy(rows.map(toOffer), (offer) => offer.shopifyVariantId);
}

function toOffer(row: OfferRow): Offer {
  return {
    id: row.id,
    supplierId: row.supplierId,
    supplierName: row.supplier.name,
    supplierIsActive: row.supplier.isActive,
    shopifyVariantId: row.variant.shopifyVariantId,
    itemId: row.itemId,
    specId: row.specId,
    attributes: row.attributes.map(({ name, value }) => ({ name, value })),
    nameZh: row.nameZh,
    imageUrl: row.imageUrl,
    packRatio: row.packRatio,
    packCost: { minor: row.unitCostMinor, currency: row.currency },
    shipsTo: row.shipsTo,
    stock: row.stockQuantity,
    stockSeenAt: row.stockSeenAt,
    leadTimeDays: row.leadTimeDays,
    priority: row.priority,
    isActive: row.isActive,
  };
}

export function toSupplier(row: Row): Supplier {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    connector: row.connector,
    connectorSettings: row.connectorSettings,
    isActive: row.isActive,
    locale: row.locale,
    timeZone: row.timeZone,
    shipsBlind: row.shipsBlind,
    ifUndeliverable: row.ifUndeliverable,
    shipsFromCountryCode: row.shipsFromCountryCode,
    labelBuyer: row.labelBuyer,
    incoterm: row.incoterm,
    paymentTerms: row.paymentTerms,
    paymentMethod: row.paymentMethod,
    pricesIncludeTax: row.pricesIncludeTax,
    invoiceWanted: row.invoiceWanted,
    invoiceTitle: row.invoiceTitle,
    hidesEmail: row.hidesEmail,
    hidesPhone: row.hidesPhone,
    hidesPrices: row.hidesPrices,
    mayHaveIoss: row.mayHaveIoss,
    takesPoBoxes: row.takesPoBoxes,
    shipmentsCursor: row.shipmentsCursor,
  };
}
