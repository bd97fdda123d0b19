// The memory of the mode: a column of the merchant's settings.
import type { ShopTransaction } from "../platform/db.server.ts";
import { BugError } from "../platform/errors.ts";
import type { FulfillmentMode } from "./mode.ts";

export async function getMode(tx: ShopTransaction): Promise<FulfillmentMode> {
  const row = await tx.db.merchantSettings.findUnique({ where: { shopId: tx.shopId } });
  if (!row) throw new BugError(`shop ${tx.shopId} has no settings`);
  return {
    mode: row.fulfillmentMode, changedAt: row.fulfillmentModeChangedAt, serviceId: row.fulfillmentServiceId, locationId: row.fulfillmentLocationId,
    requestsAutomatically: row.requestsAutomatically, writesCost: row.writesCost,
  };
}

export async function saveLocation(tx: ShopTransaction, { serviceId, locationId }: { serviceId: string; locationId: string }): Promise<void> {
  await tx.db.merchantSettings.update({ where: { shopId: tx.shopId }, data: { fulfillmentServiceId: serviceId, fulfillmentLocationId: locationId } });
}

export async function saveMode(tx: ShopTransaction, mode: FulfillmentMode["mode"], at: Date): Promise<void> {
  await tx.db.merchantSettings.update({ where: { shopId: tx.shopId }, data: { fulfillmentMode: mode, fulfillmentModeChangedAt: at } });
}

export async function saveChoices(tx: ShopTransaction, choices: Pick<FulfillmentMode, "requestsAutomatically" | "writesCost">): Promise<void> {
  await tx.db.merchantSettings.update({ where: { shopId: tx.shopId }, data: choices });
}
