// A draft gets its row: who we are to the supplier, under which reference, on which terms.
import type { Merchant } from "../merchants/merchant.ts";
import type { SavedOrder } from "../orders/order.ts";
import type { ShopTransaction } from "../platform/db.server.ts";
import { newId } from "../platform/ids.server.ts";
import { getSupplier, findChannel, listForbiddenCarriers } from "../suppliers/store.server.ts";
import { findCustomsProfiles } from "../catalog/customs.server.ts";
import type { Supplier } from "../suppliers/supplier.ts";
import type { Draft } from "./draft-supplier-orders.ts";
import { toLineRow, type DraftLineRow } from "./draft-rows.server.ts";
import { referenceOf } from "./reference.server.ts";
import { createDraft } from "./store.server.ts";
import { idempotencyKeyOf, releasedByLiveMode } from "./supplier-order.ts";

export type SavedDraft = { readonly id: string; readonly lines: readonly { id: string; lineItemId: string; quantity: number }[] };
type ToSave = { draft: Draft; order: SavedOrder; merchant: Merchant; isReleased: boolean; at: Date };

export async function saveDraft(tx: ShopTransaction, { draft, order, merchant, isReleased, at }: ToSave): Promise<SavedDraft> {
  const id = newId();
  const supplier = await getSupplier(tx, draft.supplierId);
  const earlier = await tx.db.supplierOrder.count({ where: { orderId: order.id, supplierId: supplier.id } });
  const reference = referenceOf({ shopId: tx.shopId, shopifyOrderId: order.shopifyOrderId, supplierId: supplier.id, earlier });
  const { delivery, name, isTest } = order;
  const row = {
    id, orderId: order.id, supplierId: supplier.id, reference, revision: 1, idempotencyKey: idempotencyKeyOf(reference, 1),
    ...(isReleased ? { releasedAt: at, releasedBy: releasedByLiveMode } : {}),
    shopBrand: merchant.brandName, orderName: name, createdAt: at, createdTimeZone: merchant.timeZone, isTest,
    ...(delivery ? { deliveryTitle: delivery.title, deliveryCode: delivery.code, supplierChannel: (await findChannel(tx, supplier.id, delivery.title)) ?? null } : {}),
    forbiddenCarriers: await listForbiddenCarriers(tx, supplier.id),
    ...termsOf(supplier, order),
    ...wishesOf(merchant),
    currency: draft.total.currency, goodsMinor: draft.goods.minor, totalMinor: draft.total.minor,
    ...(draft.exchangeRate ? { exchangeRate: draft.exchangeRate.rate, exchangeRateOn: new Date(draft.exchangeRate.on) } : {}),
  };
  const variantIds = new Map(order.lines.map((line) => [line.id, line]));
  const profiles = await findCustomsProfiles(tx, order.lines.flatMap((line) => line.shopifyVariantId ?? []));
  const lines = draft.lines.map((line): DraftLineRow => {
    const item = variantIds.get(line.lineItemId);
    return toLineRow(line, { shopId: tx.shopId, supplierOrderId: id, profile: profiles.get(item?.shopifyVariantId ?? ""), destination: order.address?.countryCode ?? null, unitWeightGrams: item?.unitWeightGrams ?? null });
  });
  await createDraft(tx, row, lines.map(({ row: lineRow }) => lineRow));
  await tx.db.supplierOrderLineAttribute.createMany({ data: lines.flatMap(({ attributes }) => attributes) });
  await tx.db.supplierOrderLineProperty.createMany({ data: lines.flatMap(({ properties }) => properties) });
  return { id, lines: lines.map(({ row: lineRow }) => ({ id: lineRow.id, lineItemId: lineRow.lineItemId, quantity: lineRow.quantity })) };
}

function termsOf(supplier: Supplier, { dutiesIncluded }: SavedOrder) {
  return {
    shipsFromCountryCode: supplier.shipsFromCountryCode,
    labelBuyer: supplier.labelBuyer,
    // A buyer who has paid duties must not be asked again at the door.
    incoterm: dutiesIncluded ? "DDP" : supplier.incoterm,
    dutyPaidBy: dutiesIncluded ? "merchant" : null,
    taxIncluded: supplier.pricesIncludeTax,
    paymentTerms: supplier.paymentTerms, paymentMethod: supplier.paymentMethod, invoiceWanted: supplier.invoiceWanted, invoiceTitle: supplier.invoiceTitle,
  };
}

function wishesOf({ settings }: Merchant) {
  return {
    iossNumber: settings.iossNumber, vatNumber: settings.vatNumber, eoriNumber: settings.eoriNumber,
    packingInstructionsEn: settings.packingInstructionsEn, packingInstructionsZh: settings.packingInstructionsZh,
    noPricesInParcel: true,
  };
}
