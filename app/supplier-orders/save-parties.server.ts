// Who receives, who sends, and the buyer's customs number, as given to this supplier: copies, taken once,
// so that a later change in the shop is a visible difference.
import type { Address } from "../orders/order.ts";
import { identityContext } from "../orders/identity-store.server.ts";
import { toAddress } from "../orders/rows.server.ts";
import { getMerchant } from "../merchants/store.server.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { MerchantError } from "../platform/errors.ts";
import { newId } from "../platform/ids.server.ts";
import type { Sealer } from "../platform/secrets.server.ts";
import { getSupplier } from "../suppliers/store.server.ts";
import type { SupplierOrder } from "./supplier-order.ts";

export const givenIdentityContext = (supplierOrderId: string): string => `supplier-order-identity:${supplierOrderId}`;

/** Throws MerchantError when there is no address to ship to. Run twice: the copies of the first time stay. */
export async function saveParties(tx: ShopTransaction, sealer: Sealer, supplierOrder: SupplierOrder): Promise<void> {
  const owner = { shopId: tx.shopId, supplierOrderId: supplierOrder.id };
  if (await tx.db.supplierOrderReceiver.findFirst({ where: { supplierOrderId: supplierOrder.id }, select: { id: true } })) return;
  const row = await tx.db.orderAddress.findFirst({ where: { orderId: supplierOrder.orderId } });
  const address = row && toAddress(row);
  const receiver = address && receiverRow(address);
  if (!row || !receiver) throw new MerchantError("address_missing", { order: supplierOrder.orderName });
  const { latinName, latinLine1, latinLine2, latinCity, latinProvince } = row;
  const latin = { latinName, latinLine1, latinLine2, latinCity, latinProvince };
  await tx.db.supplierOrderReceiver.create({ data: { ...receiver, ...latin, ...owner, id: newId() } });
  await saveSender(tx, supplierOrder);
  // A number of another country is no business of this one's customs.
  const identity = await tx.db.buyerIdentity.findFirst({ where: { orderId: supplierOrder.orderId, redactedAt: null, countryCode: receiver.countryCode }, orderBy: { id: "desc" } });
  if (!identity) return;
  const value = sealer.open(identity.valueSealed, identityContext(supplierOrder.orderId, identity.kind));
  await tx.db.supplierOrderIdentity.create({
    data: { ...owner, id: newId(), countryCode: identity.countryCode, kind: identity.kind, valueSealed: sealer.seal(value, givenIdentityContext(supplierOrder.id)) },
  });
}

/** Nothing was sent after all: what the supplier would be told now is what stands in the order now. */
export async function forgetParties(tx: ShopTransaction, supplierOrderId: string): Promise<void> {
  const where = { supplierOrderId };
  await tx.db.supplierOrderReceiver.deleteMany({ where });
  await tx.db.supplierOrderSender.deleteMany({ where });
  await tx.db.supplierOrderIdentity.deleteMany({ where });
}

/** Undefined: there is nowhere to ship to. */
export function receiverRow(address: Address) {
  const { line1, countryCode } = address;
  if (!countryCode || !line1) return undefined;
  const name = address.name ?? [address.firstName, address.lastName].filter(Boolean).join(" ");
  return {
    name, firstName: address.firstName, lastName: address.lastName, company: address.company, line1, line2: address.line2,
    city: address.city, province: address.province, provinceCode: address.provinceCode, postalCode: address.postalCode, countryCode,
    countryName: address.countryName, phone: address.phone, phoneE164: address.phoneE164, email: address.email,
  };
}

async function saveSender(tx: ShopTransaction, supplierOrder: SupplierOrder): Promise<void> {
  const merchant = await getMerchant(tx);
  const supplier = await getSupplier(tx, supplierOrder.supplierId);
  const { sender } = merchant.settings;
  const returns = await tx.db.supplier.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: supplier.id } },
    select: { returnName: true, returnPhone: true, returnAddress1: true, returnCity: true, returnProvince: true, returnPostalCode: true, returnCountryCode: true },
  });
  await tx.db.supplierOrderSender.create({
    data: {
      id: newId(), shopId: tx.shopId, supplierOrderId: supplierOrder.id, ...(sender ?? { name: merchant.brandName }),
      isBlind: supplier.shipsBlind, ifUndeliverable: supplier.ifUndeliverable, ...returns,
    },
  });
}
